"""The command ``dragoman import``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dragoman.cli.main import cli
from dragoman.datasets import datasets


def run(*args: object) -> Any:
    """Run a command."""
    return CliRunner().invoke(cli, [str(arg) for arg in args], standalone_mode=False)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Return the folder of an empty study."""
    run("new", tmp_path / "study")
    return tmp_path / "study"


def test_list() -> None:
    """Every dataset is listed with table, files and licence."""
    listed = json.loads(run("import", "--list", "--json").stdout)
    assert [one["name"] for one in listed] == [*datasets(), "csv"]
    assert all(one["licence"] and one["files"] for one in listed)
    assert run("import", "--list").stdout.count("\n") == len(listed)


def test_import(study: Path, tmp_path: Path) -> None:
    """Rows are taken, refused rows named on standard error with an exit code of their own."""
    path = tmp_path / "mid.csv"
    path.write_text("dispnum,ccode1,ccode2,year\n1,640,371,1992\n2,640,371,x\n", encoding="utf-8")
    done = run("import", "cow-mid", path, "--study", study)
    assert done.return_value == 1
    assert "2 rows in 1 file; 1 taken, 1 refused" in done.stdout
    assert "line 3: x is no year" in done.stderr
    again = json.loads(run("import", "cow-mid", path, "--study", study, "--json").stdout)
    assert (again["rows"], again["passed_over"]) == (0, [str(path)])


def test_without_arguments() -> None:
    """Without files the command says what it needs."""
    assert "dragoman import gdelt FILE" in str(run("import", "gdelt").exception)
