"""Markdown files."""

from __future__ import annotations

from pathlib import Path

from dragoman.documents import read

TEXT = """---
title: "A treaty"
author: Anna Example
date: 2021-07-28
---
# The *border*

Country A **signed** a [treaty](https://example.org/a_(b)) with Country B[^1].
It goes on here, snake_case_word included.

Trade
-----

- First point
- Second point
  goes on

> Quoted words
> of a letter

| a | b |
|---|---|
| 1 | 2 |

```
code
```

[^1]: The note.

## References

1. Example, A. (2001). A book. Some Press.
"""


def test_marks_become_structure(tmp_path: Path) -> None:
    """Headings, lists, quotes, tables, notes and code are blocks, and their marks are gone."""
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    doc = read(path)
    blocks = [(block.kind, block.level, doc.text[block.start : block.stop]) for block in doc.blocks]
    assert blocks == [
        ("title", 0, "The border"),
        (
            "paragraph",
            0,
            "Country A signed a treaty with Country B[1].\nIt goes on here, snake_case_word included.",
        ),
        ("heading", 2, "Trade"),
        ("item", 0, "First point"),
        ("item", 0, "Second point\ngoes on"),
        ("quote", 0, "Quoted words\nof a letter"),
        ("table", 0, "a\tb\n1\t2"),
        ("note", 0, "code"),
        ("note", 0, "[1] The note."),
        ("heading", 2, "References"),
        ("reference", 0, "1. Example, A. (2001). A book. Some Press."),
    ]
    assert (doc.title, doc.author, str(doc.published)) == ("A treaty", "Anna Example", "2021-07-28")
    assert doc.format == "md"
