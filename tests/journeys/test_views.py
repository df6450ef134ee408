"""Looking at lists in other ways, by pointer and by keyboard."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from tests.journeys.conftest import named, nothing_wrong

Enter = Callable[..., Page]
WIDE = {"width": 1440, "height": 1000}


def test_an_entry_is_dragged_to_another_day_and_put_back_by_its_form(enter: Enter) -> None:
    task = _due(named("claire"))
    claire = enter("claire", viewport=WIDE)
    with nothing_wrong(claire):
        claire.goto("/agenda/")
        entry = claire.locator(f"[data-move-url*='{task.uid}']")
        day = entry.locator("xpath=ancestor::*[@data-day]")
        first = str(day.get_attribute("data-day"))
        target = claire.locator(f"[data-day]:not([data-day='{first}'])").nth(9)
        wanted = str(target.get_attribute("data-day"))
        target.scroll_into_view_if_needed()
        entry.hover()
        claire.mouse.down()
        box = target.bounding_box()
        assert box is not None
        claire.mouse.move(box["x"] + 20, box["y"] + 40, steps=8)
        claire.mouse.up()
        moved = claire.locator(f"[data-day='{wanted}'] [data-move-url*='{task.uid}']")
        expect(moved).to_be_visible()
        expect(claire.locator(".toast")).to_contain_text("déplacée")

        moved.locator("a.ev").focus()
        claire.keyboard.press("Tab")
        claire.keyboard.press("Enter")
        claire.get_by_label("Jour").fill(first)
        claire.get_by_role("button", name="Déplacer").click()
        expect(
            claire.locator(f"[data-day='{first}'] [data-move-url*='{task.uid}']")
        ).to_be_visible()


def test_rows_are_chosen_by_keyboard_and_given_a_priority(enter: Enter) -> None:
    karim = enter("karim", viewport=WIDE)
    with nothing_wrong(karim):
        karim.goto("/espaces/")
        karim.locator("main").get_by_role("link", name="Services techniques").click()
        karim.get_by_role("link", name="Tâches").first.click()
        karim.get_by_role("link", name="À faire", exact=True).click()
        boxes = karim.locator("input[name=fiche]")
        boxes.nth(0).focus()
        karim.keyboard.press("Space")
        boxes.nth(2).focus()
        karim.keyboard.press("Shift+Space")
        expect(karim.locator("[data-count]")).to_have_text("3 fiches choisies")
        karim.get_by_text("Changer un champ").click()
        karim.get_by_role("button", name="Priorité…").click()
        karim.get_by_label("D’abord").check()
        karim.get_by_role("button", name="Changer").click()
        expect(karim.get_by_role("heading", level=1)).to_contain_text("3")
        karim.get_by_role("button", name="Tout annuler").click()
        expect(karim.locator(".toast")).to_contain_text("annulé")


def _due(person: Person) -> Item:
    """A task of hers that is due this month."""
    task = Item.objects.filter(app="tasks", assignee=person, state="todo").first()
    assert task is not None
    middle = timezone.localtime().replace(day=15, hour=17, minute=0, second=0, microsecond=0)
    Item.objects.filter(pk=task.pk).update(due_at=middle + timedelta(days=1))
    return task
