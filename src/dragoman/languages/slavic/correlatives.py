"""Lists whose every member has a conjunction: "**как** Рим, **так и** Бонн", "X, **а также** Y".

The words between the members parted by commas are made one plain conjunction, so that the list is read
like "X и Y"; of "**не** X, **а** Y" only Y is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from dragoman.languages import features as f
from dragoman.languages.parse import Word
from dragoman.languages.tables import rows

__all__ = ["plain_lists"]

_NOMINAL = frozenset('dhaAJ#nNGRT"')
_HEADS = frozenset("nNGR")
_FINITE = frozenset("VPxmk")
_BEFORE_VERB = frozenset("r!T")
_CLAUSE = frozenset(",;:.uq(")
_COORDINATED = frozenset({"и", "или", "либо", "і", "й", "або", "чи"})
"""Openers that behind a noun only go on with an ordinary list: "Рим **и** Бонн, **и** Вена"."""
_LONGEST = 5  # words of a joining conjunction
_NONE = "-"
_NOT = "not"


def _table() -> dict[str, dict[str, bool]]:
    """Return what opens a list, by what joins its next member, with whether one of the two is denied."""
    found: dict[str, dict[str, bool]] = {}
    source = files("dragoman.languages.slavic").joinpath("correlatives.tsv")
    for _, (opens, joins, role) in rows(source, ("opens", "joins", "role")):
        found.setdefault(joins, {})[opens] = role == _NOT
    return found


_OPENERS = _table()
_FIRST = frozenset(joins.partition(" ")[0] for joins in _OPENERS)


def plain_lists(classes: str, words: Sequence[Word]) -> str:
    """Return the classes with each such list made plain: what is passed over is an adverb.

    Parameters
    ----------
    classes : str, (n_tokens,)
    words : sequence of Word, (n_tokens,)

    Returns
    -------
    str, (n_tokens,)
    """
    out: list[str] = []
    comma = classes.find(",")
    while comma >= 0:
        if comma + 1 < len(words) and words[comma + 1].form.partition(" ")[0] in _FIRST:
            if not out:
                out = list(classes)
            _join(classes, words, comma, out)
        comma = classes.find(",", comma + 1)
    return "".join(out) if out else classes


def _joiners(words: Sequence[Word], first: int) -> Iterator[tuple[int, dict[str, bool]]]:
    """Yield how far a joining conjunction reaches and what opens its list, the longest first."""
    for stop in range(min(first + _LONGEST, len(words)), first, -1):
        openers = _OPENERS.get(" ".join([word.form for word in words[first:stop]]))
        if openers is not None:
            yield stop, openers


def _join(classes: str, words: Sequence[Word], comma: int, out: list[str]) -> None:
    """Make the list plain that a comma parts, if it parts one."""
    start = comma
    while (start and classes[start - 1] in _NOMINAL) or (start > 1 and classes[start - 1] == "p"):
        start -= 1
    if start and classes[start - 1] == "p":
        start -= 1
    for right, openers in _joiners(words, comma + 1):
        end = _member(classes, right)
        if end == right:
            continue
        for opens, denies in openers.items():
            begins = start + (words[start].form == opens)  # "**то** Рим, то Бонн": a pronoun elsewhere
            first = _opened(classes, words, begins, opens)
            if first < 0 or not _alike(classes, words, (begins, comma), right):
                continue
            if opens == _NONE and _goes_on(classes, begins, end):
                continue
            _plain(classes, out, (first, begins, comma, right, end), denies=denies)
            return


def _member(classes: str, right: int) -> int:
    """Return where the nominal words from a place on end."""
    end = right
    while end < len(classes) and (classes[end] in _NOMINAL or (end == right and classes[end] == "p")):
        end += 1
    return end if not _HEADS.isdisjoint(classes[right:end]) else right


def _opened(classes: str, words: Sequence[Word], start: int, opens: str) -> int:
    """Return where the word begins that opens a list, ``start`` where it needs none, or -1."""
    if opens == _NONE:
        return start if classes[start : start + 1] not in ("", ",") else -1
    size = 1
    form = words[start - 1].form if start else ""
    if form != opens and start > 1:
        form, size = f"{words[start - 2].form} {form}", 2
    first = start - size
    if form != opens or (opens in _COORDINATED and first and classes[first - 1] in _NOMINAL):
        return -1
    return first


def _alike(classes: str, words: Sequence[Word], left: tuple[int, int], right: int) -> bool:
    """Whether the members of a list stand behind the same preposition, or in the same case."""
    start, stop = left
    if classes[right] == "p":
        return any(classes[i] == "p" and _same(words[i], words[right]) for i in range(start, stop))
    head = right
    while classes[head] not in _HEADS:
        head += 1
    case = words[head].case & f.CASES
    for i in range(start, stop):
        other = words[i].case & f.CASES
        if classes[i] in _HEADS and (not case or not other or case & other):
            return True
    return False


def _same(one: Word, other: Word) -> bool:
    return one.form[:1] == other.form[:1]


def _goes_on(classes: str, start: int, end: int) -> bool:
    """Whether a clause of its own stands behind a comma: "взял Карс, а затем Иран **напал**"."""
    at = end
    while at < len(classes) and classes[at] in _BEFORE_VERB:
        at += 1
    if at >= len(classes) or classes[at] not in _FINITE:
        return False
    before = start - 1
    while before >= 0 and classes[before] not in _CLAUSE:
        if classes[before] in _FINITE:
            return True
        before -= 1
    return False


def _plain(classes: str, out: list[str], places: tuple[int, int, int, int, int], *, denies: bool) -> None:
    """Pass over the words of a list that are more than one conjunction."""
    first, start, comma, right, end = places
    opening = range(first, start)
    if first and classes[first - 1] == "," and out[first - 1] == "r":
        opening = range(0)  # what opens the third member joins the second one
    for i in (*opening, *range(comma, right)):
        out[i] = "r"
    if denies:
        left_out = range(start, comma) if first < start else range(right, end)
        for i in left_out:
            out[i] = "r"
        return
    out[right - 1] = "c"
    behind = classes[end + 1 : end + 2]
    if classes[end : end + 1] == "," and first == start and behind and behind not in "quc,A":
        out[end] = "r"  # "Рим, а также Бонн, осудили"
