"""A dossier as Markdown: for notes, version control and pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from dragoman.dossier.outline import Block, Heading, Items, Paragraph, Picture, Run, Table

__all__ = ["markdown", "write_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]|#~$])")
# As entities, not behind a backslash: some renderers know no backslash before these and pass HTML through.
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_OPENING = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)


def _plain(text: str) -> str:
    """Escape text so that nothing of a document becomes markup."""
    joined = " ".join(text.split())
    return _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", joined).translate(_ENTITIES))


def _inline(runs: Iterable[Run]) -> str:
    made = []
    for run in runs:
        text = _plain(run.text)
        if not text:
            made.append(" " if run.text else "")
            continue
        lead = " " if run.text[:1].isspace() else ""
        tail = " " if run.text[-1:].isspace() else ""
        if run.style in ("strong", "mark"):
            text = f"**{text}**" + (f" ({_plain(run.label)})" if run.label else "")
        elif run.style == "em":
            text = f"*{text}*"
        made.append(lead + text + tail)
    return "".join(made)


def _table(table: Table) -> str:
    rule = ["---:" if i in table.numeric else "---" for i in range(len(table.header))]
    rows = [[_plain(cell) for cell in row] for row in (table.header, *table.rows)]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "| " + " | ".join(rule) + " |", *lines[1:]])


def _block(block: Block, folder: str) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_plain(block.text)}"
    if isinstance(block, Paragraph):
        return _inline(block.runs)
    if isinstance(block, Items):
        return "\n".join(f"- {_inline(item)}" for item in block.items)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Picture):
        return f"![{_plain(block.caption)}]({folder}/{block.name}.png)\n\n*{_plain(block.caption)}*"
    facts = "\n".join(f"> - {_plain(name)}: {_plain(value)}" for name, value in block.facts)
    return f"> {_inline(block.runs)}\n>\n> — {_plain(block.source)}\n>\n{facts}"


def markdown(blocks: Iterable[Block], folder: str = "pictures") -> str:
    """Return the blocks as Markdown (CommonMark with tables).

    Parameters
    ----------
    blocks : iterable of Block
    folder : str
        Where the pictures lie, seen from the file.
    """
    return "\n\n".join(text for block in blocks if (text := _block(block, folder))) + "\n"


def write_markdown(blocks: list[Block], pictures: dict[str, bytes], out: Path) -> None:
    """Write the file, and its pictures into a folder of its name beside it."""
    folder = f"{out.stem}-pictures"
    out.write_text(markdown(blocks, folder), encoding="utf-8", errors="replace", newline="\n")
    if pictures:
        place = out.parent / folder
        place.mkdir(exist_ok=True)
        for name, data in pictures.items():
            (place / f"{name}.png").write_bytes(data)
