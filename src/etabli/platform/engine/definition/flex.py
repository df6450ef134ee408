"""Which typed column of the item each filtered or sorted field lives in.

The rule needs no register and moves nothing: columns are given in the order (``since``, place
in the file), a retired field keeps its own, and a field added later says ``since``, the version
that brings it, wherever it stands in the file. So version 1.3.0 gives every field of 1.2.0 the
column it had, and an upgrade fills new columns without touching the others. A field that starts
to be filtered later without ``since`` may move others: the worker then fills the columns of that
app's items again (``engine.filling``), which is work but loses nothing, since ``item.data`` is
the truth.
"""

from collections.abc import Iterable, Iterator

from etabli.platform.engine.definition.faults import Fault
from etabli.platform.engine.fields.field import Field

COLUMNS = {"t": 6, "n": 4, "d": 4, "r": 6}
"""How many typed columns of each kind an item has."""
_KINDS = {
    "t": ("texte ou de choix", "text or choice"),
    "n": ("nombre ou de case", "number or tick"),
    "d": ("date", "date"),
    "r": ("personne, d’espace ou de fiche", "person, space or item"),
}


def flex_columns(fields: Iterable[Field]) -> dict[str, str]:
    """The column of each indexed field that lives in one: {"site": "t1"}."""
    taken = dict.fromkeys(COLUMNS, 0)
    columns: dict[str, str] = {}
    for field in _in_order(fields):
        kind = field.columns
        taken[kind] += 1
        if taken[kind] <= COLUMNS[kind]:
            columns[field.uid] = f"{kind}{taken[kind]}"
    return columns


def flex_faults(fields: Iterable[Field]) -> Iterator[Fault]:
    """The fields that find no column left, and those that cannot be listed by at all."""
    fields = list(fields)
    columns = flex_columns(fields)
    for field in fields:
        if field.indexed and field.columns == "-":
            yield Fault(
                ("fields", field.uid, "filter" if field.filter else "sort"),
                f"Un champ {field.kind} ne se filtre ni ne se trie. Retirez filter et sort.",
                f"A {field.kind} field can be neither filtered nor sorted. Remove filter and sort.",
            )
        elif field.sort and field.columns == "":
            yield Fault(
                ("fields", field.uid, "sort"),
                "Un champ à plusieurs valeurs ne se trie pas. Retirez sort.",
                "A field of several values cannot be sorted. Remove sort.",
            )
    for field in _in_order(fields):
        if field.uid not in columns:
            fr, en = _KINDS[field.columns]
            most = COLUMNS[field.columns]
            yield Fault(
                ("fields", field.uid),
                f"Une app filtre ou trie {most} champs de {fr} au plus. "
                f"Retirez filter et sort de « {field.uid} » ou d’un autre.",
                f"An app filters or sorts {most} {en} fields at most. "
                f"Remove filter and sort from “{field.uid}” or another.",
            )


def _in_order(fields: Iterable[Field]) -> list[Field]:
    """The fields that take a column, oldest first."""
    takers = [field for field in fields if field.indexed and field.columns in COLUMNS]
    return sorted(takers, key=lambda field: tuple(map(int, field.since.split("."))))
