"""The demonstration: the town of Montreval, to look around."""

from etabli.platform.setup.demo.loading import Demo, credentials, is_loaded, load

__all__ = ["Demo", "credentials", "is_loaded", "load"]
