"""What to say of an error: why a file could not be written, or that the program itself is at fault."""

from __future__ import annotations

import errno
import os
import re
import traceback

__all__ = ["cause_of", "defect", "said"]

_WRAPPED = re.compile(r"\(os error (\d+)\)")

_CAUSES = {
    errno.ENOSPC: "The disk is full",
    errno.EDQUOT: "Your share of the disk is used up",
    errno.EACCES: "You may not write there",
    errno.EPERM: "You may not write there",
    errno.EROFS: "The disk is read only",
    errno.ENOENT: "A folder or file on the way is not there",
    errno.ENOTDIR: "What should be a folder on the way is a file",
    errno.EEXIST: "Something of that name is there already",
    errno.ENAMETOOLONG: "The name is too long for the disk",
    errno.EIO: "The disk or the network drive gave an error",
}
_KINDS = (
    (FileNotFoundError, errno.ENOENT),
    (NotADirectoryError, errno.ENOTDIR),
    (FileExistsError, errno.EEXIST),
    (PermissionError, errno.EACCES),
)
"""Some libraries raise these without the system's number."""
_UNKNOWN = "The disk may be full or read only"


def cause_of(error: BaseException) -> str:
    """Return the likely cause of a failed write as a clause without its full stop.

    Parameters
    ----------
    error : BaseException
        What was raised; an ``OSError`` tells by its number or its kind, what a library wrapped by the
        number in its words, others nothing.
    """
    return _known(error) or _UNKNOWN


def defect(error: BaseException) -> str:
    """Return what to say of an error that nobody foresaw: one text must not stop the others.

    Parameters
    ----------
    error : BaseException
        As it was caught; the place that raised it is named.
    """
    steps = traceback.extract_tb(error.__traceback__)
    place = f" ({os.path.basename(steps[-1].filename)}:{steps[-1].lineno})" if steps else ""
    words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return (
        f"a fault of the program, not of the text: {words}{place}. The others are not touched by it; "
        "please report it with this text."
    )


def said(error: BaseException) -> str:
    """Return what went wrong without a full stop: the cause where it is known, else the error's own words."""
    known = _known(error)
    if known is None:
        return f"{error}. {_UNKNOWN}"
    place = getattr(error, "filename", None)
    return known[0].lower() + known[1:] + (f" ({place})" if place else "")


def _known(error: BaseException) -> str | None:
    number = error.errno if isinstance(error, OSError) else None
    if number is None:
        number = next((code for kind, code in _KINDS if isinstance(error, kind)), None)
    if number is None and os.name == "posix" and (found := _WRAPPED.search(str(error))) is not None:
        number = int(found[1])
    return None if number is None else _CAUSES.get(number)
