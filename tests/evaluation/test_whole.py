"""The notation of whole documents: what is read, and what is said of a line that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.evaluation import GoldRow, read_gold
from dragoman.evaluation.answers import answer_all
from dragoman.evaluation.browse import browse
from dragoman.model import Document
from dragoman.model.errors import InputError

TEXT = """# language: en
# A comment.

=== quarrel | published=1998-05-12
## A quarrel
Iran condemned Turkey's attack yesterday.
> ACCUSE | IRN>TUR | - | 1998-05-11 | -
Ties between Turkey and Iran cooled.
> claim apart | TUR=IRN | - | -

Nobody answered.

=== second
Peru and Chile signed a pact.
> SUPPORT | PER=CHL | - | - | -
"""


def _read(tmp_path: Path, text: str) -> list[GoldRow]:
    path = tmp_path / "documents-en.txt"
    path.write_text(text, encoding="utf-8")
    return list(read_gold(path).rows)


def test_documents(tmp_path: Path) -> None:
    """Sentences stand where the document has them; gold is that of the sentence above."""
    rows = _read(tmp_path, TEXT)
    assert [row.id for row in rows] == [f"documents-en.txt:{n}" for n in (6, 8, 11, 14)]
    assert [[event.event for event in row.events] for row in rows] == [["ACCUSE"], [], [], ["SUPPORT"]]
    assert [[claim.event for claim in row.claims] for row in rows] == [[], ["apart"], [], []]
    assert [row.no_event for row in rows] == [False, True, True, False]
    first, second = rows[0].document, rows[3].document
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert all(first.text[row.start :].startswith(row.text) for row in rows[:3])
    assert [block.kind for block in first.blocks] == ["heading", "paragraph", "paragraph"]
    assert [first.text[b.start : b.stop] for b in first.blocks][2] == "Nobody answered."
    assert str(first.published) == "1998-05-12"
    assert second.published is None


def test_answers_come_from_the_document(tmp_path: Path) -> None:
    """A sentence is answered where it stands, and errors of a kind can be shown."""
    rows = _read(
        tmp_path, TEXT.replace("Nobody answered.", "Ankara recalled its ambassador from that country.")
    )
    answers, _ = answer_all(rows)
    assert [report.date for report in answers[0].reports] == ["1998-05-11"]
    assert [claim.direction for claim in answers[1].claims] == ["apart"]
    assert browse("documents-en.txt", answers, "date", coder=RuleCoder()) == []
    wrong = _read(tmp_path, TEXT.replace("| 1998-05-11", "| 1998-05-10"))
    (mistake,) = browse("documents-en.txt", answer_all(wrong)[0], "date", coder=RuleCoder())
    assert "on 1998-05-10" in mistake.gold[0]
    assert "on 1998-05-11" in mistake.answer[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("> ACCUSE | IRN>TUR | - | -", "4 fields"),
        ("> claim warmer | IRN=TUR | - | -", "'warmer' is no direction"),
        ("> claim apart | IRN>TUR | - | -", "no recipient"),
        ("> FOO | IRN>TUR | - | - | -", "FOO"),
        ("> ACCUSE | XXQ>TUR | - | - | -", "'XXQ'"),
        ("> ACCUSE | IRN>TUR | - | 12 May | -", "12 May"),
        ("=== ", "begins with"),
        ("=== quarrel", "of this id"),
        ("=== third | published=12.5.1998", "12.5.1998"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    """File and line, and what is the matter."""
    with pytest.raises(InputError, match=r"documents-en\.txt:16: ") as error:
        _read(tmp_path, TEXT + line + "\n")
    assert said in str(error.value)


def test_gold_without_a_sentence(tmp_path: Path) -> None:
    """After an empty line or a heading there is no sentence that it could belong to."""
    bad = TEXT.replace("Nobody answered.\n", "> ACCUSE | IRN>TUR | - | - | -\n")
    with pytest.raises(InputError, match=r":11: no sentence stands right above"):
        _read(tmp_path, bad)
    with pytest.raises(InputError, match="no language yet"):
        _read(tmp_path, TEXT.replace("# language: en\n", ""))
