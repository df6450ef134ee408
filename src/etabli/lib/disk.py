"""Telling a disk that is full from other failures to write."""

import errno
import re

_NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SAID = re.compile(r"\(os error (\d+)\)")


def no_room(error: BaseException) -> bool:
    """Whether something could not be written for want of room, or beyond a quota.

    Stores that are not written in Python say the number of the system in their words alone.
    """
    if isinstance(error, OSError):
        return error.errno in _NUMBERS
    said = _SAID.search(str(error))
    return said is not None and int(said[1]) in _NUMBERS
