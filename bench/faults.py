"""What keeps something from being measured."""


class Fault(Exception):
    """A sentence: why a kind of work could not be done to its end."""
