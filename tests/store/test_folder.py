"""Where tables can lie, and what is said where they cannot be written."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from pathlib import Path

import polars as pl
import pytest

from dragoman.model.errors import StudyError
from dragoman.store import Run, Store, delta, doctor
from dragoman.store.folder import check_writable

_NAMES = [
    "with space",
    "мой",
    'ü\'q"x"',
    "h#x?y",
    "100%",
    "a+b;c=d&e",
    "😀",
    "e\u0301",
    "\u202er",
    "{a}*~@!",
]
_Disk = namedtuple("_Disk", "total used free")


@pytest.mark.parametrize("name", _NAMES)
def test_tables_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    """What the library writes as an address (%20) is found again under the folder's own name."""
    store = Store(tmp_path / name / "tables")
    store.path.mkdir(parents=True)
    store.create()
    for event in "ab":
        store.commit(
            Run("data"), {"event_reports": pl.DataFrame({"event_id": [event], "report_id": [event]})}
        )
    assert store.snapshot().scan("event_reports").collect()["event_id"].sort().to_list() == ["a", "b"]
    files = delta.data_files(delta.open_table(store.path, "event_reports"))
    assert len(files) == 2
    assert all(map(os.path.isfile, files))
    assert [check.name for check in doctor(store.path.parent) if not check.ok] == []


@pytest.mark.parametrize("name", ["[2021] papers", "a^b", "a|b", "new\nline", "a%41b"])
def test_a_folder_under_which_tables_are_lost_is_refused(tmp_path: Path, name: str) -> None:
    """The message names the folder and what to do; nothing is made."""
    with pytest.raises(StudyError, match=r"Rename the folder") as refused:
        Store(tmp_path / name / "tables")
    assert repr(name) in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("closed", ["originals", "tables", "tables/runs", "tables/texts/_delta_log"])
def test_a_folder_that_is_read_only_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    """It is the system that is asked, since the right to write depends on who asks."""
    for folder in ("originals", "tables"):
        (tmp_path / folder).mkdir()
    Store(tmp_path / "tables").create()
    check_writable(tmp_path)
    real = os.access

    def access(path: Path, mode: int) -> bool:
        return real(path, mode) and not (mode & os.W_OK and Path(path) == tmp_path / closed)

    monkeypatch.setattr(os, "access", access)
    with pytest.raises(StudyError, match="read only") as refused:
        check_writable(tmp_path)
    assert str(tmp_path / closed) in str(refused.value)


def test_a_full_disk_is_told_before_half_of_the_rows_are_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the batch is there afterwards; the message says how much is missing."""
    rows = pl.DataFrame({"event_id": ["a"], "report_id": ["a"]})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Disk(10_000_000, 9_999_000, 1_000))
    before = store.snapshot().versions
    with pytest.raises(StudyError, match=r"is full: 0\.0 MB are free"):
        store.commit(Run("data"), {"event_reports": rows})
    assert store.snapshot().versions == before
    # A network drive that does not know its size.
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Disk(0, 0, 0))
    store.commit(Run("data"), {"event_reports": rows})
    assert store.snapshot().versions != before


def test_tables_that_may_not_be_looked_into(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another user's study that is closed is no traceback."""

    def closed(path: Path) -> list[str]:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "listdir", closed)
    with pytest.raises(StudyError, match="may not look into"):
        store.snapshot()
