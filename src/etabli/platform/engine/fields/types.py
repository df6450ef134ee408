"""The field types, by name."""

from typing import Annotated

from pydantic import Field as Setting

from etabli.platform.engine.fields.boolean import BooleanField
from etabli.platform.engine.fields.checklist import ChecklistField
from etabli.platform.engine.fields.choice import ChoiceField
from etabli.platform.engine.fields.choices import ChoicesField
from etabli.platform.engine.fields.day import DateField
from etabli.platform.engine.fields.duration import DurationField
from etabli.platform.engine.fields.email import EmailField
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.files import FilesField
from etabli.platform.engine.fields.formula import FormulaField
from etabli.platform.engine.fields.images import ImagesField
from etabli.platform.engine.fields.moment import DateTimeField
from etabli.platform.engine.fields.money import MoneyField
from etabli.platform.engine.fields.number import NumberField
from etabli.platform.engine.fields.options import OptionsField
from etabli.platform.engine.fields.people import PeopleField
from etabli.platform.engine.fields.percent import PercentField
from etabli.platform.engine.fields.period import PeriodField
from etabli.platform.engine.fields.person import PersonField
from etabli.platform.engine.fields.phone import PhoneField
from etabli.platform.engine.fields.place import PlaceField
from etabli.platform.engine.fields.rating import RatingField
from etabli.platform.engine.fields.recurrence import RecurrenceField
from etabli.platform.engine.fields.relation import RelationField
from etabli.platform.engine.fields.rich_text import RichTextField
from etabli.platform.engine.fields.space import SpaceField
from etabli.platform.engine.fields.text import TextField
from etabli.platform.engine.fields.unit import UnitField
from etabli.platform.engine.fields.url import UrlField

AnyField = Annotated[
    TextField
    | RichTextField
    | NumberField
    | MoneyField
    | RatingField
    | BooleanField
    | DateField
    | DateTimeField
    | PeriodField
    | ChoiceField
    | ChoicesField
    | PersonField
    | PeopleField
    | SpaceField
    | RelationField
    | FilesField
    | ImagesField
    | UrlField
    | PlaceField
    | ChecklistField
    | PercentField
    | DurationField
    | UnitField
    | EmailField
    | PhoneField
    | RecurrenceField
    | FormulaField
    | OptionsField,
    Setting(discriminator="type"),
]

FIELD_TYPES: dict[str, type[Field]] = {
    one.model_fields["type"].default: one
    for one in (
        *(TextField, RichTextField, NumberField, MoneyField, RatingField, BooleanField),
        *(DateField, DateTimeField, PeriodField, ChoiceField, ChoicesField, PersonField),
        *(PeopleField, SpaceField, RelationField, FilesField, ImagesField, UrlField),
        *(PlaceField, ChecklistField, PercentField, DurationField, UnitField, EmailField),
        *(PhoneField, RecurrenceField, FormulaField, OptionsField),
    )
}
