"""A study that is moved, closed or damaged, and folders with nothing in them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman import Study
from dragoman.cli.output import harmless


def test_a_study_goes_on_where_it_was_moved_to(run: Callable[..., Any], study: Path, tmp_path: Path) -> None:
    """Reports, snapshots and texts are found under the new name, and more is added there."""
    assert run("snapshot", "base", "--study", study).code == 0
    told = run("reports", "--study", study).out
    moved = tmp_path / "мои papers #1" / "the 'study' 100%"
    moved.parent.mkdir()
    study.rename(moved)
    assert run("reports", "--study", moved, "--as-of", "base").out == told != ""
    paper = tmp_path / "new paper.txt"
    paper.write_text("On 22 September 1980 Iraq invaded Iran.", encoding="utf-8")
    assert run("add", paper, "--study", moved).out.startswith("1 document added")
    assert run("code", "--study", moved).code == 0
    assert "Iraq invaded Iran" in run("reports", "--study", moved).out
    assert run("doctor", "--study", moved).code == 0
    copy = tmp_path / "copy (1)"
    assert run("snapshot", "--export", copy, "--study", moved).code == 0
    assert run("reports", "--study", copy).out == run("reports", "--study", moved).out


def test_a_study_that_is_read_only_can_be_read(
    run: Callable[..., Any], study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What reads goes on; what writes says that it may not, before the tables' library does."""
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: real(path, mode) and not mode & os.W_OK)
    assert run("reports", "--study", study).code == 0
    assert run("dossier", "TUR", "AZE", "--study", study, "-o", tmp_path / "d.html").code == 0
    paper = tmp_path / "a.txt"
    paper.write_text("Iran invaded Iraq in 1980.", encoding="utf-8")
    for command in (
        ("add", paper),
        ("code",),
        ("snapshot", "a"),
        ("compact",),
        ("import", "gdelt", tmp_path),
    ):
        result = run(*command, "--study", study)
        assert result.code == 3, command
        assert "read only" in result.err
        assert "snapshot --export" in result.err
    assert len(Study.open(study).documents()) == 1


def test_files_of_the_tables_that_are_gone(run: Callable[..., Any], study: Path) -> None:
    """The message says what is missing; ``doctor`` says it among the rest."""
    for part in (study / "tables" / "reports").glob("*.parquet"):
        part.unlink()
    result = run("reports", "--study", study)
    assert result.code == 3
    assert "restore it from a copy" in result.err
    assert "Traceback" not in result.err
    checked = run("doctor", "--study", study)
    assert checked.code == 1
    assert "BAD  study: " in checked.out


def test_a_folder_without_files_says_so(run: Callable[..., Any], study: Path, tmp_path: Path) -> None:
    """An empty folder, or one of hidden files, is told from one that was added before."""
    empty = tmp_path / "empty"
    (empty / "deeper").mkdir(parents=True)
    (empty / ".hidden.txt").write_text("x", encoding="utf-8")
    result = run("add", empty, "--study", study)
    assert result.code == 0
    assert f"no file to be read in {empty}" in result.err


def test_signs_that_steer_a_terminal_are_written_out() -> None:
    """Escapes and signs that turn the line round; letters of all scripts and line breaks stay."""
    assert harmless("a\x1b[31mb\u202ec\n\tд\u200dعا") == "a\\x1b[31mb\\u202ec\n\tд\u200dعا"
