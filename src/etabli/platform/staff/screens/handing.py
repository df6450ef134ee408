"""Handing a code over, on a printed sheet."""

from base64 import b64encode
from io import BytesIO
from uuid import UUID

import qrcode
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from qrcode.image.svg import SvgPathImage

from etabli.platform.access.policy import policy
from etabli.platform.house.models import the_house
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Account, Person
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.signin.addresses import absolute
from etabli.platform.spaces.handing import may_hand_code
from etabli.platform.staff.codes import Sheet, hand_code, suggested_login
from etabli.ui.render import page


@policy("member")
def code(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a code does, then the sheet itself: it is shown once."""
    by = person_of(request)
    to = Person.objects.select_related("manager").filter(uid=uid).first()
    if to is None or not may_hand_code(to, by=by):
        raise Http404
    account = Account.objects.filter(person=to).first()
    context = {"to": to, "account": account, "login": suggested_login(to), "error": ""}
    if request.method != "POST":
        return page(request, "staff/code.html", context)
    try:
        sheet = hand_code(to, by=by, login=request.POST.get("login", ""))
    except PersonRefusal as refusal:
        context |= {"error": refusal.sentence, "login": request.POST.get("login", "")}
        return page(request, "staff/code.html", context, status=422)
    context |= {"sheet": sheet, "by": by, "house": the_house().name} | _address(request, sheet)
    answer = page(request, "staff/sheet.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _address(request: HttpRequest, sheet: Sheet) -> dict[str, object]:
    """Where the code is typed, and a drawing that opens it with both filled in.

    The code is behind a #: it stays in the browser, and no log keeps it.
    """
    path = reverse("staff:entering")
    whole = absolute(f"{path}#{sheet.account.login}/{sheet.code}", request)
    drawn = BytesIO()
    qrcode.make(whole, image_factory=SvgPathImage, border=2).save(drawn)
    encoded = b64encode(drawn.getvalue()).decode()
    drawing = f"data:image/svg+xml;base64,{encoded}"
    return {"address": absolute(path, request), "drawing": drawing}
