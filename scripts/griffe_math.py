"""Formulas of docstrings for the documentation: reStructuredText's `.. math::` becomes `$$ ... $$`."""

from __future__ import annotations

import re
from typing import Any

import griffe

# The directive, its first line, and all lines that are indented further than it.
_BLOCK = re.compile(
    r"^(?P<indent> *)\.\. math::[ ]*(?P<first>[^\n]*)(?P<rest>(?:\n(?P=indent) +[^\n]+)*)", re.MULTILINE
)
_INLINE = re.compile(r":math:`([^`]+)`")


def formulas(text: str) -> str:
    """Return a docstring with its formulas as the extension arithmatex reads them."""

    def block(match: re.Match[str]) -> str:
        lines = [match["first"], *match["rest"].split("\n")]
        formula = " ".join(line.strip() for line in lines if line.strip())
        return f"{match['indent']}$$\n{match['indent']}{formula}\n{match['indent']}$$"

    return _INLINE.sub(r"\\(\1\\)", _BLOCK.sub(block, text))


class Formulas(griffe.Extension):
    """Rewrites the docstring of every object."""

    def on_object(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        """Do so as soon as an object is there."""
        if obj.docstring is not None:
            obj.docstring.value = formulas(obj.docstring.value)
