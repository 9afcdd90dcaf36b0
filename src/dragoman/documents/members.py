"""What a zip archive holds, by the names in it."""

from __future__ import annotations

import struct
from io import BytesIO
from zipfile import BadZipFile, ZipFile

__all__ = ["ZIP", "members"]

ZIP = b"PK\x03\x04"


def members(data: bytes) -> frozenset[str]:
    """Return the names in a zip archive; empty for anything else."""
    if not data.startswith(ZIP):
        return frozenset()
    try:
        with ZipFile(BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
        return frozenset()
