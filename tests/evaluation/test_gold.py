"""Reading gold files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluation.gold import find_gold, read_gold
from dragoman.model.errors import InputError

_ROW = {"id": "1", "text": "One.", "language": "en", "scheme": "plover15", "events": []}


def test_lines_end_at_newline_only(gold_file: Callable[..., Path]) -> None:
    """A line separator inside a text does not cut its row."""
    gold = read_gold(gold_file([{**_ROW, "text": "One.\u2028Two."}, _ROW]))
    assert [row.text for row in gold.rows] == ["One.\u2028Two.", "One."]


def test_both_schemes_know_their_classes(gold_file: Callable[..., Path]) -> None:
    """The scheme of 15 classes takes YIELD and what it is made of; the scheme of 16 has no YIELD."""
    events = [{"event": name} for name in ("YIELD", "CONCEDE", "RETREAT")]
    assert len(read_gold(gold_file([{**_ROW, "events": events}])).rows[0].events) == 3
    with pytest.raises(InputError, match=r"own\.jsonl:1.*YIELD"):
        read_gold(gold_file([{**_ROW, "scheme": "plover", "events": [{"event": "YIELD"}]}]))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"scheme": "icews"}, "scheme 'icews'"),
        ({"events": [{"event": "MEET"}]}, "MEET"),
        ({"events": [{"event": "CONSULT", "date": "12.5.1992"}]}, "1992"),
        ({"events": [{"event": "CONSULT", "aux": "negated"}]}, "aux 'negated' is not known.*negation"),
        ({"events": [{"event": "CONSULT", "aux": ["future", "past"]}]}, "aux 'past'"),
        ({"given": {"actor": [[0, 99]]}}, "outside its text"),
        ({"given": {"actor": [[0]]}}, "another shape"),
        ({"start": "first"}, "another shape"),
        ({"text": None}, "another shape"),
    ],
)
def test_bad_rows_are_named(gold_file: Callable[..., Path], change: dict[str, Any], said: str) -> None:
    """A row that cannot be used is named by file and line."""
    with pytest.raises(InputError, match=said) as caught:
        read_gold(gold_file([_ROW, {**_ROW, **change}]))
    assert "own.jsonl:2" in str(caught.value)


def test_a_row_without_a_key_says_which(gold_file: Callable[..., Path]) -> None:
    """There is no default language or scheme."""
    with pytest.raises(InputError, match=r"lacks 'language'.*id, text, language, scheme and events"):
        read_gold(gold_file([{key: value for key, value in _ROW.items() if key != "language"}]))


def test_documents_that_are_not_there_are_counted(gold_file: Callable[..., Path]) -> None:
    """A row names its document; where it does not lie there the row is used alone, and that is told."""
    rows = [{**_ROW, "document": name} for name in ("gone.txt", "there.txt", "gone.txt")]
    path = gold_file([*rows, _ROW])
    (path.parent / "there.txt").write_text("One.", encoding="utf-8")
    gold = read_gold(path)
    assert gold.missing == {path.parent / "gone.txt": 2}
    assert [row.document for row in gold.rows] == [None, path.parent / "there.txt", None, None]


def test_gold_is_found_by_environment_or_path(
    gold_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without paths the shared folder is searched; a named path must exist."""
    path = gold_file([_ROW])
    (tmp_path / "gold").mkdir()
    monkeypatch.setenv("DRAGOMAN_SHARED", str(tmp_path))
    assert find_gold() == []
    path.rename(tmp_path / "gold" / "own.jsonl")
    assert find_gold() == [tmp_path / "gold" / "own.jsonl"] == find_gold([tmp_path / "gold"])
    with pytest.raises(InputError, match="no such file"):
        find_gold([tmp_path / "absent.jsonl"])
