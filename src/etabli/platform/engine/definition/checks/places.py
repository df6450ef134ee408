"""What places an item in a view: in time for a calendar."""

from collections.abc import Iterator

from etabli.platform.engine.definition.checks.words import unknown
from etabli.platform.engine.definition.conditions import envelope_of
from etabli.platform.engine.definition.faults import Fault
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.views import View

DATED = frozenset({"date", "datetime"})


def check_places(app: Definition, view: View) -> Iterator[Fault]:
    """A calendar finds its items by a date they have."""
    if view.kind != "calendar":
        return
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
