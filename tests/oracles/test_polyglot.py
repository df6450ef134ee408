"""Words that would be markup, everywhere a word can be put, are words on every page."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from etabli.platform.house.models import House
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person, Unit
from etabli.platform.profiles.models import Detail, Presence
from etabli.platform.spaces.models import Space
from tests import world as worlds
from tests.oracles.canary import plant
from tests.oracles.test_bad_input import kind_of
from tests.world import World

# Out of a text, an attribute in either quote, a comment, a title and a script.
POLYGLOT = """--></title></script>'"`><x-poly onx=1></x-poly>{{7*7}}${7*7}"""
RUN_UNASKED = ("importmap", "speculationrules", "module", "text/javascript", None, "")


def test_b1_a37_names_and_words_are_inert_on_every_page(world: World) -> None:
    """One page of each kind, as an owner of the spaces and as an administrator."""
    paths = plant(world).paths
    for model in (Person, Unit, Space, House):
        for one in model.objects.all():
            model.objects.filter(pk=one.pk).update(name=f"{POLYGLOT}{one.pk}")
    Person.objects.update(job=POLYGLOT, organisation=POLYGLOT)
    Space.objects.update(description=POLYGLOT)
    Item.objects.update(title=POLYGLOT)
    Detail.objects.update(value=POLYGLOT)
    Presence.objects.update(words=POLYGLOT)
    world.forget()
    shown = 0
    for person in (world.ana, world.chloe):
        browser, seen = worlds.signed_in(person), set()
        for path in paths:
            kind = kind_of(path)
            if kind in seen:
                continue
            answer = browser.get(path)
            if answer.status_code == 200:
                seen.add(kind)
            if "html" in answer.headers.get("Content-Type", ""):
                page = answer.content.decode()
                assert list(_alive(page)) == [], path
                assert "49$" not in page and "$49" not in page, path
                shown += "&lt;x-poly" in page
    assert shown > 20


def _alive(page: str) -> Iterator[str]:
    """What of a page would run, or became markup, though it was only words."""
    tree = LexborHTMLParser(page)
    yield from (str(one.html) for one in tree.css("x-poly"))
    for one in tree.css("script"):
        if one.attributes.get("type") in RUN_UNASKED and not one.attributes.get("nonce"):
            yield str(one.html)[:80]
    for one in tree.css("*"):
        yield from (f"{one.tag} {name}" for name in one.attributes if name.startswith("on"))
