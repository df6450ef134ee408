"""What is asked to open or to change a space."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from etabli.lib.text import clean_line, skeleton, sort_key
from etabli.platform.access.doors import visible_to
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Rank, Space
from etabli.platform.spaces.standing import rank_in

VISIBILITIES = (
    ("open", __("Open: the whole house finds it, reads it and may join")),
    ("closed", __("Closed: the whole house knows it exists, only its members read it")),
    ("secret", __("Secret: only its members know it exists")),
)
HUES = (
    *(
        ("bleu", __("Blue")),
        ("sapin", __("Fir")),
        ("cuivre", __("Copper")),
        ("garance", __("Madder")),
    ),
    *(
        ("ardoise", __("Slate")),
        ("iris", __("Iris")),
        ("mousse", __("Moss")),
        ("ocre", __("Ochre")),
    ),
    *(
        ("brique", __("Brick")),
        ("sarcelle", __("Teal")),
        ("prune", __("Plum")),
        ("tilleul", __("Lime")),
    ),
)


@dataclass(frozen=True)
class AppChoice:
    """An app that a space can use. ``note``: what one gets from it, in a line.

    ``asks``: what it asks of the house, in words, by uid.
    """

    uid: str
    label: str
    icon: str
    hue: str
    note: str = ""
    asks: dict[str, str] = field(default_factory=dict)


AppChoices = Callable[[Person], list[AppChoice]]


def _none(person: Person) -> list[AppChoice]:
    return []


_apps: list[AppChoices] = [_none]


def set_app_choices(choices: AppChoices) -> None:
    """The engine says which apps a space can use."""
    _apps[0] = choices


def app_choices(person: Person) -> list[AppChoice]:
    """The apps a space can use, by name."""
    return _apps[0](person)


class SpaceForm(forms.Form):
    """The settings of a space. ``space`` is None when it is being opened."""

    name = forms.CharField(label=__("Name"), max_length=120)
    description = forms.CharField(
        label=__("What it is for"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    visibility = forms.ChoiceField(
        label=__("Who may find it and read it"),
        choices=VISIBILITIES,
        widget=forms.RadioSelect,
        initial="closed",
    )
    hue = forms.ChoiceField(label=__("Colour"), choices=HUES, initial="bleu")
    parent = forms.ModelChoiceField(
        label=__("Inside"),
        empty_label=__("No other space"),
        queryset=Space.objects.none(),
        required=False,
        to_field_name="uid",
    )
    inherits = forms.BooleanField(
        label=__("The members of the space above are members here too"), required=False
    )
    apps = forms.MultipleChoiceField(
        label=__("Apps to start with"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, person: Person, space: Space | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.space = space
        parents = visible_to(Space.objects.filter(archiving=None), person)
        self._choice("parent").queryset = parents.exclude(pk=space.pk) if space else parents
        if space is None:
            offered = app_choices(person)
            self.offered = [(app.uid, app.label, app.note) for app in offered]
            self._choice("apps").choices = [(app.uid, app.label) for app in offered]
            self.fields["apps"].initial = [app.uid for app in offered]
            if not self._choice("parent").queryset.exists():
                del self.fields["parent"], self.fields["inherits"]
        else:
            del self.fields["apps"]

    def _choice(self, name: str) -> Any:
        """A field of choices: Django's types know only of fields."""
        return self.fields[name]

    def clean_name(self) -> str:
        name = clean_line(self.cleaned_data["name"], 120)
        if not name:
            raise forms.ValidationError(_("Give it a name people will recognise."))
        if taken := self._taken_for(name):
            raise forms.ValidationError(
                _("It would be taken for “%(name)s”, which is there already: name it otherwise.")
                % {"name": taken}
            )
        return name

    def _taken_for(self, name: str) -> str:
        """The space one finds that this name would be taken for. A secret one is not betrayed."""
        seen, spelt = skeleton(name), sort_key(name)
        if self.space is not None and self.space.name == name:
            return ""
        known = visible_to(Space.objects.all(), self.person)
        if self.space is not None:
            known = known.exclude(pk=self.space.pk)
        for other, parent in known.values_list("name", "parent__uid"):
            # « Bureau » may stand in several places; the same in other letters nowhere.
            here = str(parent or "") == str(self.data.get("parent") or "")
            if skeleton(other) == seen and (here or sort_key(other) != spelt):
                return str(other)
        return ""

    def clean_parent(self) -> Space | None:
        parent: Space | None = self.cleaned_data["parent"]
        kept = self.space is not None and parent is not None and parent.pk == self.space.parent_id
        if parent is not None and not kept and rank_in(parent, self.person) < Rank.ANIMATOR:
            raise forms.ValidationError(
                _("Only the animators of %(name)s place spaces inside it.") % {"name": parent.name}
            )
        return parent

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("inherits") and not cleaned.get("parent"):
            self.add_error("inherits", _("Choose first the space it stands inside."))
        return cleaned
