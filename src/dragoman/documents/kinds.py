"""What each block is: heading, paragraph, list line, or a kind of apparatus."""

from __future__ import annotations

from dragoman.documents.around import bibliographies, bylines, entries, title
from dragoman.documents.cut import NUMBER
from dragoman.documents.draft import Piece
from dragoman.documents.signs import contact_places
from dragoman.documents.walk import EDGE, HEADING, Walk

__all__ = ["classify"]

_BEGIN = 4
"""Characters by which most paragraphs show that they open with no cue."""
_STOPS = frozenset(".!?…")
_NEVER = 1 << 62
_DIGITS = "0123456789"
_PAGES_END = "-–—])"
"""What may stand behind the number of a page."""
_NUMERALS = "ivxIVX" + _DIGITS
_QUOTES = frozenset("«\"“„'‘")


def classify(text: str, pieces: list[Piece], *, structured: bool) -> None:
    r"""Decide the kind of every piece.

    Parameters
    ----------
    text : str
        With ``\n`` as its only line break (see `cut.uniform`).
    pieces : list of Piece
        Kinds that the reader set stay, except that a section (references, notes, contacts) colours the
        paragraphs and list lines under its heading.
    structured : bool
        The file marks its headings itself; then none are looked for by their looks.
    """
    walk = Walk(text, pieces, structured=structured or len(pieces) == 1)
    _steps(walk, text, pieces)
    bibliographies(text, pieces)
    if not structured:
        bylines(text, pieces)
        entries(text, pieces)
    title(pieces)


def _steps(walk: Walk, text: str, pieces: list[Piece]) -> None:
    """Decide all blocks; plain paragraphs, which are most, by a few looks at their edges.

    The quick way decides only what `Walk.step` would call a paragraph too: it asks the same questions of
    the whole text once (where are signs of a contact?) or of a block's first and last characters.
    """
    table = walk.table
    begins_of = table.first_letters
    # By the first characters: whether a word stands there with which no cue begins, and no list.
    plain: dict[str, bool] = {}
    # Shorter than that a label ("ORCID iD") is a sign, too.
    least = max(60, table.longest + 20)
    last = len(pieces) - EDGE
    telling = iter(sorted(contact_places(text)))
    next_sign = next(telling, _NEVER)
    for index, piece in enumerate(pieces):
        start, stop = piece.start, piece.stop
        size = stop - start
        while next_sign < start:
            next_sign = next(telling, _NEVER)
        if (
            size > least
            and piece.kind is None
            and next_sign >= stop
            and EDGE <= index < last
            and not walk.section
            and (
                (end := text[stop - 1]) in _STOPS
                or (size > HEADING and not end.isdigit() and end not in _PAGES_END)
            )
        ):
            head = text[start : start + _BEGIN]
            sure = plain.get(head)
            if sure is None:
                sure = plain[head] = _opens_text(head) and _no_cue(head, begins_of)
            if (sure or (_opens_text(head) and _begins_plain(text, start, begins_of))) and (
                size > HEADING or text.find("/", start, stop) < 0
            ):
                piece.kind = "paragraph"
                continue
        walk.step(index)


def _opens_text(head: str) -> bool:
    """Whether a sentence can begin so: with a word, a word in quotation marks, or a number."""
    first, second = head[0], head[1]
    if first.isalpha():
        return second.isalpha() or second == " "
    return first in _DIGITS or (first in _QUOTES and second.isalpha())


def _no_cue(head: str, begins_of: dict[str, tuple[str, ...]]) -> bool:
    """Whether nothing that begins so can be a cue or the number of a list, whatever follows."""
    inner = head.lstrip(_NUMERALS)
    if not inner or inner[0] in ".)" or not head.isprintable() or "  " in head:
        return False
    folded = head.lower()
    begins = begins_of.get(folded[:2]) or begins_of.get(folded[:1], ())
    return not any(begin.startswith(folded) or folded.startswith(begin) for begin in begins)


def _begins_plain(text: str, start: int, begins_of: dict[str, tuple[str, ...]]) -> bool:
    """Whether neither a number of a list nor a cue can stand at a place where two characters allow both."""
    if text[start] in _NUMERALS and NUMBER.match(text, start) is not None:
        return False
    head = text[start : start + 10].lower()
    # Other white space than single spaces may stand in a cue: then only its pattern knows.
    if not head.isprintable() or "  " in head:
        return False
    begins = begins_of.get(head[:2]) or begins_of.get(head[:1])
    return begins is None or not head.startswith(begins)
