"""Note markers and what they point to."""

# ruff: noqa: E501 - cases are easier to read in one line each

from __future__ import annotations

from dragoman.documents import read_text
from dragoman.documents.notes import resolve

TEXT = """The border

The talks began in Kars [1] and went on for a year [2, 4; 5-6]. In 1921 [1921] nothing was signed [3, p. 12], they said.¹

A second paragraph tells of the railway and of those who built it, for a long while.¹²

References

1. Karaev, A. (1926). The recent past. Baku: Press.
2. Anna, B. (1999). The border. London: Press, pp. 1-20.
3. Carla, D. (2001). The railway. London: Press.
4. Dora, E. (2002). The treaty. London: Press.
5. Emil, F. (2003). The talks. London: Press.

Notes

[1] Archive of the ministry, file 3.
"""


def test_markers_are_resolved() -> None:
    """Lists, ranges and pages are understood; brackets lead to references, raised numbers to notes."""
    doc = read_text(TEXT)
    found = [
        (doc.text[cite.start : cite.stop], cite.numbers, tuple(doc.text[one.start : one.start + 4] for one in cite.entries), cite.missing)
        for cite in resolve(doc)
    ]  # fmt: skip
    assert found == [
        ("[1]", (1,), ("1. K",), ()),
        ("[2, 4; 5-6]", (2, 4, 5, 6), ("2. A", "4. D", "5. E"), (6,)),
        ("[3, p. 12]", (3,), ("3. C",), ()),
        ("¹", (1,), ("[1] ",), ()),
    ]


def test_a_text_without_entries_has_no_cites() -> None:
    """Brackets alone point nowhere."""
    assert (
        resolve(read_text("The sum was 10⁶ dollars [1], said the minister of trade after the talks.")) == []
    )
