"""The files as they were added, each once, named by its content."""

from __future__ import annotations

import os
import shutil
import tempfile
from hashlib import file_digest
from pathlib import Path

from dragoman.model import Document
from dragoman.model.causes import said
from dragoman.model.errors import DocumentError

__all__ = ["keep_original", "original_path"]


def original_path(folder: Path, doc_sha256: str, name: str) -> Path:
    """Return where the file with this content is kept; ``name`` gives the ending."""
    return folder / doc_sha256[:2] / (doc_sha256 + Path(name).suffix.lower())


def keep_original(folder: Path, doc: Document) -> None:
    """Copy a document's file under its content hash; nothing happens where it is kept already.

    The copy gets its name only when it is whole, so that a killed process leaves no torn file.

    Raises
    ------
    DocumentError
        The file is gone, or is no longer the one that was read.
    """
    if not doc.sha256:
        return
    target = original_path(folder, doc.sha256, doc.path)
    if target.exists():
        return
    part = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=".part-", dir=target.parent)
        with os.fdopen(handle, "w+b") as out:
            with open(doc.path, "rb") as source:
                shutil.copyfileobj(source, out, 1 << 20)
            out.flush()
            os.fsync(out.fileno())
            out.seek(0)
            found = file_digest(out, "sha256").hexdigest()
        if found != doc.sha256:
            raise DocumentError(f"{doc.path} changed while it was being read. Add it again.")
        os.replace(part, target)
    except OSError as error:
        raise DocumentError(
            f"{doc.path} could not be copied into the study: {said(error)}. Mend that and add it again."
        ) from error
    finally:
        if part:
            Path(part).unlink(missing_ok=True)
