"""When the box is opened: as soon as a letter is written, and now and then for those put off."""

from etabli.platform.events.later import later
from etabli.platform.events.models import Event
from etabli.platform.events.regularly import regularly
from etabli.platform.mail.posting import forget_letters, post_letters


@later("letter_written")
def post(event: Event) -> None:
    """Post what is in the box, this letter and any other."""
    post_letters()


@regularly(seconds=60)
def post_again() -> None:
    """Post the letters that were put off and are due now."""
    post_letters()


@regularly(seconds=6 * 3600)
def forget() -> None:
    """Keep no trace of letters for longer than is useful."""
    forget_letters()
