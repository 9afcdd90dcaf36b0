"""Spans: where in a text something stands."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.model.errors import ProofError

__all__ = ["Span", "prove", "proves"]


class Span(NamedTuple):
    """A half-open range ``text[start:stop]`` in Unicode code points."""

    start: int
    stop: int

    def of(self, text: str) -> str:
        """Return the quote that the span cuts out of ``text``."""
        return text[self.start : self.stop]

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Return whether the two ranges share at least one code point."""
        return self.start < other[1] and other[0] < self.stop

    def covers(self, other: tuple[int, int]) -> bool:
        """Return whether ``other`` lies within this range."""
        return self.start <= other[0] and other[1] <= self.stop


def proves(text: str, start: int, stop: int, quote: str) -> bool:
    """Return whether ``text[start:stop] == quote``, at a place that there is."""
    return 0 <= start < stop <= len(text) and text[start:stop] == quote


def prove(text: str, span: tuple[int, int], quote: str) -> Span:
    """Check that ``text[start:stop] == quote``.

    Parameters
    ----------
    text : str
    span : (int, int), code points, stop exclusive
    quote : str

    Returns
    -------
    Span

    Raises
    ------
    ProofError
        The span is empty, lies outside the text, or cuts out something else.
    """
    start, stop = span
    if not 0 <= start < stop <= len(text):
        raise ProofError(
            f"Span {start}:{stop} is not a place in a text of {len(text)} characters. "
            "Spans count Unicode code points from 0, stop exclusive; "
            "byte or UTF-16 offsets are the usual cause."
        )
    found = text[start:stop]
    if found != quote:
        raise ProofError(
            f"The text at {start}:{stop} is {found!r}, not {quote!r}. "
            "The quote was changed or the offsets belong to another version of the text."
        )
    return Span(start, stop)
