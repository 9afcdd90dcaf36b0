"""Running the command line inside the test process."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.cli.main import main


class Result(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Return a function that runs ``dragoman`` with arguments and standard input."""

    def call(*args: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
        sys.stdout.flush()
        out, err = capfd.readouterr()
        code = ended.value.code
        return Result(code if isinstance(code, int) else 1, out, err)

    return call


@pytest.fixture
def study(run: Callable[..., Result], tmp_path: Path) -> Path:
    """Return a study with one coded document."""
    source = tmp_path / "note.txt"
    source.write_text("On 9 November 1991 Turkey recognised Azerbaijan.", encoding="utf-8")
    place = tmp_path / "study"
    assert run("new", place).code == 0
    assert run("add", source, "--study", place, "--published", "1993").code == 0
    assert run("code", "--study", place).code == 0
    return place
