"""The demonstration: the town of Montreval, to look around."""

from etabli.platform.setup.demo.loading import Demo, credentials, is_loaded, load
from etabli.platform.setup.demo.resetting import DemonstrationKept, reset, reset_when_wanted
from etabli.platform.setup.demo.strangers import why_kept

__all__ = [
    "Demo",
    "DemonstrationKept",
    "credentials",
    "is_loaded",
    "load",
    "reset",
    "reset_when_wanted",
    "why_kept",
]
