"""A dossier as PDF, set by Typst."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dragoman.dossier.outline import Block, Table
from dragoman.model.errors import MissingExtra

__all__ = ["write_pdf"]

_SHORT, _WIDE = 18, 60
"""Characters of a column that is never broken, such as of dates, and from which on length tells no more."""


def _plain(value: Any) -> Any:
    """Turn a block into what JSON can say; a lone surrogate becomes the replacement character."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return sorted(value) if isinstance(value, frozenset) else value


def _widths(table: Table) -> list[int]:
    """Return a share of the page for each column; 0: as wide as its longest cell, which is short."""
    return [
        0 if at in table.numeric or longest <= _SHORT else min(longest, _WIDE)
        for at, longest in enumerate(table.longest)
    ]


def _data(blocks: Iterable[Block]) -> str:
    made = [
        {
            "kind": type(block).__name__.lower(),
            **asdict(block),
            **({"widths": _widths(block)} if isinstance(block, Table) else {}),
        }
        for block in blocks
    ]
    return json.dumps([_plain(block) for block in made], ensure_ascii=False)


def write_pdf(blocks: list[Block], pictures: dict[str, bytes], out: Path) -> None:
    """Write the blocks as PDF.

    The words reach Typst as data (JSON), never as markup, so that nothing in a document is code.

    Raises
    ------
    MissingExtra
        The extra is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise MissingExtra(
            "PDF needs the extra: pip install 'dragoman[pdf]'. Or write the dossier as .html and print it."
        ) from error
    template = resources.files("dragoman.dossier").joinpath("templates", "dossier.typ")
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "main.typ").write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
        (root / "blocks.json").write_text(_data(blocks), encoding="utf-8")
        for name, data in pictures.items():
            (root / f"{name}.png").write_bytes(data)
        made: bytes = typst.compile(root / "main.typ", root=root)
    out.write_bytes(made)
