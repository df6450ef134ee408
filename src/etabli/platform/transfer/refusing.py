"""What stops an import or an export before anything is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from django.utils.translation import gettext as _


class Refused(Exception):
    """A file or a folder that cannot be taken. Its text is a sentence for whoever asked."""


@contextmanager
def opened_file(path: Path) -> Iterator[BufferedReader]:
    """A file opened to be read. Raises Refused when it cannot be."""
    try:
        stream = path.open("rb")
    except IsADirectoryError as error:
        raise Refused(_("%(file)s is a folder, not a file.") % {"file": path}) from error
    except FileNotFoundError as error:
        raise Refused(_("There is no file %(file)s.") % {"file": path}) from error
    except OSError as error:
        words = {"file": path, "reason": error.strerror or str(error)}
        raise Refused(_("%(file)s cannot be read: %(reason)s.") % words) from error
    with stream:
        yield stream
