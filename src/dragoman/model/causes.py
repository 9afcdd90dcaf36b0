"""Why a file could not be written, in the words of the system's own answer."""

from __future__ import annotations

import errno

__all__ = ["cause_of"]

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
        What was raised; an ``OSError`` tells by its number or its kind, others nothing.
    """
    number = error.errno if isinstance(error, OSError) else None
    if number is None:
        number = next((code for kind, code in _KINDS if isinstance(error, kind)), None)
    return _CAUSES.get(number, _UNKNOWN) if number is not None else _UNKNOWN
