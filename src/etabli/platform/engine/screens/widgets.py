"""Inputs of forms and filters, ready to draw."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from etabli.lib.expression import And, Compare, Condition, In, Not, Or
from etabli.lib.richtext import Doc, relabel, to_markdown
from etabli.platform.engine.app import App
from etabli.platform.engine.conditions import names_asked
from etabli.platform.engine.definition.conditions import compiled
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.days import day_of
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Widget
from etabli.platform.engine.forms.reading import Submitted
from etabli.platform.engine.listing.asking import Asked
from etabli.platform.files.receiving import size_limit
from etabli.platform.items.resolving import Resolving
from etabli.platform.people.models import Person


@dataclass(frozen=True)
class Input:
    """A widget, and the condition under which browsers show it (None: always)."""

    widget: Widget
    shown: dict[str, Any] | None = None

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The options, as inputs take them."""
        return [(option.value, option.label) for option in self.widget.options]

    @property
    def kept(self) -> list[dict[str, str]]:
        """The files already there."""
        return [
            {
                "value": option.value,
                "name": option.label,
                "src": f"/fichiers/{option.value}/vignette" if self.widget.kind == "images" else "",
            }
            for option in self.widget.options
            if option.chosen
        ]

    @property
    def most(self) -> int:
        """Bytes of a file at most."""
        return size_limit()

    @property
    def limits(self) -> dict[str, Any]:
        """Attributes that bound what can be typed."""
        w = self.widget
        said = {"maxlength": w.maxlength, "inputmode": w.inputmode, "min": w.min, "max": w.max}
        return {name: value for name, value in said.items() if value}

    @property
    def left_out(self) -> list[date]:
        """The days something that comes again does not take place on."""
        return [day for one in self.widget.value["but"] if (day := day_of(one))]

    @property
    def document(self) -> dict[str, Any] | None:
        """A rich text as the editor reads it; None when what was typed is Markdown."""
        return self.widget.value if isinstance(self.widget.value, dict) else None

    @property
    def markdown(self) -> str:
        """A rich text as Markdown, for those without scripts."""
        value = self.widget.value
        return to_markdown(Doc(value)) if isinstance(value, dict) else str(value or "")


@dataclass(frozen=True)
class FilterInput:
    """A filter one can add: its name in the address and its choices, or a search."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    search: str = ""
    kind: str = ""
    value: str = ""


def inputs_of(
    app: App, uids: list[str], values: dict[str, Any], submitted: Submitted | None, context: Context
) -> list[Input]:
    """The inputs of a form: filled with values, or with what was typed when it was refused.

    Names inside texts are those the reader may know, not those their author saw.
    """
    reader = Person.objects.filter(pk=context.actor or 0).first()
    readable = {uid: _relabelled(values.get(uid), reader) for uid in uids}
    return [
        Input(_widget(app, uid, readable, submitted, context), _shown(app, app.field(uid), uids))
        for uid in uids
    ]


def demanded(one: Input) -> Input:
    """An input as a move asks for it: whatever its field says, it is there and not left empty."""
    return Input(replace(one.widget, required=True))


def _relabelled(value: Any, reader: Person | None) -> Any:
    if reader is None or not (isinstance(value, dict) and value.get("type") == "doc"):
        return value
    return relabel(Doc(value), Resolving(reader, [value]))


def filter_inputs(
    app: App, fields: list[Field], asked: Asked, context: Context
) -> list[FilterInput]:
    """The filters a list offers."""
    on = {one.field.uid: one.raw for one in asked.filters}
    return [_filter(one, on.get(one.uid, ""), context) for one in fields]


def _widget(
    app: App, uid: str, values: dict[str, Any], submitted: Submitted | None, context: Context
) -> Widget:
    one = app.field(uid)
    widget = one.form_widget(values.get(uid), context)
    if submitted is not None and uid in submitted.errors:
        typed = submitted.raw.get(uid)
        widget = replace(widget, error=submitted.errors[uid])
        widget = widget if typed is None else replace(widget, value=typed)
    return widget


def _shown(app: App, one: Field, asked: Sequence[str]) -> dict[str, Any] | None:
    """The rule for browsers, which know only what the form asks: the rest is the server's."""
    if not one.shown or not names_asked(app, one.shown) <= set(asked):
        return None
    tree = compiled(app, one.shown, listing=False).tree
    return browser_rule(tree) if tree is not None else None


def browser_rule(tree: Condition) -> dict[str, Any] | None:
    """A condition as ``data-shown`` takes it; None where only the server can tell."""
    match tree:
        case And(parts=parts) | Or(parts=parts):
            rules = [browser_rule(part) for part in parts]
            if any(rule is None for rule in rules):
                return None
            return {"all" if isinstance(tree, And) else "any": rules}
        case Not(part=part):
            rule = browser_rule(part)
            return {"none": [rule]} if rule else None
        case In(name=name, values=values) if all(isinstance(v, str | float) for v in values):
            return {"field": name, "in": list(values)}
        case Compare():
            return _compared(tree)
    return None


def _compared(tree: Compare) -> dict[str, Any] | None:
    if isinstance(tree.value, str | bool | float | int):
        value = ("1" if tree.value else "0") if isinstance(tree.value, bool) else tree.value
        key = {"==": "is", "!=": "not", ">": "over", "<": "under"}.get(tree.op)
        return {"field": tree.name, key: value} if key else None
    if tree.value is None and tree.op in ("==", "!="):
        return {"field": tree.name, "filled": tree.op == "!="}
    return None


def _filter(one: Field, value: str, context: Context) -> FilterInput:
    name, label = f"f.{one.uid}", one.name.say(context.lang)
    keys = one.group_keys(context)
    if keys is not None:
        choices = tuple(("-" if k.value is None else str(k.value), k.label) for k in keys)
        return FilterInput(name, label, choices=choices, value=value)
    widget = one.form_widget(None, context)
    return FilterInput(name, label, search=widget.search, kind=widget.kind, value=value)
