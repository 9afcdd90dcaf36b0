"""What a coder is made of, so that a year later one can say which part of it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.coding.base import Coder

__all__ = ["parts_of"]


def parts_of(coder: Coder) -> tuple[tuple[str, str], ...]:
    """Return program, codebook and lexicons of a coder with their versions, by name.

    A coder says so itself with a property ``parts``, a mapping of name to version; one that does not
    has only its version.
    """
    told = getattr(coder, "parts", None) or {}
    return tuple(sorted((str(name), str(version)) for name, version in dict(told).items()))
