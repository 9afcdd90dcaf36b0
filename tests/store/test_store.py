"""Batches on disk: whole or not at all, whoever else writes and reads."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable

from dragoman.model.errors import SchemaError, StudyError
from dragoman.model.tables import TABLES, Column
from dragoman.store import Batches, Run, Store, delta, doctor
from dragoman.store.schema import empty, schema_of


def _links(*ids: str) -> pl.DataFrame:
    return pl.DataFrame({"event_id": list(ids), "report_id": list(ids)})


def _seen(store: Store) -> list[str]:
    return store.snapshot().scan("event_reports").collect()["event_id"].sort().to_list()


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_is_made_with_its_schema_and_keeps_its_past(store: Store, table: str) -> None:
    """Columns and types come back from disk as described; old versions stay for a hundred years."""
    opened = DeltaTable(str(store.path / table))
    assert dict(pl.scan_delta(opened).collect_schema()) == dict(schema_of(table))
    settings = opened.metadata().configuration
    assert settings["delta.logRetentionDuration"] == "interval 36500 days"
    assert settings["delta.deletedFileRetentionDuration"] == "interval 36500 days"
    assert store.snapshot().versions[table] == 0
    description = TABLES[table]
    assert {*description.key, *description.order, *description.skip} <= set(description.names)


def test_a_batch_is_seen_once_it_is_in_runs(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of a batch whose last commit never came are not there."""
    store.commit(Run("data"), {"event_reports": _links("a", "b")})

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(delta, "append_in_turn", dies)
    with pytest.raises(KeyboardInterrupt):
        store.commit(Run("data"), {"event_reports": _links("c")})
    assert pl.scan_delta(str(store.path / "event_reports")).collect().height == 3
    assert _seen(store) == ["a", "b"]


def test_a_snapshot_stays_as_it_was(store: Store) -> None:
    """What is committed later does not show in an earlier snapshot, even when it is read later."""
    store.commit(Run("data"), {"event_reports": _links("a")})
    before = store.snapshot()
    store.commit(Run("data"), {"event_reports": _links("b")})
    assert before.scan("event_reports").collect()["event_id"].to_list() == ["a"]
    assert before.runs.height == 1
    assert _seen(store) == ["a", "b"]


def test_two_writers_lose_nothing_and_readers_see_whole_batches(store: Store) -> None:
    """Sixteen commits from two writers all arrive; a reader meanwhile meets no error and no half batch."""
    stop, sizes, errors = threading.Event(), set(), []

    def write(name: str) -> None:
        for number in range(8):
            Store(store.path).commit(
                Run("data"), {"event_reports": _links(f"{name}{number}", f"{name}{number}x")}
            )

    def read() -> None:
        while not stop.is_set():
            try:
                rows = Store(store.path).snapshot().scan("event_reports").collect()
                sizes.update(rows.group_by("batch_id").len()["len"])
            except (StudyError, OSError, pl.exceptions.PolarsError) as error:  # pragma: no cover
                errors.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, "ab"))
    stop.set()
    reader.join()
    assert errors == []
    assert sizes == {2}
    assert len(_seen(store)) == 32
    assert store.snapshot().runs["batch_id"].n_unique() == 16


def test_batches_gather_rows_and_seconds(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit comes when enough rows are there, when time is up, when texts weigh much, and at the end."""
    now = [0.0]
    monkeypatch.setattr("dragoman.store.batch.time.monotonic", lambda: now[0])

    def commits() -> int:
        return store.snapshot().runs.height

    with Batches(store, Run("data"), rows=3, seconds=30, characters=100) as batches:
        batches.add({"event_reports": _links("a", "b")})
        assert commits() == 0
        batches.add({"event_reports": _links("c")})
        assert commits() == 1
        now[0] = 30.0
        batches.add({"event_reports": _links("d")})
        assert commits() == 2
        batches.add({"event_reports": _links("e")}, characters=100)
        assert commits() == 3
        batches.add({"event_reports": [{"event_id": "f", "report_id": "f"}]}, problems=[("p", "m")])
    assert commits() == 4
    assert _seen(store) == list("abcdef")
    assert store.snapshot().runs["problems"].to_list()[-1] == [{"path": "p", "message": "m"}]


def test_a_batch_with_an_error_is_not_written(store: Store) -> None:
    """What has gathered when an error comes is left for the next run."""
    with pytest.raises(ValueError), Batches(store, Run("data")) as batches:  # noqa: PT012
        batches.add({"event_reports": _links("a")})
        raise ValueError
    assert _seen(store) == []
    assert store.snapshot().runs.is_empty()


def test_rows_that_do_not_fit_are_refused(store: Store) -> None:
    """A surplus column and a wrong type are named; nothing is cast into another meaning."""
    with pytest.raises(SchemaError, match="no column 'colour'"):
        store.commit(Run("data"), {"event_reports": pl.DataFrame({"event_id": ["a"], "colour": ["red"]})})
    with pytest.raises(SchemaError, match="wrong type"):
        store.commit(Run("data"), {"event_reports": pl.DataFrame({"score": ["much"]})})
    assert _seen(store) == []


def test_an_older_table_gets_its_new_column(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old rows are read with null in it, the first write adds it, and an older release refuses then."""
    store.commit(Run("data"), {"event_reports": _links("a")})
    old = TABLES["event_reports"]
    new = replace(old, columns=(*old.columns, Column("weight", "float", since=2)))
    monkeypatch.setitem(TABLES, "event_reports", new)
    assert store.snapshot().scan("event_reports").collect()["weight"].to_list() == [None]
    store.commit(Run("data"), {"event_reports": _links("b").with_columns(weight=pl.lit(0.5))})
    rows = store.snapshot().scan("event_reports").sort("event_id").collect()
    assert rows["weight"].to_list() == [None, 0.5]
    monkeypatch.setitem(TABLES, "event_reports", old)
    with pytest.raises(SchemaError, match="schema version 2"):
        store.snapshot().scan("event_reports")


def test_missing_tables_are_empty_and_come_with_the_first_row(tmp_path: Path) -> None:
    """A study made by an older release lacks tables; reading and writing both work."""
    store = Store(tmp_path / "tables")
    assert store.snapshot().runs.is_empty()
    assert store.snapshot().scan("votes").collect().schema == empty("votes", batch=True).schema
    store.commit(Run("data"), {"event_reports": _links("a")})
    assert _seen(store) == ["a"]


def test_a_damaged_table_says_so(store: Store) -> None:
    """A log that was cut by hand is named with what to do."""
    store.commit(Run("data"), {"event_reports": _links("a")})
    log = store.path / "event_reports" / "_delta_log" / "00000000000000000000.json"
    log.write_text(json.dumps({"x": 1}))
    with pytest.raises(StudyError, match=r"'event_reports'.*cannot be opened"):
        _seen(store)


def test_doctor_races_on_this_disk_and_leaves_nothing(tmp_path: Path) -> None:
    """On a local disk both checks hold, and the folder is clean afterwards."""
    checks = doctor(tmp_path)
    assert [(check.name, check.ok) for check in checks] == [("write", True), ("race", True)]
    assert list(tmp_path.iterdir()) == []
    missing = doctor(tmp_path / "nowhere")
    assert [(check.name, check.ok) for check in missing] == [("write", False)]
