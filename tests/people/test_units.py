"""Units: a tree that stays one, and audiences that follow it."""

from collections.abc import Callable

import pytest
from django.test import Client

from etabli.platform.access.audiences import audience_of, unit
from etabli.platform.access.models import AudienceMember
from etabli.platform.people.models import Unit
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.people.units import create_unit, delete_unit, move_unit, rename_unit, tree
from tests.world import World

Browse = Callable[..., Client]


def paths() -> dict[str, list[str]]:
    names = {one.pk: one.name for one in Unit.objects.all()}
    return {names[one.pk]: [names[pk] for pk in one.path] for one in Unit.objects.all()}


def test_a_whole_branch_moves(world: World) -> None:
    top = create_unit("Pôle A", by=world.chloe)
    other = create_unit("Pôle B", by=world.chloe)
    middle = create_unit("Service", parent=top, by=world.chloe)
    create_unit("Équipe", parent=middle, by=world.chloe)
    move_unit(middle, other, by=world.chloe)
    assert paths()["Équipe"] == ["Pôle B", "Service", "Équipe"]
    assert [
        (one.name, depth) for one, depth in tree(Unit.objects.filter(name__startswith="Pôle"))
    ] == [
        ("Pôle A", 0),
        ("Pôle B", 0),
    ]
    with pytest.raises(PersonRefusal) as refused:
        move_unit(other, middle, by=world.chloe)
    assert refused.value.field == "parent"


def test_who_is_in_the_branch_is_in_its_audience(world: World) -> None:
    top = create_unit("Pôle", by=world.chloe)
    works = world.ben.unit
    seen = audience_of([unit(top.pk)])
    assert not AudienceMember.objects.filter(audience=seen).exists()
    move_unit(works, top, by=world.chloe)
    assert set(
        AudienceMember.objects.filter(audience=seen).values_list("person_id", flat=True)
    ) == {
        world.ana.pk,
        world.ben.pk,
    }
    move_unit(works, None, by=world.chloe)
    assert not AudienceMember.objects.filter(audience=seen).exists()


def test_names_differ_among_neighbours(world: World) -> None:
    create_unit("Pôle", by=world.chloe)
    for name in ("", "  ", "pôle"):
        with pytest.raises(PersonRefusal):
            create_unit(name, by=world.chloe)
    below = create_unit("Pôle", parent=Unit.objects.get(name="Pôle"), by=world.chloe)
    with pytest.raises(PersonRefusal):
        move_unit(below, None, by=world.chloe)
    rename_unit(below, "Équipe", by=world.chloe)


def test_only_empty_units_are_removed(world: World) -> None:
    with pytest.raises(PersonRefusal):
        delete_unit(world.ben.unit, by=world.chloe)
    delete_unit(create_unit("Vide", by=world.chloe), by=world.chloe)
    with pytest.raises(PersonRefusal):
        create_unit("Autre", by=world.ana)


def test_the_tree_in_a_browser(world: World, browse: Browse) -> None:
    chloe, ana = browse(world.chloe), browse(world.ana)
    works = world.ben.unit
    chloe.post("/unites/", {"name": "Espaces verts", "parent": str(works.uid)})
    page = ana.get("/unites/").content.decode()
    assert "Espaces verts" in page
    assert "Ajouter une unité" not in page
    green = Unit.objects.get(name="Espaces verts")
    assert ana.post("/unites/", {"name": "Pirate"}).status_code == 422
    assert ana.post(f"/unites/{green.uid}/", {"name": "Pirate"}).status_code == 422
    assert ana.post(f"/unites/{green.uid}/retrait/").status_code == 404
    wrong = chloe.post(f"/unites/{works.uid}/", {"name": works.name, "parent": str(green.uid)})
    assert wrong.status_code == 422
    both = chloe.post(f"/unites/{works.uid}/", {"name": "Autre", "parent": "zzz"})
    assert both.status_code == 422
    works.refresh_from_db()
    assert works.name == "Services techniques", "nothing is half done"
    chloe.post(f"/unites/{green.uid}/", {"name": "Jardins", "parent": ""})
    green.refresh_from_db()
    assert (green.name, green.parent, green.path) == ("Jardins", None, [green.pk])
    assert "Jardins" in ana.get(f"/unites/{green.uid}/").content.decode()
    chloe.post(f"/unites/{green.uid}/retrait/")
    assert not Unit.objects.filter(name="Jardins").exists()
