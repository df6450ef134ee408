"""Views, forms, summaries: they name fields that lists can use."""

from collections.abc import Iterator

from etabli.platform.engine.definition.checks.places import check_places
from etabli.platform.engine.definition.checks.words import unknown
from etabli.platform.engine.definition.conditions import envelope_of
from etabli.platform.engine.definition.faults import Fault, Path
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.names import ATTACHMENTS
from etabli.platform.engine.definition.views import Form, View

RESERVED_VIEWS = frozenset({"nouveau", "export", "import"})
KEYS = {
    "table": ("columns", "group"),
    "list": ("card", "group"),
    "kanban": ("card", "by"),
    "calendar": ("card", "by", "starts"),
    "tree": ("card", "parent"),
    "gallery": ("card", "cover", "group"),
}
"""What each kind of view may say, besides what every view says."""
GROUPED_BY = frozenset({"choice", "boolean", "rating", "person", "space", "relation", "unit"})
BOARD_BY = frozenset({"choice", "boolean", "rating"})
_ENVELOPE_GROUPS = frozenset({"state", "assignee", "author"})


def shown_names(app: Definition) -> list[str]:
    """What a list may show of an item."""
    return [*app.fields, *sorted(envelope_of(app)), *(["tags"] if app.behaviours.taggable else [])]


def check_views(app: Definition) -> Iterator[Fault]:
    """Each view shows, sorts and groups by what is there and indexed."""
    defaults = [uid for uid, view in app.views.items() if view.default]
    for uid in defaults[1:]:
        yield Fault(
            ("views", uid, "default"),
            f"« {defaults[0]} » est déjà la vue qui s’ouvre en premier.",
            f"“{defaults[0]}” is already the view that opens first.",
        )
    for uid, view in app.views.items():
        if uid in RESERVED_VIEWS:
            yield Fault(
                ("views", uid),
                f"« {uid} » sert déjà d’adresse. Prenez un autre nom.",
                f"“{uid}” is already an address. Take another name.",
            )
        for key in ("columns", "card"):
            for name in getattr(view, key):
                if name not in shown_names(app):
                    yield unknown(name, shown_names(app), ("views", uid, key))
                elif name in app.fields and app.fields[name].read is not None:
                    yield _restricted(name, ("views", uid, key))
        yield from _check_keys(view)
        yield from _check_sort(app, view)
        yield from _check_groups(app, view)
        yield from check_places(app, view)


def _restricted(name: str, path: Path) -> Fault:
    return Fault(
        path,
        f"Les listes sont lues par tous ceux qui voient la fiche : « {name} » est réservé, on le "
        "lit sur la fiche.",
        f"Lists are read by whoever sees the item: “{name}” is restricted and read on its page.",
    )


def _check_keys(view: View) -> Iterator[Fault]:
    for key in ("columns", "card", "by", "starts", "parent", "cover", "group"):
        if key not in KEYS[view.kind] and getattr(view, key):
            yield Fault(
                ("views", view.uid, key),
                f"Une vue {view.kind} n’a pas de « {key} ». Retirez-le.",
                f"A {view.kind} view has no “{key}”. Remove it.",
            )


def _check_sort(app: Definition, view: View) -> Iterator[Fault]:
    sortable = {uid for uid, field in app.fields.items() if field.sort}
    sortable |= envelope_of(app) - {"author", "assignee", "space"}
    for name, _descending in view.order:
        if name in app.fields and name not in sortable:
            yield Fault(
                ("views", view.uid, "sort"),
                f"« {name} » ne se trie pas. Ajoutez-lui « sort: true ».",
                f"“{name}” is not sorted by. Give it “sort: true”.",
            )
        elif name not in sortable:
            yield unknown(name, sortable, ("views", view.uid, "sort"))


def _check_groups(app: Definition, view: View) -> Iterator[Fault]:
    board = view.kind in ("kanban", "calendar")
    name = view.by if board else view.group
    if name is None:
        if view.kind == "kanban":
            yield Fault(
                ("views", view.uid),
                "Un tableau dit « by » : state, ou un champ de choix.",
                "A board says “by”: state, or a choice field.",
            )
        return
    key = "by" if board else "group"
    kinds = BOARD_BY if board else GROUPED_BY
    envelope = envelope_of(app) & ({"state"} if board else _ENVELOPE_GROUPS)
    possible = {uid for uid, field in app.fields.items() if field.kind in kinds} | envelope
    if name not in possible:
        yield unknown(name, possible, ("views", view.uid, key))
    elif view.kind == "calendar":
        # An entry only says it: nothing is asked of the database.
        if name in app.fields and app.fields[name].read is not None:
            yield _restricted(name, ("views", view.uid, key))
    elif name in app.fields and not app.fields[name].indexed:
        yield Fault(
            ("views", view.uid, key),
            f"On ne groupe que par un champ filtrable. Donnez « filter: true » à « {name} ».",
            f"Only a filtered field groups. Give “filter: true” to “{name}”.",
        )


def _check_each(app: Definition, form: Form, missing: list[str]) -> Iterator[Fault]:
    """A form that makes an item of each file fills all that such an item must say."""
    place = ("forms", form.uid)
    files = [uid for uid, field in app.fields.items() if field.kind == "files"]
    if form.each not in files:
        yield unknown(str(form.each), files, (*place, "each"))
    titled = app.fields.get(app.title.strip("{}"))
    if titled is None or titled.kind != "text":
        yield Fault(
            (*place, "each"),
            "Le nom du fichier devient le titre : donnez à l’app un titre qui est un seul texte.",
            "The name of the file becomes the title: give the app a title that is one text.",
        )
    given = (form.each, app.title.strip("{}"))
    others = [
        uid
        for uid in missing
        if uid not in given and getattr(app.fields[uid], "default", None) is None
    ]
    if others:
        yield Fault(
            (*place, "fields"),
            f"Ce formulaire oublie un champ obligatoire : {', '.join(others)}.",
            f"This form leaves out a required field: {', '.join(others)}.",
        )


def check_forms(app: Definition) -> Iterator[Fault]:
    """Forms and summaries name fields in use."""
    fillable = [
        uid for uid, field in app.fields.items() if not field.retired and field.kind != "formula"
    ]
    if app.behaviours.assignable:
        fillable.append("assignee")
    if app.behaviours.schedulable and app.behaviours.schedulable.due:
        fillable.append("due")
    if app.behaviours.taggable:
        fillable.append("tags")
    if app.behaviours.attachable:
        fillable.append(ATTACHMENTS)
    for uid, form in app.forms.items():
        for name in form.fields:
            if name not in fillable:
                yield unknown(name, fillable, ("forms", uid, "fields"))
        missing = [
            name
            for name, field in app.fields.items()
            if field.required and name not in form.fields and field.shown is None
        ]
        if form.each is not None:
            yield from _check_each(app, form, missing)
        elif uid in ("create", "quick") and missing:
            yield Fault(
                ("forms", uid, "fields"),
                f"Ce formulaire oublie un champ obligatoire : {', '.join(missing)}.",
                f"This form leaves out a required field: {', '.join(missing)}.",
            )
    for name in app.summary:
        field = app.fields.get(name)
        if name not in shown_names(app):
            yield unknown(name, shown_names(app), ("summary",))
        elif field is not None and field.read is not None:
            yield Fault(
                ("summary",),
                f"Le résumé est lu par tous ceux qui voient la fiche : « {name} » est réservé.",
                f"Whoever sees the item reads its summary: “{name}” is restricted.",
            )
