"""What every item has, seen as fields, so that lists and forms treat it like any other."""

from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.names import ATTACHMENTS
from etabli.platform.engine.definition.words import Words
from etabli.platform.engine.fields.due import DueField
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.files import FilesField
from etabli.platform.engine.fields.moment import DateTimeField
from etabli.platform.engine.fields.number import NumberField
from etabli.platform.engine.fields.person import PersonField
from etabli.platform.engine.fields.space import SpaceField
from etabli.platform.engine.fields.state import StateField
from etabli.platform.engine.fields.tags import TagsField
from etabli.platform.engine.fields.text import TextField

_ASSIGNEE = Words(fr="Responsable", en="Assignee")
_DUE = Words(fr="Échéance", en="Due")


def envelope_fields(app: Definition) -> dict[str, Field]:
    """The fields an app's items have without declaring them: state, author, assignee, due…"""
    fields: dict[str, Field] = {}
    if "title" not in app.fields:
        fields["title"] = TextField(name=Words(fr="Titre", en="Title"), sort=True)
    if app.number:
        fields["number"] = TextField(name=Words(fr="Numéro", en="Number"), sort=True)
    if app.states:
        fields["state"] = StateField(states=app.states)
    fields["author"] = PersonField(name=Words(fr="Par", en="By"), filter=True)
    fields |= _work(app)
    fields |= {
        "space": SpaceField(name=Words(fr="Espace", en="Space"), filter=True),
        "created": DateTimeField(name=Words(fr="Création", en="Created"), filter=True, sort=True),
        "updated": DateTimeField(name=Words(fr="Modification", en="Changed"), sort=True),
        "activity": DateTimeField(name=Words(fr="Dernière activité", en="Activity"), sort=True),
    }
    for uid, field in fields.items():
        field.named(uid)
    return fields


def _work(app: Definition) -> dict[str, Field]:
    """What the behaviours add."""
    fields: dict[str, Field] = {}
    on = app.behaviours
    if on.assignable:
        fields["assignee"] = PersonField(
            name=on.assignable.name or _ASSIGNEE,
            required=on.assignable.required,
            default=on.assignable.default,
            filter=True,
        )
    if on.schedulable and on.schedulable.due:
        fields["due"] = DueField(
            name=on.schedulable.due_name or _DUE,
            required=on.schedulable.due_required,
            filter=True,
            sort=True,
        )
    if on.schedulable and on.schedulable.dated:
        fields["starts"] = DateTimeField(name=Words(fr="Début", en="Start"), filter=True, sort=True)
        fields["ends"] = DateTimeField(name=Words(fr="Fin", en="End"), filter=True, sort=True)
    if on.taggable:
        fields["tags"] = TagsField(
            name=Words(fr="Mots-clés", en="Tags"), max=on.taggable.max, filter=True
        )
    if on.votable:
        fields["votes"] = NumberField(name=Words(fr="Soutiens", en="Support"), sort=True)
    if on.attachable:
        fields[ATTACHMENTS] = FilesField(
            name=Words(fr="Pièces jointes", en="Attachments"), max=on.attachable.max
        )
    if on.commentable:
        fields["comments"] = NumberField(name=Words(fr="Messages", en="Comments"), sort=True)
    return fields
