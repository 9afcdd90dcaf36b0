"""Which language a paragraph is in: script, letters, function words; a small model for what they leave."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from dragoman.documents.draft import Piece
from dragoman.languages.tables import rows
from dragoman.model import APPARATUS

__all__ = ["assign_languages", "by_rules", "main_language"]

_SCRIPTS = (
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f\u0259\u1e00-\u1eff]")),
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("arabic", re.compile(r"[\u0600-\u06ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff\u2d00-\u2d2f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_MAINLY = (
    ("latin", "ascii", bytes(byte for byte in range(256) if not (byte < 128 and chr(byte).isalpha()))),
    ("cyrillic", "iso-8859-5", bytes([*range(0xA1), 0xAD, 0xF0, 0xFD])),
)
"""Script, an encoding that holds its usual letters, and that encoding's other bytes."""
_SHORT = 25
"""Letters below which a block takes the language of its neighbours when the rules are silent."""
_NONE: frozenset[str] = frozenset()
_HEAD, _MIDDLE = 260, 140
_FIRST = 80
_BEGINS = (_FIRST, 160, 400)
"""Characters that usually show that a paragraph is in the language of the one before."""
_CORE = frozenset("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщьюя")
_OWN_WORDS = 5
_AGAINST = 3
"""Words that it takes against the language that the user names, where no letter tells."""
_RECENT = 3
_LEAST = 40
_SURE = 0.6
_CERTAIN = 0.95
_LIKELY = 0.5
"""Enough for a text in which nothing else is known."""
_SCRIPT_LANGUAGES = tuple(name for name, _ in _SCRIPTS[3:])
"""Languages that alone here use their script."""
_WORD = re.compile(r"[^\W\d_]+")


class _Signs(NamedTuple):
    words: dict[str, tuple[tuple[str, float], ...]]
    letters: dict[str, frozenset[str]]
    """Letter beyond the core -> languages that write it."""
    script: dict[str, str]
    own: dict[str, frozenset[str]]
    """Language -> words that no other language here has."""


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    columns = ("language", "script", "letters", "words")
    users: dict[str, list[str]] = {}
    letters: dict[str, set[str]] = {}
    script: dict[str, str] = {}
    for _, (language, kind, marks, words) in rows(
        files("dragoman.documents") / "data" / "languages.tsv", columns
    ):
        script[language] = kind
        for mark in marks:
            letters.setdefault(mark, set()).add(language)
        for word in words.split():
            users.setdefault(word, []).append(language)
    own = {name: frozenset(word for word, names in users.items() if set(names) == {name}) for name in script}
    return _Signs(
        {
            word: tuple((name, 1 / len(set(names))) for name in sorted(set(names)))
            for word, names in users.items()
        },
        {mark: frozenset(names) for mark, names in letters.items()},
        script,
        own,
    )


def _script(sample: str) -> str:
    """Return the script (or the language, where the script has one) of most letters, or ''."""
    if sample.isascii():
        return "latin"
    # Most text shows by a count of bytes alone in what it is mainly written.
    for name, coding, other in _MAINLY:
        if len(sample.encode(coding, "ignore").translate(None, other)) * 2 > len(sample):
            return name
    for name, pattern in _SCRIPTS[:2]:
        if len(pattern.findall(sample)) * 2 > len(sample):
            return name
    counts = [(len(pattern.findall(sample)), name) for name, pattern in _SCRIPTS]
    count, name = max(counts, key=lambda found: found[0])
    if name == "zh" and any(n and other == "ja" for n, other in counts):
        return "ja"
    return name if count else ""


def by_rules(sample: str, expected: str = "") -> str | None:
    """Return the language of a text by script, letters and function words, or None where they do not decide.

    ``expected`` (the language of the block before) is tried first; five different words that no other
    language has settle it without a full count.
    """
    signs = _signs()
    folded = sample.replace("İ", "i").lower()
    tokens = folded.split() if len(folded) > 120 else _WORD.findall(folded)
    own = signs.own.get(expected)
    if own is not None and len(own.intersection(tokens)) >= _OWN_WORDS:
        return expected
    script = _script(sample)
    if script not in ("latin", "cyrillic", "arabic"):
        return script or None
    scores: dict[str, float] = {}
    words = signs.words
    for token in tokens:
        for language, weight in words.get(token, ()):
            scores[language] = scores.get(language, 0.0) + weight
    if not folded.isascii():
        letters = signs.letters
        found = [(letters[mark], mark) for mark in sorted(set(folded) - _CORE) if mark in letters]
        # Who has a word or a letter here is asked for every letter, whatever their order.
        rivals = set(scores).union(*(owners for owners, _ in found))
        rivals = {language for language in rivals if signs.script.get(language) == script}
        for owners, mark in found:
            # Names carry foreign letters into any text, so one letter alone weighs little.
            weight = min(2.0, 0.5 * folded.count(mark))
            for language in rivals:
                gain = weight if language in owners else -weight
                scores[language] = scores.get(language, 0.0) + gain
    ranked = sorted(
        ((score, name) for name, score in scores.items() if signs.script[name] == script),
        key=lambda found: (-found[0], found[1]),
    )
    if not ranked:
        return None
    best = ranked[0][0]
    second = max(ranked[1][0], 0.0) if len(ranked) > 1 else 0.0
    # Letters that two languages share (Turkish, Azerbaijani) lift both: then the distance counts.
    clear = best >= 1.5 and (best >= 1.4 * second + 0.3 or best >= second + 1.2)
    brief = len(tokens) <= 12 and best >= 1.0 and best >= 2 * second
    return ranked[0][1] if (clear or brief) and best * 16 >= len(tokens) else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Half a second and a model in memory: only where a paragraph needs it.
    from py3langid.langid import (  # type: ignore[import-untyped]
        MODEL_FILE,
        LanguageIdentifier,
    )

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Rare languages only take probability from those that write about world politics here.
    known = {*_signs().script, *_SCRIPT_LANGUAGES, "ku"}
    model.set_languages(sorted(known.intersection(model.labels)))
    return model


@lru_cache(maxsize=1024)
def _by_model(sample: str, least: float = _SURE) -> str | None:
    """Ask the language identifier; its answer counts only when it is sure and the script fits."""
    found, confidence = _identifier().classify(sample)
    name, script = str(found), _script(sample)
    if float(confidence) < least:
        return None
    known = _signs().script.get(name)
    return None if known is not None and known != script else name


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
    found: str | None = None
    lately: list[_Known] = []
    first: _Known | None = None
    for index, piece in enumerate(pieces):
        start, stop = piece.start, piece.stop
        if first is not None and stop - start > _FIRST:
            # What `_again` asks first, said in short: most paragraphs of most texts end here. Function
            # words are small wherever they do not open a sentence.
            begin = text[start : start + _FIRST]
            tokens = first.telling.intersection(begin.split())
            if first.own.issuperset(tokens) and (
                (tokens and _bears_out(begin, len(tokens), first)) or _goes_on(text, start, stop, first)
            ):
                found = piece.language = first.language
                continue
        known = _again(text, start, stop, lately) if lately and stop - start > _LEAST else None
        if known is not None:
            found = piece.language = known
            continue
        sample = _sample(text, piece)
        found = by_rules(sample, found or "")
        if hint is not None and found not in (None, hint) and not _speaks_against(hint, found or "", sample):
            found = hint
        if found is None:
            open_ones.append(index)
            continue
        piece.language = found
        if all(found != one.language for one in lately):
            lately = [*_known(found), *lately][:_RECENT]
            first = lately[0] if lately else None
    for index in open_ones:
        piece = pieces[index]
        sample = _sample(text, piece)
        script = _script(sample)
        near = _neighbour(pieces, index, script)
        letters = sum(map(str.isalpha, sample))
        fits = hint is not None and (script == "" or _fits(hint, script))
        if near is not None and (
            letters < _SHORT or piece.kind in ("heading", "title", "contact", "keywords")
        ):
            piece.language = near
        elif hint is not None and fits:
            piece.language = hint
        elif letters < _SHORT:
            piece.language = near or ""
        else:
            # Against its neighbours a short line needs better proof.
            least = _CERTAIN if near is not None and letters < 3 * _SHORT else _SURE
            piece.language = _by_model(sample, least) or near or ""
    if not any(piece.language for piece in pieces):
        whole = _by_model(" ".join(_sample(text, piece) for piece in pieces[:5]), _LIKELY)
        for piece in pieces:
            piece.language = whole or ""
    for piece in pieces:
        piece.language = piece.language or "und"


def _speaks_against(hint: str, found: str, sample: str) -> bool:
    """Whether a text is surely in another language than the one named: its script, its letters, its words.

    A short sentence of Russian can lack every letter and most words that Ukrainian lacks.
    """
    if not _fits(hint, _script(sample)):
        return True
    folded = sample.replace("İ", "i").lower()
    if _foreign_letters(hint).search(folded):
        return True
    words = _signs().words
    users = [{name for name, _ in words.get(token, ())} for token in _WORD.findall(folded)]
    return sum(found in names and hint not in names for names in users) >= _AGAINST


def _bears_out(begin: str, words: int, known: _Known) -> bool:
    """Whether a language's own words suffice, in view of the letters."""
    if begin.isascii():
        return words >= 2
    # Names bring foreign letters, but no function words; letters that its neighbours do not write weigh
    # like a word.
    return words >= 3 or (
        known.marks.search(begin) is None and (words >= 2 or known.ours.search(begin) is not None)
    )


def _goes_on(text: str, start: int, stop: int, known: _Known) -> bool:
    """Whether more of a paragraph shows the language that its first words leave open."""
    for size in _BEGINS[1:]:
        begin = text[start : start + size if start + size < stop else stop]
        tokens = known.telling.intersection(begin.split())
        if not known.own.issuperset(tokens):
            return False
        if tokens and _bears_out(begin, len(tokens), known):
            return True
        if stop - start <= size:
            return False
    return False


class _Known(NamedTuple):
    """What speaks for a language of the text, and what against it."""

    language: str
    own: frozenset[str]
    foreign: frozenset[str]
    telling: frozenset[str]
    ours: re.Pattern[str]
    marks: re.Pattern[str]


@lru_cache(maxsize=64)
def _known(language: str) -> tuple[_Known, ...]:
    signs = _signs()
    if language not in signs.own:
        return ()
    # A letter that many write proves little.
    ours = "".join(
        sorted(
            mark
            for mark, users in signs.letters.items()
            if language in users and len(users) < 9 and mark not in _CORE
        )
    )
    return (
        _Known(
            language,
            signs.own[language],
            _foreign_words(language),
            signs.own[language] | _foreign_words(language),
            re.compile(f"[{re.escape(ours)}]" if ours else "(?!)"),
            _foreign_letters(language),
        ),
    )


def _again(text: str, start: int, stop: int, lately: list[_Known]) -> str | None:
    """Return a language met before where words of its own outnumber those of others by two, else None.

    The full count of `by_rules` would say the same, only later.
    """
    for size in _BEGINS:
        begin = text[start : start + size if start + size < stop else stop].lower()
        tokens = begin.split()
        plain = begin.isascii()
        for language, own, foreign, _, ours, marks in lately:
            same = len(own.intersection(tokens))
            if not same or not (plain or marks.search(begin) is None):
                continue
            more = same if foreign.isdisjoint(tokens) else same - len(foreign.intersection(tokens))
            # Letters that its neighbours do not write weigh like a word.
            if more >= 2 or (more >= 1 and not plain and ours.search(begin) is not None):
                return language
        if stop - start <= size:
            return None
    return None


@lru_cache(maxsize=64)
def _foreign_words(language: str) -> frozenset[str]:
    """Return the words that other languages have and this one has not."""
    return frozenset(
        word for word, users in _signs().words.items() if all(name != language for name, _ in users)
    )


@lru_cache(maxsize=64)
def _foreign_letters(language: str) -> re.Pattern[str]:
    """Return the pattern of the letters beyond the core that a language does not write, but others do."""
    letters = _signs().letters
    others = "".join(
        sorted(mark for mark, owners in letters.items() if language not in owners and mark not in _CORE)
    )
    # The capital of "ı" is that of "i", too.
    capitals = "".join(mark.upper() for mark in others if len(mark.upper()) == 1 and mark != "ı")
    return re.compile(f"[{re.escape(others + capitals)}]")


def _sample(text: str, piece: Piece) -> str:
    start, stop = piece.start, piece.stop
    if stop - start <= _HEAD + 2 * _MIDDLE:
        return text[start:stop]
    middle = (start + stop) // 2
    return text[start : start + _HEAD] + " " + text[middle : middle + _MIDDLE]


def _fits(language: str, script: str) -> bool:
    known = _signs().script.get(language)
    return known == script if known is not None else language == script


def _neighbour(pieces: list[Piece], index: int, script: str) -> str | None:
    """Return the language of the nearest decided block: a heading goes with what follows."""
    below = range(index + 1, min(index + 6, len(pieces)))
    above = range(index - 1, max(index - 6, -1), -1)
    ahead = pieces[index].kind in ("heading", "title", "contact", "keywords")
    for step in (below, above) if ahead else (above, below):
        for other in step:
            name = pieces[other].language
            if name and (script == "" or _fits(name, script)):
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
