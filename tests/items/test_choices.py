"""What boxes that choose offer as one types."""

from etabli.platform.people.models import Unit


def test_items_offered_are_those_of_the_apps_wanted_that_one_sees(world, browse):
    world.make("tasks", world.roads, world.ana, title="Relever le budget")
    world.make("questions", world.roads, world.ana, title="Quel budget ?")
    world.make("tasks", world.vault, world.ana, title="Budget secret")
    found = browse(world.ben).get("/fiches/choix/?app=tasks&q=budget").content.decode()
    assert "Relever le budget" in found
    assert "Quel budget" not in found
    assert "Budget secret" not in found


def test_spaces_and_units_are_offered_by_their_names(world, browse):
    ben = browse(world.ben)
    spaces = ben.get("/espaces/choix/?q=co").content.decode()
    assert "Conseil" in spaces
    assert "Coffre" not in spaces
    works = Unit.objects.get(name="Services techniques")
    assert str(works.uid) in ben.get("/unites/choix/?q=tech").content.decode()


def test_a_guest_chooses_among_no_unit(world, browse):
    assert "Services" not in browse(world.guy).get("/unites/choix/?q=serv").content.decode()
