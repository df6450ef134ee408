"""Who is told of what, in which words, and who never is."""

import pytest

from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import get
from etabli.platform.engine.writing import assign, create, move
from etabli.platform.items.models import Comment
from etabli.platform.notices.models import Notice
from etabli.platform.people.changing import change_profile
from etabli.platform.people.models import Person
from etabli.platform.spaces.joining import add
from etabli.platform.spaces.models import Membership
from tests.items.talk import answered, said


@pytest.fixture
def question(world, work):
    made = world.make("questions", world.roads, world.ana, title="Quel sable ?")
    work()
    return made


def reasons(person, **asked):
    rows = Notice.objects.filter(person=person, **asked).order_by("event_id")
    return list(rows.values_list("reason", flat=True))


def test_karim_and_two_others_answered_and_you_follow_it(world, browse, told, question):
    for person in (world.ben, world.dan, world.chloe):
        said(browse(person), question, "Du 0/4.")
    page = told(world.ana)
    assert "Chloé Petit et 2\u00a0autres ont répondu" in page
    assert "vous suivez cette fiche" in page
    assert page.count("data-notice") == 1
    assert reasons(world.ana, verb="commented") == ["followed"] * 3
    assert "attend votre décision" in page, "the first answer calls for the author’s"


def test_who_does_something_is_never_told_of_it(world, browse, told, question):
    said(browse(world.ana), question, "Avec @Ana Diaz, et moi.")
    told(world.ana)
    assert reasons(world.ana) == []


def test_a_mention_counts_in_the_bell_and_says_so(world, browse, told, question):
    said(browse(world.ana), question, "Qu’en pense @Dan Weiss ?")
    page = told(world.dan)
    assert "Ana Diaz vous mentionne" in page
    assert "1 pour vous" in page
    assert "1 pour vous" in browse(world.dan).get("/avis/cloche/").content.decode()
    assert "rien de nouveau" in browse(world.ana).get("/avis/cloche/").content.decode()


def test_one_event_tells_once_for_the_strongest_reason(world, browse, told, question):
    said(browse(world.ben), question, "Bien. @Ana Diaz ?")
    told(world.ana)
    assert reasons(world.ana, verb="commented") == ["mention"]


def test_what_one_is_given_awaited_for_and_follows(world, told, work):
    task = world.make("tasks", world.roads, world.ana, title="Poser le banc")
    work()
    world.forget()
    with acting(world.ana):
        assign(task, world.ben, by=world.ana)
    assert "vous confie" in told(world.ben)
    assert reasons(world.ben)[0] == "assigned"
    world.forget()
    with acting(world.ben):
        task.refresh_from_db()
        move(task, next(iter(get("tasks").moves)), {}, by=world.ben)
    assert "Ben Roy a changé l’étape" in told(world.ana)


def test_a_manager_is_told_that_a_decision_is_awaited(world, told):
    world.make(
        "leave",
        world.roads,
        world.ben,
        kind="annual",
        period={"start": "2027-03-01", "end": "2027-03-05"},
    )
    page = told(world.ana)
    if "awaited" not in reasons(world.ana):
        assert Notice.objects.count() == 0, "a draft awaits nobody yet"
    else:
        assert "attend votre décision" in page


def test_answers_and_reactions_to_what_one_said(world, browse, told, question):
    comment = said(browse(world.ben), question, "Du 0/4.")
    answered(browse(world.dan), comment, "Pourquoi ?")
    browse(world.dan).post(f"/commentaires/{comment.uid}/reactions/", {"kind": "thanks"})
    browse(world.chloe).post(f"/commentaires/{comment.uid}/reactions/", {"kind": "bravo"})
    page = told(world.ben)
    assert "Dan Weiss vous a répondu" in page
    assert "ont réagi\u00a0: " in page and "Merci" in page and "Bravo" in page
    assert page.count("data-notice") == 1


def test_a_reaction_taken_back_before_it_is_read_was_never_told(world, browse, told, question):
    comment = said(browse(world.ben), question, "Du 0/4.")
    for _ in range(2):
        browse(world.dan).post(f"/commentaires/{comment.uid}/reactions/", {"kind": "thanks"})
    assert "réagi" not in told(world.ben)


def test_a_retained_answer_tells_its_author(world, browse, told, question):
    comment = said(browse(world.ben), question, "Du 0/4.")
    browse(world.ana).post(f"/commentaires/{comment.uid}/acceptation/")
    assert "Ana Diaz a retenu votre réponse" in told(world.ben)


def test_coming_into_a_space(world, told, work):
    world.forget()
    with acting(world.ana):
        add(world.council, world.dan, 30, by=world.ana)
    page = told(world.dan)
    assert "Ana Diaz vous a fait entrer" in page and "Conseil" in page
    world.forget()
    with acting(world.ana):
        add(world.council, world.dan, 20, by=world.ana)
    assert "a changé votre rôle" in told(world.dan)


def test_asking_to_come_in_tells_those_who_decide(world, browse, told):
    browse(world.dan).post(f"/espaces/{world.council.uid}/demandes/", {"message": "Bonjour"})
    page = told(world.ana)
    assert "Dan Weiss demande à entrer" in page
    assert f"/espaces/{world.council.uid}/membres/" in page
    assert "demande à entrer" not in told(world.ben)


def test_who_hears_no_more_of_it_is_told_nothing(world, browse, told, question):
    browse(world.ana).post(f"/fiches/{question.uid}/suivi/", {"wish": "mute"})
    said(browse(world.ben), question, "Et @Ana Diaz ?")
    assert "data-notice" not in told(world.ana)


def test_h19_who_was_taken_out_between_event_and_delivery_is_not_told(world, browse, told):
    secret = world.make("tasks", world.council, world.ana, title="Budget")
    said(browse(world.ana), secret, "Avec @Ben Roy")
    Membership.objects.filter(space=world.council, person=world.ben).delete()
    assert "Budget" not in told(world.ben)
    assert reasons(world.ben) == []


def test_a_right_that_is_lost_takes_the_notice_away_and_gives_it_back(world, browse, told):
    secret = world.make("tasks", world.council, world.ana, title="Budget")
    said(browse(world.ana), secret, "Avec @Ben Roy")
    assert "Budget" in told(world.ben)
    gone = Membership.objects.get(space=world.council, person=world.ben)
    gone.delete()
    page = told(world.ben)
    assert "Budget" not in page and "data-notice" not in page and "rien de nouveau" in page
    gone.save(force_insert=True)
    assert "Budget" in told(world.ben)


def test_what_is_deleted_or_thrown_away_is_told_no_more(world, browse, told, question):
    comment = said(browse(world.ben), question, "Du 0/4, @Dan Weiss")
    assert "vous mentionne" in told(world.dan)
    browse(world.ben).post(f"/commentaires/{comment.uid}/suppression/")
    assert "data-notice" not in told(world.dan)
    browse(world.ben).post(f"/commentaires/{comment.uid}/restauration/")
    assert "data-notice" in told(world.dan)
    browse(world.ana).post(f"/fiches/{question.uid}/corbeille/")
    assert "data-notice" not in told(world.dan)


def test_notices_keep_ids_and_no_words(world, browse, work, question):
    said(browse(world.ben), question, "Un secret, @Dan Weiss")
    work()
    kept = Notice.objects.filter(person=world.dan, verb="commented").values().get()
    assert not [value for value in kept.values() if isinstance(value, str) and "ecret" in value]


def test_f13_a_large_audience_is_told_in_batches(world, told, monkeypatch, settings_of, tmp_path):
    folder = tmp_path / "kit" / "bulletins"
    folder.mkdir(parents=True)
    (folder / "app.yaml").write_text(APP, encoding="utf-8")
    settings_of(KIT_FOLDERS=[*settings_of.kit, str(tmp_path / "kit")])
    monkeypatch.setattr("etabli.platform.notices.recipients.BATCH", 7)
    crowd = [Person.objects.create(name=f"Agent {n}") for n in range(40)]
    Membership.objects.bulk_create(
        Membership(space=world.roads, person=one, rank=30) for one in crowd
    )
    world.forget()
    with acting(world.ana):
        create(
            get("bulletins"),
            world.roads,
            {"title": "Arrêt de l’eau", "about": [world.dan.pk]},
            by=world.ana,
        )
    page = told(world.ben)
    assert "Ana Diaz a créé cette fiche" in page and "vous êtes dans «\u00a0Voirie\u00a0»" in page
    assert Notice.objects.filter(reason="space").count() == 41
    assert reasons(world.dan) == ["named"]
    assert "«\u00a0Bulletins\u00a0» vous prévient" in told(world.dan)
    assert reasons(world.ana) == []


APP = """
app: bulletins
version: 1.0.0
name: {fr: {one: Bulletin, other: Bulletins}, en: {one: Bulletin, other: Bulletins}}
icon: megaphone-simple
family: field
outcome: {fr: Chacun sait, en: Everybody knows}
fields:
  title: {type: text, required: true, name: {fr: Titre, en: Title}}
  about: {type: people, name: {fr: Concerne, en: Concerns}}
states:
  draft: {name: {fr: Nouveau, en: New}}
  done: {name: {fr: Traité, en: Done}, final: true}
moves:
  end: {from: draft, to: done, who: [author], name: {fr: Terminer, en: End}}
notify: {created: [member, about], moved: [about@done, manager(about)]}
"""


def test_a_move_tells_those_the_definition_names_in_that_state(world, told, settings_of, tmp_path):
    folder = tmp_path / "kit" / "bulletins"
    folder.mkdir(parents=True)
    (folder / "app.yaml").write_text(APP, encoding="utf-8")
    settings_of(KIT_FOLDERS=[*settings_of.kit, str(tmp_path / "kit")])
    world.forget()
    with acting(world.chloe):
        change_profile(world.dan, {"manager": world.chloe}, by=world.chloe)
    with acting(world.ana):
        made = create(
            get("bulletins"), world.roads, {"title": "Eau", "about": [world.dan.pk]}, by=world.ana
        )
        move(made, "end", {}, by=world.ana)
    for person in (world.dan, world.chloe):
        assert "a changé l’étape\u00a0: Traité" in told(person), "he is named, and she manages him"
    assert "Traité" not in told(world.ben)
    assert not Comment.objects.exists()


def test_calling_a_space_tells_those_of_it_who_read_the_discussion(world, browse, told):
    task = world.make("tasks", world.council, world.ana, title="Ordre du jour")
    name = f"[@{world.council.name}](space:{world.council.uid})"
    said(browse(world.ana), task, f"Bonjour {name}")
    assert "Ana Diaz appelle un groupe dont vous êtes" in told(world.ben)
    assert "data-notice" not in told(world.dan)
    assert reasons(world.guy) == [], "a guest who does not read tasks is told nothing"
