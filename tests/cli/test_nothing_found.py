"""What is said where an answer stays empty: why, and what to do; the result itself stays clean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def study(run: Callable[..., Any], tmp_path: Path) -> Path:
    """Return a study with one report, Turkey to Azerbaijan."""
    (tmp_path / "a.txt").write_text("The Turkish president visited Baku on 5 May 2020.\n", encoding="utf-8")
    run("new", tmp_path / "study")
    assert run("add", tmp_path / "a.txt", "--study", tmp_path / "study").code == 0
    assert run("code", "--study", tmp_path / "study").code == 0
    return tmp_path / "study"


def test_a_study_without_documents_says_so(run: Callable[..., Any], tmp_path: Path) -> None:
    """Before anything was added, reports and code name the next step."""
    run("new", tmp_path / "study")
    for command in ("reports", "code"):
        found = run(command, "--study", tmp_path / "study")
        assert found.code == 0
        assert "No documents are in the study yet: dragoman add FILES" in found.err


def test_documents_without_a_report(run: Callable[..., Any], tmp_path: Path) -> None:
    """What was added and not coded is told apart from what has no report of the kind asked for."""
    (tmp_path / "a.txt").write_text("The lake froze early.\n", encoding="utf-8")
    run("new", tmp_path / "study")
    run("add", tmp_path / "a.txt", "--study", tmp_path / "study")
    for one in ("report", "claim"):
        said = run(f"{one}s", "--study", tmp_path / "study").err
        assert f"No {one} yet; 1 of 1 document not coded: dragoman code." in said
    run("code", "--study", tmp_path / "study")
    said = run("claims", "--study", tmp_path / "study").err
    assert "No claim was found in 1 document; all are coded." in said


def test_no_report_of_that_kind(run: Callable[..., Any], study: Path) -> None:
    """The note stands on standard error only, so that lines and JSON stay what they are."""
    assert "AZE" in run("reports", "--actor", "tur", "--study", study).out
    found = run("reports", "--actor", "GRC", "--study", study)
    assert (found.code, found.out) == (0, "")
    assert "No report matches; the study has 1." in found.err
    assert run("reports", "--actor", "GRC", "--json", "--study", study).out == "[]\n"
    side = run("reports", "--side", "west", "--study", study)
    assert "No document speaks from the side 'west'; sides.tsv names none" in side.err


def test_options_that_cannot_match(run: Callable[..., Any], study: Path) -> None:
    """A language by its name, times that do not meet and an empty text are told before anything is read."""
    for command in (("reports",), ("add", study.parent / "a.txt")):
        found = run(*command, "--language", "turkish", "--study", study)
        assert found.code == 2
        assert "'turkish' is no code of a language" in found.err
    assert run("reports", "--language", "EN", "--study", study).out.count("CONSULT") == 1
    found = run("reports", "--since", "2021", "--until", "2020", "--study", study)
    assert found.code == 2
    assert "--until 2020 lies before --since 2021" in found.err
    assert "--text is empty" in run("explain", "--text", " ").err
    assert "goes with --text" in run("explain", "Turkey met Iran.", "--study", study).err
    assert "cow has no code '9999'" in run("actors", "codes", "cow", "9999").err


def test_reports_into_a_file(run: Callable[..., Any], study: Path, tmp_path: Path) -> None:
    """All columns of what was asked for go into the file, and the line says how many rows."""
    found = run("reports", "--event", "CONSULT", "--study", study, "-o", tmp_path / "r.csv")
    assert found.out == f"1 report: {tmp_path / 'r.csv'}\n"
    assert "actor_code," in (tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()[0]
    both = run("reports", "--json", "--study", study, "-o", tmp_path / "r.csv")
    assert both.code == 2
    assert "--out and --json exclude each other" in both.err
