"""The bell at the top of each page, and what having seen a page means."""

import re
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from etabli.platform.house.filling import Filling, fills_shell
from etabli.platform.notices.reading import counts_of
from etabli.platform.people.asking import person_of
from etabli.ui.shell import Link

HERE = re.compile(r"/fiches/([0-9a-f-]{36})/")


@fills_shell
def fill(request: HttpRequest) -> Filling:
    """How many notices are for the person; on the page of an item, that its own are read."""
    person = person_of(request)
    found = HERE.match(request.path)
    uid = UUID(found.group(1)) if found else None
    count, here = counts_of(person, uid)
    seen = f"/avis/fiches/{uid}/lecture/" if uid else ""
    return Filling(notices=bell(count), seen_url=seen, seen_now=here > 0)


def bell(count: int) -> Link:
    """The bell, with what is for oneself."""
    label, url, again = _("Notices"), "/avis/", "/avis/cloche/"
    return Link(label, url, icon="bell-simple", count=count, live="home", live_url=again)
