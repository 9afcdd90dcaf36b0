"""A study's own table of actors: read, checked line by line, and taken before ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.actors import LANGUAGES, registry, resolve, resolve_phrase, scanner
from dragoman.actors.own import COLUMNS, read_own
from dragoman.coding.rules import RuleCoder
from dragoman.documents import read_text
from dragoman.model.errors import ActorError

_HEADER = "\t".join(COLUMNS) + "\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table with a group of Turkey, a name of ours with another meaning, and a land."""
    path = tmp_path / "actors.tsv"
    path.write_text(
        _HEADER
        + "en\tTuran Brigade\tgroup\tTUR\t1968\t\tPRM\n"
        + "tr\tTuran Tugayı\tgroup\tTUR\t1968\t\tPRM\n"
        + "en\tBaku\tseat\tgeorgia\n"
        + "en\tThe Straits\tplace\t@turkey\n",
        encoding="utf-8",
    )
    return path


def test_own_names_are_found(table: Path) -> None:
    """A name of the study has the code of its entity on the date and the sector of its row."""
    wolves = resolve("Turan Brigade", on="1978", own=table).actor
    assert wolves is not None
    assert (wolves.code, wolves.sector, wolves.entity) == ("TUR", "PRM", "turkey")
    straits = resolve("The Straits", on="1910", own=table).actor
    assert straits is not None
    assert straits.entity == "ottoman"
    leader = resolve_phrase("Turan Brigade members", "1978", own=table).actor
    assert leader is not None
    assert leader.sector == "PRM"
    assert resolve("Turan Brigade", on="1978").actor is None


def test_own_names_take_the_place_of_ours(table: Path) -> None:
    """Where a name is also ours, the study's row counts, and only in that study."""
    theirs, ours = resolve("Baku", on="2000", own=table).actor, resolve("Baku", on="2000").actor
    assert theirs is not None
    assert ours is not None
    assert (theirs.code, ours.code) == ("GEO", "AZE")


def test_bad_rows_are_named_by_line(tmp_path: Path) -> None:
    """All rows that cannot be used are refused together, each with its line and what is wrong."""
    path = tmp_path / "actors.tsv"
    path.write_text(
        _HEADER
        + "xx\tFoo\tgroup\tTUR\n"
        + "en\t\tgroup\tTUR\n"
        + "en\tBar\tthing\tTUR\n"
        + "en\tBaz\tgroup\tnobody\n"
        + "en\tQux\tgroup\tTUR\t1990\t1980\n"
        + "en\tQuux\tgroup\tTUR\tMay 1990\n"
        + "en\tCorge\tgroup\tTUR\t\t\trebels\n"
        + "en\tFine\tgroup\tTUR\n",
        encoding="utf-8",
    )
    with pytest.raises(ActorError) as caught:
        read_own(path, LANGUAGES)
    text = str(caught.value)
    assert "7 rows" in text
    for number in range(2, 9):
        assert f"line {number}: " in text
    assert "line 9" not in text


def test_wrong_header_and_no_file(tmp_path: Path) -> None:
    """A table with another header, or none, is refused with its path."""
    path = tmp_path / "actors.tsv"
    path.write_text("name\tcode\nFoo\tTUR\n", encoding="utf-8")
    with pytest.raises(ActorError, match=r"actors\.tsv, line 1"):
        read_own(path, LANGUAGES)
    with pytest.raises(ActorError, match="cannot be read"):
        read_own(tmp_path / "none.tsv", LANGUAGES)


def test_the_coder_reads_the_table(table: Path) -> None:
    """A coder with the table codes the study's names and has another version than without."""
    doc = read_text("The Turan Brigade attacked Armenian villages on 9 May 1978.", language="en")
    with_table, without = RuleCoder(actors=table), RuleCoder()
    codes = [p.code for r in with_table.code(doc).reports for p in r.actor]
    assert "TUR" in codes
    assert with_table.version != without.version
    assert "own actors" in with_table.parts
    assert scanner("en", "", table).registry is registry("", table)


def test_a_name_may_be_written_with_our_signs(tmp_path: Path) -> None:
    """Braces and stars that mark no letters that drop out and no inflected word belong to the name."""
    path = tmp_path / "actors.tsv"
    names = ("Norland {South}", "Union {{7}}", "Free*Land")
    path.write_text(_HEADER + "".join(f"en\t{name}\tstate\tTUR\n" for name in names), encoding="utf-8")
    found = [resolve(name, on="1978", own=path).actor for name in names]
    assert [one and one.code for one in found] == ["TUR"] * 3
