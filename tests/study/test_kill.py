"""A process that is killed loses nothing that was committed and leaves nothing half done."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest
from benchmarks.fake_coder import FakeCoder, fill

from benchmarks import fake_coder
from dragoman import Study

SCRIPT = Path(fake_coder.__file__)

# Undisturbed, 12 papers in batches of 7 rows make 16 appends: documents, fingerprints, texts, runs of 7
# papers (1-4), the same of 5 (5-8), then claims, mentions, reports, runs of the 7 (9-12) and 5 (13-16).
_DEATHS = [(2, "after"), (8, "before"), (11, "after"), (15, "before")]


def _tables(study: Study) -> dict[str, pl.DataFrame]:
    return {name: getattr(study, name)() for name in ("documents", "reports", "claims", "mentions")}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, papers: Path) -> dict[str, pl.DataFrame]:
    """Return the tables of a run that nobody disturbed."""
    study = Study.create(tmp_path_factory.mktemp("calm") / "study")
    return _tables(study.add(papers).code(FakeCoder()))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_killed_and_repeated_equals_undisturbed(
    tmp_path: Path, papers: Path, undisturbed: dict[str, pl.DataFrame]
) -> None:
    """Killed within and between batches of adding and coding, then repeated: the same tables."""

    def die(place: tuple[int, str]) -> tuple[Study, int]:
        study = Study.create(tmp_path / f"{place[0]}-{place[1]}")
        command = [sys.executable, str(SCRIPT), str(study.path), str(papers), str(place[0]), place[1]]
        return study, subprocess.run(command, check=False, capture_output=True).returncode

    with ThreadPoolExecutor(2) as pool:
        dead = list(pool.map(die, _DEATHS))
    for (study, code), place in zip(dead, _DEATHS, strict=True):
        assert code == -signal.SIGKILL, place
        half = study.reports()
        assert half.height <= undisturbed["reports"].height, place
        fill(study.path, papers, FakeCoder())
        for name, frame in _tables(study).items():
            assert frame.equals(undisturbed[name]), (place, name)
        assert study.verify().is_empty(), place


def test_two_processes_fill_one_study(
    tmp_path: Path, papers: Path, undisturbed: dict[str, pl.DataFrame]
) -> None:
    """Two writers that add and code the same papers at once lose nothing and double nothing."""
    study = Study.create(tmp_path / "study")
    command = [sys.executable, str(SCRIPT), str(study.path), str(papers), "999", "after"]
    writers = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors.decode()
    study.code(FakeCoder())
    for name, frame in _tables(study).items():
        assert frame.equals(undisturbed[name]), name
    assert study.verify().is_empty()
