"""What the house answered when an app was switched on in a space."""

from etabli.platform.spaces.models import SpaceApp


def asked(space_id: int, app: str, ask: str) -> int | None:
    """The id of the unit or person answered to an ask; None when it was left open."""
    switched = SpaceApp.objects.filter(space_id=space_id, app=app).values_list("asks", flat=True)
    answers = switched.first() or {}
    target = answers.get(ask)
    return int(target) if target is not None else None
