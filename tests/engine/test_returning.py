"""What an item said before is read, compared and given back; titles of a text lead to it."""

import pytest

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.engine.writing import Refusal, edit
from etabli.platform.engine.writing.returning import give_back
from etabli.platform.items.models import Item
from etabli.platform.spaces.settling import switch_apps

PLAN = "## Principes\n\nOn sale la nuit.\n\n## Sel\n\nAu dépôt.\n\n### Clés\n\nAu coffre."


@pytest.fixture
def plan(world):
    """A page that Ana wrote and Ben changed twice, under another one."""
    world.forget()
    with acting(world.ana):
        switch_apps(world.roads, ["wiki", "leave"], by=world.ana)
        switch_apps(world.vault, ["wiki"], by=world.ana)
    above = world.make("wiki", world.roads, world.ana, title="Voirie")
    made = world.make("wiki", world.roads, world.ana, title="Hiver", body=from_markdown(PLAN))
    change(world, made, title="Plan hiver", body=from_markdown(PLAN.replace("nuit", "journée")))
    change(world, made, under=above.pk)
    return Item.objects.get(pk=made.pk)


def change(world, item, **values):
    world.forget()
    with acting(world.ben):
        fresh = Item.objects.select_related("space", "author").get(pk=item.pk)
        edit(fresh, values, by=world.ben)


def test_a_long_text_has_a_table_of_contents_that_leads_to_its_titles(plan, world, browse):
    html = browse(world.dan).get(f"/fiches/{plan.uid}/").content.decode()
    contents = html.split('id="toc-t"')[1].split("</nav>")[0]
    for anchor, inner in (("principes", False), ("sel", False), ("cles", True)):
        assert f'<h{3 if inner else 2} id="t-body-{anchor}">' in html
        line = contents.split(f'href="#t-body-{anchor}"')[1].split("</a>")[0]
        assert ("toc__2" in line) == inner
    short = world.make("wiki", world.roads, world.ana, title="Court", body=from_markdown("## Un"))
    assert "toc-t" not in browse(world.dan).get(f"/fiches/{short.uid}/").content.decode()


def test_two_titles_alike_lead_to_two_places_and_none_takes_a_place_of_the_page(
    plan, world, browse
):
    text = from_markdown("## history\n\n## history\n\n## !\n\n## main")
    odd = world.make("wiki", world.roads, world.ana, title="Drôle", body=text)
    html = browse(world.dan).get(f"/fiches/{odd.uid}/").content.decode()
    for anchor in ("t-body-history", "t-body-history-2", "t-body", "t-body-main"):
        assert html.count(f' id="{anchor}"') == 1
    assert html.count('id="history"') == 1


def test_what_it_said_is_read_and_compared_with_any_moment(plan, world, browse):
    then = f"/fiches/{plan.uid}/historique/1/"
    page = browse(world.dan).get(then).content.decode()
    said = page.split('id="then-t"')[1]
    assert "On sale la nuit." in said and "journée" not in said
    differs = page.split('id="compared"')[1].split("</section>")[0]
    assert "<del>nuit</del><ins>journée</ins>" in differs
    assert "Hiver" in differs and "Plan hiver" in differs
    assert "Revenir à cette version" not in page
    same = browse(world.dan).get(f"{then}?avec=1").content.decode()
    assert "Les deux disent la même chose" in same
    for odd in ("?avec=99", "?avec=-1", "?avec=x"):
        assert browse(world.dan).get(f"{then}{odd}").status_code == 200


def test_it_is_given_back_where_it_stands_now_and_that_is_undone_like_any_change(
    plan, world, browse
):
    ben, url = browse(world.ben), f"/fiches/{plan.uid}/historique/"
    assert ben.post(f"{url}1/retour/", {"version": plan.version}).status_code == 302
    now = Item.objects.get(pk=plan.pk)
    assert now.title == "Hiver" and now.data["under"] == plan.data["under"]
    assert now.data["body"] == from_markdown(PLAN)
    assert "est revenu à une version d’avant" in ben.get(url).content.decode()
    assert "Hiver" in ben.get("/recherche/?q=Hiver").content.decode()
    again = ben.post(f"{url}1/retour/", {"version": now.version})
    assert again.status_code == 409 and "déjà ce qu’elle dit" in again.content.decode()
    ben.post(f"{url}{now.version}/annulation/")
    assert Item.objects.get(pk=plan.pk).title == "Plan hiver"


def test_somebody_who_changed_it_meanwhile_is_not_overwritten(plan, world, browse):
    late = {"version": plan.version - 1}
    answer = browse(world.ben).post(f"/fiches/{plan.uid}/historique/1/retour/", late)
    assert answer.status_code == 409 and "entre-temps" in answer.content.decode()
    assert Item.objects.get(pk=plan.pk).title == "Plan hiver"


def test_only_who_may_change_it_gives_back_and_only_what_was_there(plan, world, browse):
    url = f"/fiches/{plan.uid}/historique/"
    assert browse(world.dan).post(f"{url}1/retour/").status_code == 404
    assert browse(world.ben).post(f"{url}9/retour/").status_code == 404
    assert browse(world.ben).get(f"{url}9/").status_code == 404
    with acting(world.dan), pytest.raises(Refusal):
        give_back(plan, 1, by=world.dan)
    hidden = world.make("wiki", world.vault, world.ana, title="zqsecretqz")
    assert browse(world.ben).get(f"/fiches/{hidden.uid}/historique/1/").status_code == 404


def test_what_only_some_may_read_is_neither_shown_nor_given_back(plan, world, browse):
    period = {"start": "2027-03-01", "end": "2027-03-05"}
    leave = world.make(
        "leave", world.roads, world.ben, period=period, kind="annual", note="zqsecretqz"
    )
    fields = Item.objects.get(pk=leave.pk).data
    page = browse(world.ben).get(f"/fiches/{leave.uid}/historique/1/").content.decode()
    assert "zqsecretqz" not in fields.values() and "zqsecretqz" not in page


def test_what_stands_under_a_page_is_not_said_again_among_its_links(plan, world, browse):
    above = Item.objects.get(title="Voirie")
    html = browse(world.ben).get(f"/fiches/{above.uid}/").content.decode()
    assert "Plan hiver" in html.split('id="dessous"')[1].split("</section>")[0]
    assert "Plan hiver" not in html.split('id="backlinks"')[1].split("</section>")[0]
    pointing = f"[Voir](item:{above.uid})"
    world.make("wiki", world.roads, world.ana, title="Autre", body=from_markdown(pointing))
    html = browse(world.ben).get(f"/fiches/{above.uid}/").content.decode()
    links = html.split('id="backlinks"')[1].split("</section>")[0]
    assert "Autre" in links and "mentionne" in links
