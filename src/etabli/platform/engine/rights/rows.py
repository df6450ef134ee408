"""The same rules as SQL: which items of a space a verb is open on, for one person."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q

from etabli.platform.access.doors import givers_of, mine_of, within
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.principal import Principal as Word
from etabli.platform.engine.definition.states import Awaits
from etabli.platform.engine.rights.asks import asked
from etabli.platform.items.models import ItemRef
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space
from etabli.platform.spaces.standing import rank_in

# An empty Q is the neutral element of `|` too, and would vanish there.
ALL = Q(pk__isnull=False)
NONE = Q(pk__in=[])


def rows_where(app: App, words: Iterable[Word], space: Space, person: Person) -> Q:
    """The items of an app in a space for which one of these words names the person.

    Says of each row what ``asking.holds`` says of the item; a property test compares them.
    """
    if not person.active or hasattr(space, "archiving"):
        return NONE
    found = NONE
    for word in words:
        found |= _rows(app, word, space, person)
    seen = within("audience_id", mine_of(person))
    return found & seen & Q(app=app.app, space=space, trashed_at=None)


def _rows(app: App, word: Word, space: Space, person: Person) -> Q:
    named = _named(app, word, space, person) | _standing_in(app, word, space, person)
    return named if word.state is None else named & Q(state=word.state)


def _named(app: App, word: Word, space: Space, person: Person) -> Q:
    if word.rank is not None:
        return _always(rank_in(space, person) >= word.rank)
    if word.name in ("author", "assignee"):
        return Q(**{f"{word.name}_id": person.pk})
    if word.name == "manager":
        return Q(author__manager_id=person.pk)
    if word.name == "awaited":
        return _awaited(app, space, person)
    if word.name in app.asks:
        return _always(_answers(app, word.name, space, person))
    named = ItemRef.objects.filter(item=OuterRef("pk"), field=word.name)
    if app.field(word.name).kind == "unit":
        path = person.unit.path if person.unit else []
        return Q(Exists(named.filter(kind=ItemRef.Kind.UNIT, target__in=path)))
    return Q(Exists(named.filter(kind=ItemRef.Kind.PERSON, target=person.pk)))


def _standing_in(app: App, word: Word, space: Space, person: Person) -> Q:
    """The items on which the person stands in for whom the word names; never her own."""
    givers = givers_of(person)
    if not givers or word.rank is not None or word.name == "author":
        return NONE
    others = ~Q(author=person.pk)
    if word.name == "manager":
        return Q(author__manager_id__in=givers) & others
    if word.name == "awaited":
        # Its words, one by one, are asked the same in ``_awaited``.
        return NONE
    awaiting = [
        uid
        for uid, state in app.states.items()
        if state.awaits
        and state.awaits.to == "decide"
        and any(one.name == word.name for one in (*state.awaits.who, *state.awaits.otherwise))
    ]
    return _names_one_of(app, word, space, givers) & Q(state__in=awaiting) & others


def _names_one_of(app: App, word: Word, space: Space, people: Collection[int]) -> Q:
    if word.name == "assignee":
        return Q(assignee__in=people)
    if word.name in app.asks:
        by_name = app.asks[word.name].kind == "person"
        return _always(by_name and asked(space.pk, app.app, word.name) in people)
    named = ItemRef.objects.filter(item=OuterRef("pk"), field=word.name)
    return Q(Exists(named.filter(kind=ItemRef.Kind.PERSON, target__in=people)))


def _awaited(app: App, space: Space, person: Person) -> Q:
    found = NONE
    for uid, state in app.states.items():
        if state.awaits is not None:
            found |= Q(state=uid) & _state_awaits(app, state.awaits, space, person)
    return found


def _state_awaits(app: App, awaits: Awaits, space: Space, person: Person) -> Q:
    found = NONE
    for word in awaits.who:
        found |= _rows(app, word, space, person)
    unnamed = ALL
    for word in awaits.who:
        unnamed &= _names_nobody(app, word, space)
    for word in awaits.otherwise:
        found |= unnamed & _rows(app, word, space, person)
    return found


def _names_nobody(app: App, word: Word, space: Space) -> Q:
    """The items for which a word grants nothing at all, whoever asks."""
    if word.name == "assignee":
        return Q(assignee=None)
    if word.name in app.asks:
        return _always(asked(space.pk, app.app, word.name) is None)
    if word.name == "manager":
        return Q(author__manager=None)
    if word.rank is not None or word.name == "author":
        return NONE
    return ~Q(Exists(ItemRef.objects.filter(item=OuterRef("pk"), field=word.name)))


def _answers(app: App, ask: str, space: Space, person: Person) -> bool:
    target = asked(space.pk, app.app, ask)
    if app.asks[ask].kind == "person":
        return target == person.pk
    return person.unit is not None and target in person.unit.path


def _always(condition: bool) -> Q:
    return ALL if condition else NONE


def items_in(app: App, space: Space, person: Person) -> Q:
    """The items of an app in a space that a person may view."""
    return within("audience_id", mine_of(person)) & Q(app=app.app, space=space, trashed_at=None)
