"""Words of the format that this version does not execute: refused, not silently accepted."""

from etabli.platform.engine.definition.faults import Path

_KEYS = frozenset(
    {
        *("rules", "capabilities", "migrations", "rows", "offline", "recurring"),
        *("checklist", "workflow", "approvable", "expiring"),
        *("translatable", "anonymous", "geolocated", "public", "personal"),
    }
)
_VIEWS = frozenset({"timeline", "map", "chart", "detail", "print"})
_FIELDS = frozenset({"lookup", "rollup", "voice"})

_INSTEAD = {
    "rows": ("dites « author » dans may.view", "say “author” in may.view"),
    "workflow": ("écrivez states et moves", "write states and moves"),
    "anonymous": ("prenez « ballot: {secret: true} »", "take “ballot: {secret: true}”"),
    "expiring": ("prenez « reviewable »", "take “reviewable”"),
    "checklist": ("ajoutez un champ de type checklist", "add a field of type checklist"),
    "detail": (
        "la fiche se déduit de l’ordre des champs",
        "the page of an item follows the order of the fields",
    ),
}


def not_yet(word: object, path: Path) -> tuple[str, str] | None:
    """The sentence for a word that belongs to the format and is not executed; None otherwise."""
    if not isinstance(word, str) or word not in _KEYS | _VIEWS | _FIELDS:
        return None
    fr, en = _INSTEAD.get(word, ("", ""))
    return (
        f"« {word} » n’est pas exécuté par cette version d’Établi. Retirez-le"
        + (f" ; {fr}." if fr else "."),
        f"“{word}” is not executed by this version of Établi. Remove it"
        + (f"; {en}." if en else "."),
    )
