"""What is said to somebody who has just signed in."""

from collections.abc import Callable

from etabli.platform.people.models import Account

Greeting = Callable[[Account], list[str]]
_greetings: list[Greeting] = []


def greets(greeting: Greeting) -> Greeting:
    """Have a function say something at each sign-in: sentences, in her language.

    It runs as her.
    """
    _greetings.append(greeting)
    return greeting


def said_to(account: Account) -> list[str]:
    """All that is to be said to this account now."""
    return [sentence for greeting in _greetings for sentence in greeting(account)]
