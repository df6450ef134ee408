"""The first run in the browser: the house, its first administrator, what to begin with.

Each step is kept as soon as it is right; one may close the page and come back.
"""

from dataclasses import dataclass
from typing import Any

from allauth.account.utils import perform_login
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line
from etabli.platform.access.policy import policy
from etabli.platform.house.models import House, the_house
from etabli.platform.people.models import Account
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.setup import demo
from etabli.platform.setup.founding import Answers, found_house
from etabli.platform.setup.house import checked, is_adjusted
from etabli.platform.setup.link import first_run
from etabli.platform.setup.models import FirstRun
from etabli.ui.render import page

STEPS = ("maison", "personne", "depart")
BEGINNINGS = ("empty", "demo", "import")


@dataclass(frozen=True)
class Visit:
    """A request for one step, through one link."""

    request: HttpRequest
    run: FirstRun
    secret: str
    step: str


@policy("anyone")
def wizard(request: HttpRequest, secret: str) -> HttpResponse:
    """The first step that has no answer yet."""
    run = _run(secret)
    return redirect("setup:step", secret=secret, step=STEPS[_done(run)])


@policy("anyone")
def step(request: HttpRequest, secret: str, step: str) -> HttpResponse:
    """One step; those before it must have been answered."""
    run = _run(secret)
    if step not in STEPS:
        raise Http404
    if STEPS.index(step) > _done(run):
        return redirect("setup:step", secret=secret, step=STEPS[_done(run)])
    with translation.override(run.answers.get("language") or translation.get_language()):
        visit = Visit(request, run, secret, step)
        return _answer(visit) if request.method == "POST" else _said(visit, run.answers, {})


def _answer(visit: Visit) -> HttpResponse:
    run, step = visit.run, visit.step
    given = {name: str(value) for name, value in visit.request.POST.items()}
    try:
        if step == "depart":
            return _found(visit, given)
        run.answers |= _house_answers(given) if step == "maison" else _person_answers(run, given)
    except PersonRefusal as refusal:
        kept = run.answers | {n: v for n, v in given.items() if n != "password"}
        return _said(visit, kept, {refusal.field: refusal.sentence})
    run.save(update_fields=["answers"])
    return redirect("setup:step", secret=visit.secret, step=STEPS[STEPS.index(step) + 1])


def _house_answers(given: dict[str, str]) -> dict[str, str]:
    wanted = {name: given.get(name, "") for name in ("colour", "language")}
    kept = checked({"name": given.get("house", "")} | wanted)
    return {"house": kept["name"], "colour": kept["colour"], "language": kept["language"]}


def _person_answers(run: FirstRun, given: dict[str, str]) -> dict[str, str]:
    name = clean_line(given.get("name", ""), 150)
    email = given.get("email", "").strip().lower()
    if not any(letter.isalpha() for letter in name):
        raise PersonRefusal(_("Write your name as colleagues will read it."), "name")
    try:
        validate_email(email)
    except ValidationError as error:
        raise PersonRefusal(
            _("This is not an e-mail address. Example: claire@example.org."), "email"
        ) from error
    hashed = _password_hash(run, given.get("password", ""), email)
    return {"name": name, "email": email, "password_hash": hashed}


def _password_hash(run: FirstRun, password: str, email: str) -> str:
    if not password and run.answers.get("password_hash"):
        return str(run.answers["password_hash"])
    try:
        validate_password(password, Account(email=email))
    except ValidationError as error:
        raise PersonRefusal(" ".join(error.messages), "password") from error
    return make_password(password)


def _found(visit: Visit, given: dict[str, str]) -> HttpResponse:
    run = visit.run
    beginning = given.get("beginning", "")
    if beginning not in BEGINNINGS:
        raise PersonRefusal(_("Choose what to begin with."), "beginning")
    wanted = ("house", "colour", "language", "name", "email", "password_hash")
    account = found_house(visit.secret, Answers(**{name: run.answers[name] for name in wanted}))
    if account is None:
        raise Http404
    if beginning == "demo":
        demo.load(by=account.person)
    after = reverse("setup:importing") if beginning == "import" else "/"
    answer: HttpResponse = perform_login(visit.request, account, redirect_url=after)
    return answer


def _run(secret: str) -> FirstRun:
    run = first_run(secret)
    if run is None or the_house().set_up_at is not None:
        raise Http404
    return run


def _done(run: FirstRun) -> int:
    """How many steps are answered."""
    if "house" not in run.answers:
        return 0
    return 2 if "password_hash" in run.answers else 1


def _said(visit: Visit, values: dict[str, Any], errors: dict[str, str]) -> HttpResponse:
    run, secret, step = visit.run, visit.secret, visit.step
    at = STEPS.index(step)
    house = House()
    named = {"name": values.get("house") or "", "language": values.get("language") or "fr"}
    colour = values.get("colour") or house.colour
    context = {
        "step": step,
        "steps": _steps(run, secret, at),
        "action": reverse("setup:step", kwargs={"secret": secret, "step": step}),
        "back": _address(secret, STEPS[at - 1]) if at else "",
        "values": values | {"name_given": values.get("name", ""), "colour": colour, **named},
        "has_password": bool(run.answers.get("password_hash")),
        "adjusted": is_adjusted(colour),
        "errors": errors,
    }
    status = 422 if errors else 200
    return page(visit.request, f"setup/wizard_{step}.html", context, status=status)


def _steps(run: FirstRun, secret: str, at: int) -> list[dict[str, Any]]:
    answers = run.answers
    said = (
        (_("Your house"), answers.get("house", "")),
        (_("The first person"), answers.get("name", "")),
        (_("To begin"), ""),
    )
    return [
        {
            "label": label,
            "note": note,
            "done": place < _done(run) and place != at,
            "current": place == at,
            "url": _address(secret, STEPS[place]) if place <= _done(run) else "",
        }
        for place, (label, note) in enumerate(said)
    ]


def _address(secret: str, step: str) -> str:
    return reverse("setup:step", kwargs={"secret": secret, "step": step})
