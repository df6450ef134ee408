"""The list of drafts: what each one is about, and where it goes on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from etabli.lib.text import excerpt
from etabli.platform.access.doors import visible_to
from etabli.platform.items.models import Comment, Draft, Item
from etabli.platform.people.models import Person

_KEY = re.compile(r"(comment|words|edit):([0-9a-f-]{36})(?::([0-9a-f-]{36}))?")
_NEW = re.compile(r"new:([a-z0-9._-]+):([0-9a-f-]{36})")
_WRITE = re.compile(r"write(?::([0-9a-f-]{36}))?")
_JSON_WORDS = re.compile(r'"text":\s*"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Unfinished:
    """A text under way. ``url`` is the form it belongs to, '' when that is gone."""

    key: str
    about: str
    words: str
    url: str
    at: datetime


def unfinished(drafts: Iterable[Draft], person: Person) -> Sequence[Unfinished]:
    """Drafts in words, with the titles a person may know."""
    held = list(drafts)
    keys = {draft.key: _KEY.fullmatch(draft.key) for draft in held}
    uids = {match.group(2) for match in keys.values() if match}
    titles = dict(
        visible_to(Item.objects.all(), person).filter(uid__in=uids).values_list("uid", "title")
    )
    comments = visible_to(Comment.objects.all(), person).filter(uid__in=uids)
    titles |= dict(comments.values_list("uid", "item__title"))
    named = {str(uid): title for uid, title in titles.items()}
    return [_described(draft, keys[draft.key], named) for draft in held]


def _described(draft: Draft, match: "re.Match[str] | None", named: dict[str, str]) -> Unfinished:
    about, url = _("Something new"), ""
    if match and match.group(2) in named:
        kind, uid, parent = match.groups()
        title = named[uid]
        about, url = {
            "comment": (_("Message under “%(title)s”"), f"/fiches/{uid}/#discussion"),
            "words": (_("Change of a message under “%(title)s”"), f"/commentaires/{uid}/texte/"),
            "edit": (_("Change of “%(title)s”"), f"/fiches/{uid}/modifier/"),
        }[kind]
        about %= {"title": title}
        if parent:
            url = f"/commentaires/{parent}/reponse/"
    elif new := _NEW.fullmatch(draft.key):
        url = f"/espaces/{new.group(2)}/{new.group(1)}/nouveau/"
    elif written := _WRITE.fullmatch(draft.key):
        url = f"/espaces/{written.group(1)}/" if written.group(1) else "/"
    return Unfinished(draft.key, about, _words(draft), url, draft.at)


def _words(draft: Draft) -> str:
    fields = (values for name, values in draft.content.items() if not name.endswith("-kept"))
    typed = [value for values in fields for value in values if value.strip()]
    texts = [" ".join(_JSON_WORDS.findall(t)) if t.startswith('{"') else t for t in typed]
    return excerpt(" · ".join(texts), 160)
