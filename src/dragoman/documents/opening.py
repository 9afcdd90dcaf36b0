"""A file's first bytes and all of them, or what stands in the way."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from dragoman.model.errors import DocumentError

__all__ = ["bytes_of", "head_of"]

_HEAD = 1 << 20


def head_of(path: Path) -> tuple[int, bytes]:
    """Return a file's size and its first megabyte."""
    try:
        about = path.stat()
        # A pipe or a device would never end.
        if not stat.S_ISREG(about.st_mode) and not stat.S_ISDIR(about.st_mode):
            raise DocumentError("it is no file but a pipe or a device.")
        with open(path, "rb") as source:
            # No more than there is: the room for a megabyte takes longer than to read a page. Files that
            # the system makes up have no size.
            return about.st_size, source.read(min(about.st_size or _HEAD, _HEAD))
    except FileNotFoundError:
        raise DocumentError(
            f"it is a link to {os.readlink(path)}, and there is no such file. Restore it or remove the link."
            if path.is_symlink()
            else f"{path} was not read: there is no such file. Check the path and its spelling."
        ) from None
    except IsADirectoryError:
        raise DocumentError(
            f"{path} was not read: it is a folder. Use read_folder for all files in it."
        ) from None
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ELOOP:
            raise DocumentError("it is a link that leads back to itself; remove it.") from error
        raise DocumentError(
            f"{path} was not read: {getattr(error, 'strerror', None) or error}. "
            "Check its permissions and the disk."
        ) from error


def bytes_of(path: Path) -> bytes:
    """Return a file's content."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{path} was not read: {error.strerror or error}. Check its permissions and the disk."
        ) from error
