"""Names in quotation marks with a suffix behind them: "Dostluk Antlaşması"nı, "SOCAR"-ın.

They are read as names with an apostrophe, which are as long.
"""

from __future__ import annotations

import re

from dragoman.coding.listed import has_trait
from dragoman.coding.torn import with_pieces
from dragoman.model import APPARATUS, Document

__all__ = ["with_names"]

_QUOTED = re.compile(r"""(?<![^\s(])["“«](?=\S)([^"“”«»\n]{2,80})(?<=\S)["”»](-?)(?=[a-zçğıöşüə])""")


def with_names(text: str, doc: Document) -> str:
    """Return the text of a document with such names as they are read; all places stay the same."""
    found = []
    for block in doc.blocks:
        language = block.language.partition("-")[0]
        if block.kind in APPARATUS or not has_trait(language, "quotes_suffixed"):
            continue
        piece = text[block.start : block.stop]
        read = _QUOTED.sub(lambda found: f" {found[1]}{' ' * len(found[2])}'", piece)
        if read != piece:
            found.append((block.start, block.stop, read))
    return with_pieces(text, found)
