"""What places an item in a view: a day in a calendar, a parent in a tree, a picture."""

from collections.abc import Iterator

from etabli.platform.engine.definition.checks.words import unknown
from etabli.platform.engine.definition.conditions import envelope_of
from etabli.platform.engine.definition.faults import Fault
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.views import View
from etabli.platform.engine.fields.relation import RelationField

DATED = frozenset({"date", "datetime"})


def check_places(app: Definition, view: View) -> Iterator[Fault]:
    """A calendar has a date, a tree a parent, a gallery pictures."""
    if view.kind == "calendar":
        yield from _check_dates(app, view)
    elif view.kind == "tree":
        yield from _check_parent(app, view)
    elif view.kind == "gallery":
        yield from _check_cover(app, view)


def _check_dates(app: Definition, view: View) -> Iterator[Fault]:
    envelope = envelope_of(app) & {"starts", "due"}
    if view.starts is None:
        if "starts" not in envelope:
            yield Fault(
                ("views", view.uid),
                "Un calendrier dit « starts » : un champ de date, ou « due ». Ou donnez à l’app "
                "« schedulable: {period: … } » ou « schedulable: {starts: …, ends: …} ».",
                "A calendar says “starts”: a date field, or “due”. Or give the app "
                "“schedulable: {period: …}” or “schedulable: {starts: …, ends: …}”.",
            )
        return
    fields = {
        uid: field
        for uid, field in app.fields.items()
        if field.kind in DATED and field.read is None
    }
    if view.starts not in fields and view.starts not in envelope:
        yield unknown(view.starts, [*fields, *sorted(envelope)], ("views", view.uid, "starts"))
    elif view.starts in fields and not fields[view.starts].indexed:
        yield Fault(
            ("views", view.uid, "starts"),
            f"Un calendrier lit un champ filtrable. Donnez « filter: true » à « {view.starts} ».",
            f"A calendar reads a filtered field. Give “filter: true” to “{view.starts}”.",
        )


def _check_parent(app: Definition, view: View) -> Iterator[Fault]:
    possible = [
        uid
        for uid, field in app.fields.items()
        if isinstance(field, RelationField) and field.to == (app.app,) and not field.many
    ]
    if view.parent is None:
        yield Fault(
            ("views", view.uid),
            "Une arborescence dit « parent » : une relation vers une fiche de la même app, "
            f"{{type: relation, to: {app.app}, filter: true}}.",
            "A tree says “parent”: a relation to one item of the same app, "
            f"{{type: relation, to: {app.app}, filter: true}}.",
        )
    elif view.parent not in possible:
        yield unknown(view.parent, possible, ("views", view.uid, "parent"))
    elif not app.fields[view.parent].filter or app.fields[view.parent].read is not None:
        yield Fault(
            ("views", view.uid, "parent"),
            f"Donnez « filter: true » à « {view.parent} », et laissez-le lire à tous.",
            f"Give “filter: true” to “{view.parent}”, and let everybody read it.",
        )


def _check_cover(app: Definition, view: View) -> Iterator[Fault]:
    possible = [uid for uid, one in app.fields.items() if one.kind == "images" and one.read is None]
    if view.cover is not None and view.cover not in possible:
        yield unknown(view.cover, possible, ("views", view.uid, "cover"))
    elif view.cover is None and not possible:
        yield Fault(
            ("views", view.uid),
            "Une galerie montre un champ d’images : ajoutez-en un à l’app.",
            "A gallery shows a field of images: add one to the app.",
        )
