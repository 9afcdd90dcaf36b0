"""The language of every block of a text, and that of the whole."""

from __future__ import annotations

from dragoman.documents.draft import Piece
from dragoman.documents.language.again import FIRST, Known, again, bears_out, goes_on, known_language
from dragoman.documents.language.model import CERTAIN, LIKELY, SURE, by_model
from dragoman.documents.language.rules import by_rules, speaks_against
from dragoman.documents.language.script import script_of
from dragoman.documents.language.signs import fits
from dragoman.model import APPARATUS

__all__ = ["assign_languages", "main_language"]

_SHORT = 25
"""Letters below which a block takes the language of its neighbours when the rules are silent."""
_HEAD, _MIDDLE = 260, 140
"""Characters of a long block that are looked at: from its beginning, from its middle."""
_RECENT = 3
_LEAST = 40
_NOTHING = frozenset[str]()


def assign_languages(text: str, pieces: list[Piece], *, hint: str | None = None) -> None:
    """Set the language of every piece.

    Parameters
    ----------
    text : str
    pieces : list of Piece
    hint : str, optional
        Language that the user or the file names; it decides where the rules do not, and spares the model.
    """
    open_ones: list[int] = []
    before = ""
    lately: list[Known] = []
    first: Known | None = None
    none_foreign, told_by = _NOTHING.isdisjoint, _NOTHING.intersection
    for index, piece in enumerate(pieces):
        start, stop = piece.start, piece.stop
        if first is not None and stop - start > FIRST:
            # What `again` asks first, said in short: most paragraphs of most texts end here. Function
            # words are small wherever they do not open a sentence.
            begin = text[start : start + FIRST]
            words = begin.split()
            told = told_by(words)
            if none_foreign(told) and (
                bears_out(begin, words, len(told), first) or goes_on(text, start, stop, first)
            ):
                before = piece.language = first.language
                continue
        known = again(text, start, stop, lately) if lately and stop - start > _LEAST else None
        if known is not None:
            before = piece.language = known
            continue
        sample = _sample(text, piece)
        found = by_rules(sample, before)
        if hint is not None and found not in (None, hint) and not speaks_against(hint, found or "", sample):
            found = hint
        if found is None:
            open_ones.append(index)
            continue
        before = piece.language = found
        if all(found != one.language for one in lately) and (new := known_language(found)) is not None:
            lately = [new, *lately][:_RECENT]
            first = new
            none_foreign, told_by = new.foreign.isdisjoint, new.telling.intersection
    for index in open_ones:
        piece = pieces[index]
        sample = _sample(text, piece)
        script = script_of(sample)
        near = _neighbour(pieces, index, script)
        letters = sum(map(str.isalpha, sample))
        suits = hint is not None and (script == "" or fits(hint, script))
        if near is not None and (
            letters < _SHORT or piece.kind in ("heading", "title", "contact", "keywords")
        ):
            piece.language = near
        elif hint is not None and suits:
            piece.language = hint
        elif letters < _SHORT:
            piece.language = near or ""
        else:
            # Against its neighbours a short line needs better proof.
            least = CERTAIN if near is not None and letters < 3 * _SHORT else SURE
            piece.language = by_model(sample, least) or near or ""
    if not any(piece.language for piece in pieces):
        whole = by_model(" ".join(_sample(text, piece) for piece in pieces[:5]), LIKELY)
        for piece in pieces:
            piece.language = whole or ""
    for piece in pieces:
        piece.language = piece.language or "und"


def _sample(text: str, piece: Piece) -> str:
    start, stop = piece.start, piece.stop
    if stop - start <= _HEAD + 2 * _MIDDLE:
        return text[start:stop]
    middle = (start + stop) // 2
    return text[start : start + _HEAD] + " " + text[middle : middle + _MIDDLE]


def _neighbour(pieces: list[Piece], index: int, script: str) -> str | None:
    """Return the language of the nearest decided block: a heading goes with what follows."""
    below = range(index + 1, min(index + 6, len(pieces)))
    above = range(index - 1, max(index - 6, -1), -1)
    ahead = pieces[index].kind in ("heading", "title", "contact", "keywords")
    for step in (below, above) if ahead else (above, below):
        for other in step:
            name = pieces[other].language
            if name and (script == "" or fits(name, script)):
                return name
    return None


def main_language(pieces: list[Piece]) -> str:
    """Return the language of most of the text that is coded (of all text, where nothing is)."""
    names = {piece.language for piece in pieces}
    if len(names) == 1:
        return names.pop()
    for coded in (True, False):
        sizes: dict[str, int] = {}
        for piece in pieces:
            if coded and (piece.kind in APPARATUS or piece.language == "und"):
                continue
            sizes[piece.language] = sizes.get(piece.language, 0) + piece.stop - piece.start
        if sizes:
            return min(sizes, key=lambda name: (-sizes[name], name))
    return "und"
