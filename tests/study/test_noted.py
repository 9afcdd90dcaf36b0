"""Reports get the entries of the list of references that their sentence points to."""

from __future__ import annotations

import pytest

from dragoman.coding.base import Coding
from dragoman.documents import read_text
from dragoman.model import Report, Trigger, prove
from dragoman.study.noted import with_cites

TEXT = """The treaty was signed in Kars [2], and the border was opened later [1][3].

Ankara sent an envoy.[1]

[2] Nobody answered.

References

1. A. Orhan. The road to Kars. Ankara, 1971.
2. B. Lind. Two treaties. Oslo, 1984.
3. C. Petrov. Memoirs. Moscow, 1930.
"""


TITLES = ("The road to Kars", "Two treaties", "Memoirs")


def _cites(word: str, sentence: str) -> list[str]:
    doc = read_text(TEXT, language="en")
    start, at = doc.text.index(sentence), doc.text.index(word)
    anchor = Trigger(sentence, start, start + len(sentence))
    report = Report("SUPPORT", Trigger(word, at, at + len(word)), anchor, "t:1", language="en")
    [made] = with_cites(doc, Coding((report,), ())).reports
    for piece in made.evidence:
        prove(doc.text, (piece.start, piece.stop), piece.quote)
    assert len(made.evidence) == 0 or {piece.field for piece in made.evidence} == {"cites"}
    return [next(title for title in TITLES if title in entry) for entry in made.cites]


FIRST = "The treaty was signed in Kars [2], and the border was opened later [1][3]."


@pytest.mark.parametrize(
    ("word", "sentence", "wanted"),
    [
        ("signed", FIRST, ["Two treaties"]),
        ("opened", FIRST, ["The road to Kars", "Memoirs"]),
        ("sent", "Ankara sent an envoy.[1]", ["The road to Kars"]),
        ("sent", "Ankara sent an envoy.", ["The road to Kars"]),
        ("answered", "[2] Nobody answered.", []),
    ],
)
def test_marker_behind_the_word_is_meant(word: str, sentence: str, wanted: list[str]) -> None:
    """The next marker behind the word, with those that follow directly, also behind the full stop."""
    assert _cites(word, sentence) == wanted
