"""Work done through the screens, as people do it."""

from etabli.lib.richtext import from_markdown
from etabli.platform.awaited.waiting import waiting_for
from etabli.platform.db.identity import acting
from etabli.platform.items.accepting import accept
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Comment, Item


def _posted(browser, path, **fields):
    response = browser.post(path, fields, follow=True)
    assert response.status_code == 200, response.content.decode()[:3000]
    return response


def test_an_incident_is_reported_taken_and_closed(world, browse):
    ana, ben = browse(world.ana), browse(world.ben)
    page = ben.get(f"/espaces/{world.roads.uid}/incidents/nouveau/").content.decode()
    assert 'name="title"' in page
    _posted(
        ben,
        f"/espaces/{world.roads.uid}/incidents/nouveau/",
        title="Fuite avenue des Tilleuls",
        **{"place.label": "24, avenue des Tilleuls", "severity": "urgent", "kind": "network"},
    )
    item = Item.objects.get()
    page = ana.get(f"/fiches/{item.uid}/").content.decode()
    assert "Fuite avenue des Tilleuls" in page and item.number in page


def test_leave_is_asked_refused_with_a_reason_and_asked_again(world, browse):
    ana, ben = browse(world.ana), browse(world.ben)
    new = f"/espaces/{world.roads.uid}/leave/nouveau/"
    _posted(ben, new, kind="annual", **{"period.start": "2027-03-01", "period.end": "2027-03-05"})
    item = Item.objects.get()
    assert str(item.uid) in ana.get("/").content.decode()
    page = ana.get(f"/fiches/{item.uid}/").content.decode()
    assert "etapes/" in page
    refused = ana.post(f"/fiches/{item.uid}/etapes/refuse/", {"reason": ""})
    assert refused.status_code == 422
    _posted(ana, f"/fiches/{item.uid}/etapes/refuse/", reason="Deux absents déjà cette semaine.")
    assert "Deux absents déjà" in ben.get(f"/fiches/{item.uid}/").content.decode()
    assert browse(world.dan).get(f"/fiches/{item.uid}/").status_code == 404


def test_a_question_is_answered_and_the_answer_retained(world, browse):
    question = world.make("questions", world.roads, world.ana, title="Où est le sel ?")
    with acting(world.ben):
        answer = comment(Item.objects.get(), from_markdown("Au dépôt."), by=world.ben)
    assert Item.objects.get().state == "answered"
    assert str(question.uid) in browse(world.ana).get("/").content.decode()
    world.forget()
    with acting(world.ana):
        accept(Comment.objects.get(pk=answer.pk), by=world.ana)
    assert Item.objects.get().state == "settled"
    world.forget()
    with acting(world.ana):
        assert not waiting_for(world.ana)


def test_two_people_editing_at_once_lose_nothing(world, browse):
    task = world.make("tasks", world.roads, world.ana, title="Commander du sel")
    ana, ben = browse(world.ana), browse(world.ben)
    url = f"/fiches/{task.uid}/modifier/"
    _posted(ana, url, title="Commander 12 t de sel", version="1")
    late = ben.post(url, {"title": "Commander du gravier", "version": "1"})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Commander 12 t de sel" in page and "Commander du gravier" in page
