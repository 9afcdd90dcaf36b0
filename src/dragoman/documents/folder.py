"""The files in a folder: hidden ones left, links followed once, and what cannot be opened told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from dragoman.documents.registry import MAPPING

__all__ = ["files_in"]

_HIDDEN = "."
_LOCK = "~$"  # what Office leaves beside an open document


def files_in(root: Path, closed: list[OSError]) -> Iterator[Path]:
    """Yield the files below a folder, or the path itself where it is no folder.

    A folder that is only linked to is read too, unless it has been read in its own place; links that
    lead round in a ring end there.

    Parameters
    ----------
    root : Path
    closed : list of OSError
        Receives an error for each folder that cannot be opened, its path in ``filename``.
    """
    # Not Path.is_dir, which refuses a path that is too long or lies in a closed folder: its reader says so.
    if not os.path.isdir(root):
        yield root
        return
    seen: set[str] = set()
    waiting = [str(root)]
    while waiting:
        for folder, names, files in os.walk(waiting.pop(0), onerror=closed.append):
            place = os.path.realpath(folder)
            names[:] = sorted(name for name in names if not name.startswith(_HIDDEN))
            if place in seen:
                names.clear()
                continue
            seen.add(place)
            linked = [os.path.join(folder, name) for name in names]
            waiting.extend(path for path in linked if os.path.islink(path))
            for name in files:
                if not name.startswith((_HIDDEN, _LOCK)) and not name.endswith(MAPPING):
                    yield Path(folder, name)
