"""A study's own actors on the command line: one rule for coding, streams, explaining and resolving."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.actors.own import COLUMNS
from dragoman.study import Study

Run = Callable[..., Any]
_HEADER = "\t".join(COLUMNS) + "\n"
_TEXT = "The Turan Brigade attacked Armenia on 3 May 1993."
_LINE = json.dumps({"id": 1, "text": _TEXT}).encode()
_GIVEN = json.dumps({"id": 1, "text": _TEXT, "given": {"actor": [[0, 17]], "recipient": [[27, 34]]}}).encode()


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Return a study with a brigade of its own, and a document that speaks of it."""
    folder = tmp_path / "study"
    Study.create(folder, name="own")
    (folder / "actors.tsv").write_text(
        _HEADER + "en\tTuran Brigade\tgroup\tTUR\t1968\t\tPRM\n", encoding="utf-8"
    )
    (tmp_path / "text.txt").write_text(_TEXT, encoding="utf-8")
    return folder


def _actors(out: str) -> list[tuple[str | None, str | None]]:
    """Return code and sector of the actors in an answer of the stream."""
    [report] = json.loads(out)["reports"]
    return [(one["code"], one["sector"]) for one in report["actor"]]


@pytest.mark.parametrize("line", [_LINE, _GIVEN], ids=["whole", "given"])
def test_a_stream_in_a_study_knows_its_actors(run: Run, study: Path, line: bytes) -> None:
    """``code -`` reads actors.tsv of the study, for whole texts and for given dyads, and nothing outside."""
    assert _actors(run("code", "-", "--study", study, stdin=line).out) == [("TUR", "PRM")]
    assert _actors(run("--study", study, "code", "-", stdin=line).out) == [("TUR", "PRM")]
    assert ("TUR", "PRM") not in _outside(run("code", "-", "--study", study.parent, stdin=line).out)
    table = study / "actors.tsv"
    given = run("code", "-", "--study", study.parent, "--actors", table, stdin=line)
    assert _actors(given.out) == [("TUR", "PRM")]


def _outside(out: str) -> list[tuple[str | None, str | None]]:
    return [(a["code"], a["sector"]) for report in json.loads(out)["reports"] for a in report["actor"]]


def test_names_resolve_in_a_study(run: Run, study: Path) -> None:
    """``actors resolve`` reads the table of the study that it runs in, one name or a stream."""
    told = json.loads(
        run("--study", study, "actors", "resolve", "Turan Brigade", "--on", "1990", "--json").out
    )
    assert told["actor"]["code"] == "TUR"
    line = json.dumps({"id": 1, "text": "Turan Brigade", "on": "1990"}).encode()
    assert json.loads(run("--study", study, "actors", "resolve", "-", stdin=line).out)["code"] == "TUR"
    assert json.loads(run("actors", "resolve", "-", stdin=line).out)["code"] is None


def test_texts_are_explained_with_them(run: Run, study: Path) -> None:
    """``explain --text`` reads the table of the study, or the one that is given."""
    for place in (("--study", study), ("--study", study.parent, "--actors", study / "actors.tsv")):
        found = json.loads(run("explain", "--text", _TEXT, "--language", "en", "--json", *place).out)
        codes = {means["code"] for made in found for group in made["groups"] for means in group["means"]}
        assert "TUR" in codes
    found = json.loads(run("explain", "--text", _TEXT, "--language", "en", "--json").out)
    assert "TUR" not in {m["code"] for made in found for group in made["groups"] for m in group["means"]}


def test_a_report_is_explained_with_the_actors_of_its_study(run: Run, study: Path) -> None:
    """``explain REPORT`` finds what the study found; where the table changed since, it says so."""
    opened = Study.open(study).add(study.parent / "text.txt").code()
    [report] = opened.reports()["id"].to_list()
    told = run("explain", report, "--study", study, "--json")
    assert told.err == ""
    verdicts = [v["report"] for made in json.loads(told.out) for v in made["verdicts"]]
    assert [(a["code"], a["sector"]) for a in verdicts[0]["actor"]] == [("TUR", "PRM")]
    with (study / "actors.tsv").open("a", encoding="utf-8") as table:
        table.write("en\tTuran Band\tgroup\tTUR\n")
    assert "explained with the actors.tsv of version" in run("explain", report, "--study", study).err
    (study / "actors.tsv").unlink()
    assert "explained with no actors.tsv" in run("explain", report, "--study", study).err


def test_bad_rows_are_told_first(run: Run, study: Path) -> None:
    """A row that cannot be used stops each of the commands with its line, before any answer."""
    (study / "actors.tsv").write_text(_HEADER + "en\tTuran Brigade\tarmy\tTUR\n", encoding="utf-8")
    for call in (("code", "-"), ("explain", "--text", _TEXT), ("actors", "resolve", "-")):
        told = run("--study", study, *call, stdin=_LINE)
        assert told.code != 0
        assert "line 2: 'army' is no kind of name" in told.err
        assert told.out == ""


def test_a_table_goes_only_where_it_is_read(run: Run, study: Path) -> None:
    """Coding a study and explaining its reports take no other table than its own."""
    table = study / "actors.tsv"
    assert "--actors goes with -" in run("code", "--study", study, "--actors", table).err
    assert "--actors goes with --text" in run("explain", "abc", "--study", study, "--actors", table).err
