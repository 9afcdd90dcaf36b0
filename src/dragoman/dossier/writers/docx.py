"""A dossier as a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.dossier.outline import Block, Heading, Items, Paragraph, Picture, Run, Table

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["write_docx"]

# XML cannot say these at all.
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STRETCH = "5A5A5A"
_MARKED = "FFF3C4"
_PAGE = 16.0
"""Centimetres between the margins."""
_NARROW, _WIDE = 8, 40
"""Characters for which a column has room at least, and at most."""


def _clean(text: str) -> str:
    return _UNSAYABLE.sub("\ufffd", text)


def _shade(run: Any, fill: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), fill)
    run._r.get_or_add_rPr().append(shade)


def _runs(paragraph: Any, runs: Iterable[Run]) -> None:
    from docx.shared import Pt, RGBColor

    for run in runs:
        made = paragraph.add_run(_clean(run.text))
        made.bold = run.style == "strong" or None
        made.italic = run.style == "em" or None
        if run.style == "mark":
            _shade(made, _MARKED)
        if run.label:
            label = paragraph.add_run(f" {run.label} ")
            label.font.size, label.font.superscript = Pt(8), True
            label.font.color.rgb = RGBColor.from_string(_STRETCH)


def _table(document: Document, table: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    shares = [min(max(longest, _NARROW), _WIDE) for longest in table.longest]
    made = document.add_table(rows=1 + len(table.rows), cols=len(table.header), style="Light List")
    for i, row in enumerate((table.header, *table.rows)):
        cells = made.rows[i].cells
        for j, text in enumerate(row):
            cells[j].text = _clean(text)
            cells[j].width = Cm(_PAGE * shares[j] / sum(shares))
            if j in table.numeric:
                cells[j].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()


def _quote(document: Document, block: Any) -> None:
    _runs(document.add_paragraph(style="Quote"), block.runs)
    source = document.add_paragraph(style="Caption")
    source.add_run(_clean(block.source))
    source.add_run(_clean("\n" + "; ".join(f"{name}: {value}" for name, value in block.facts)))


def write_docx(blocks: list[Block], pictures: dict[str, bytes], out: Path) -> None:
    """Write the blocks with Word's own styles, so that its table of contents and themes work."""
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    document.styles["Normal"].font.size = Pt(10.5)
    for block in blocks:
        if isinstance(block, Heading):
            document.add_heading(_clean(block.text), level=block.level - 1)
        elif isinstance(block, Paragraph):
            _runs(document.add_paragraph(), block.runs)
        elif isinstance(block, Items):
            for item in block.items:
                _runs(document.add_paragraph(style="List Bullet"), item)
        elif isinstance(block, Table):
            _table(document, block)
        elif isinstance(block, Picture):
            document.add_picture(BytesIO(pictures[block.name]), width=Cm(_PAGE))
            document.add_paragraph(block.caption, style="Caption")
        else:
            _quote(document, block)
    made = BytesIO()
    document.save(made)
    out.write_bytes(made.getvalue())
