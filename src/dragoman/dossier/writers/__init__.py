"""A dossier in formats for word processors and print, all written from one outline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.model.errors import DragomanError, InputError

if TYPE_CHECKING:
    from dragoman.dossier.data import DossierData
    from dragoman.dossier.outline import Block

__all__ = ["FORMATS", "write"]

_Writer = Callable[["list[Block]", "dict[str, bytes]", Path], None]


def _markdown(blocks: list[Block], pictures: dict[str, bytes], out: Path) -> None:
    from dragoman.dossier.writers.markdown import write_markdown

    write_markdown(blocks, pictures, out)


def _docx(blocks: list[Block], pictures: dict[str, bytes], out: Path) -> None:
    from dragoman.dossier.writers.docx import write_docx

    write_docx(blocks, pictures, out)


def _pdf(blocks: list[Block], pictures: dict[str, bytes], out: Path) -> None:
    from dragoman.dossier.writers.pdf import write_pdf

    write_pdf(blocks, pictures, out)


FORMATS: dict[str, _Writer] = {"md": _markdown, "docx": _docx, "pdf": _pdf}
"""What is written by a writer of its own; the HTML page is made by `dragoman.dossier.build`."""


def write(data: DossierData, out: Path) -> Path:
    """Write the dossier in the format that the file's name ends in, and return its path.

    Parameters
    ----------
    data : DossierData
    out : path
        Ends in ``.md``, ``.docx`` or ``.pdf``; Markdown puts its pictures into a folder beside it.

    Raises
    ------
    InputError
        Another ending.
    DragomanError
        The file cannot be written.
    MissingExtra
        ``.pdf`` was asked for and the extra is not installed.
    """
    from dragoman.dossier.outline import outline
    from dragoman.dossier.pictures import charts_of
    from dragoman.dossier.views import views

    writer = FORMATS.get(out.suffix.lower().lstrip("."))
    if writer is None:
        known = ", ".join(f".{name}" for name in ("html", *FORMATS))
        raise InputError(
            f"{out.name}: a dossier is written as {known}. Give -o a name with one of these endings."
        )
    from dragoman.charts import png

    found = views(data)
    pictures = {name: png(chart) for name, chart in charts_of(data, found).items()}
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        writer(outline(data, found, pictures), pictures, out)
    except OSError as error:
        raise DragomanError(
            f"Cannot write the dossier to {out}: {error.strerror or error}. Choose another place with -o."
        ) from error
    return out
