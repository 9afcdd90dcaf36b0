"""Snapshots that stay, compacting that loses nothing, copies that stand alone, order without clocks."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable

from dragoman.model.errors import InputError, StudyError
from dragoman.store import Run, Snapshot, Store, compact, delta, export, journal
from dragoman.store.schema import schema_of


def _links(*ids: str) -> pl.DataFrame:
    return pl.DataFrame({"event_id": list(ids), "report_id": list(ids)})


def _events(snapshot: Snapshot) -> list[str]:
    return snapshot.scan("event_reports").collect()["event_id"].sort().to_list()


def _put(store: Store, *ids: str) -> str:
    return store.commit(Run("data"), {"event_reports": _links(*ids)})


def test_the_order_of_runs_is_that_of_the_commits_and_not_of_clocks(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A computer whose clock goes back a year writes later batches that still come later."""
    first = _put(store, "a")

    class Back(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2001, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(journal, "datetime", Back)
    second = _put(store, "b")
    runs = store.snapshot().runs
    assert runs["batch_id"].to_list() == [first, second]
    assert runs["committed"][0] - runs["committed"][1] > timedelta(days=365)
    assert runs["sequence"].to_list() == [1, 2]


def test_two_writers_get_different_numbers(store: Store) -> None:
    """Of two writers that rest on one and the same state only one comes next; the other looks again."""
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(lambda n: Store(store.path).commit(Run("data"), {}, problems=[(str(n), "")]), range(12))
        )
    sequence = store.snapshot().runs["sequence"].to_list()
    assert sequence == list(range(1, 13))
    assert delta.latest_version(store.path, "runs") == 12


def test_a_kept_state_stays_and_its_name_is_taken(store: Store) -> None:
    """What comes later does not show; a second snapshot of that name is refused; it is listed."""
    _put(store, "a")
    kept = store.keep("first")
    _put(store, "b")
    assert _events(kept) == _events(store.at("first")) == ["a"]
    assert (kept.name, kept.versions) == ("first", {**kept.versions, **store.at("first").versions})
    assert store.kept()["name"].to_list() == ["first"]
    with pytest.raises(InputError, match="'first' already"):
        store.keep("first")
    with pytest.raises(InputError, match=r"no snapshot 'second'. There are: first\."):
        store.at("second")


@pytest.mark.parametrize("name", ["", "now", "a/b", "../x", ".hidden", "a b", "x" * 101, "-x", "a\n"])
def test_names_that_cannot_be(store: Store, name: str) -> None:
    """A name is a word that is safe in a command line and a file name; 'now' is the present."""
    with pytest.raises(InputError, match="cannot name a snapshot"):
        store.keep(name)


def test_only_one_of_two_keepers_gets_the_name(store: Store) -> None:
    """The name is checked against the very state that the snapshot is written after."""

    def keep(_: int) -> bool:
        try:
            Store(store.path).keep("same")
        except InputError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(keep, range(4))) == 1
    assert store.kept().height == 1


def test_compact_keeps_the_present_and_every_snapshot(store: Store) -> None:
    """Many files become one, old ones go, and snapshot and present still say what they said."""
    for number in range(6):
        _put(store, f"{number}")
    store.keep("half")
    for number in range(6, 9):
        _put(store, f"{number}")
    table = store.path / "event_reports"
    assert delta.file_count(store.path, "event_reports") == 9
    compact(store, files=3, keep_hours=0)
    assert delta.file_count(store.path, "event_reports") == 1
    # The six files that the snapshot needs, and the one that all nine became.
    assert len(list(table.glob("*.parquet"))) == 7
    assert _events(store.snapshot()) == [str(n) for n in range(9)]
    assert _events(store.at("half")) == [str(n) for n in range(6)]
    with pytest.raises(FileNotFoundError):
        pl.scan_delta(DeltaTable(str(table), version=8)).collect()
    done = {one.table: one for one in compact(store, files=3, keep_hours=0)}["event_reports"]
    assert (done.files_before, done.files, done.dropped, done.removed) == (1, 1, 0, 0)


def test_files_that_somebody_may_read_just_now_stay(store: Store) -> None:
    """A reader that opened the tables before compacting goes on reading afterwards."""
    for number in range(5):
        _put(store, f"{number}")
    before = store.snapshot()
    compact(store, files=2)
    assert _events(before) == _events(store.snapshot()) == list("01234")
    assert len(list((store.path / "event_reports").glob("*.parquet"))) == 6


def test_rows_of_dead_processes_fall_away(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a killed process left without its row in runs is taken out of the table."""
    _put(store, "a")
    with monkeypatch.context() as patch:

        def dies(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(delta, "append_in_turn", dies)
        with pytest.raises(KeyboardInterrupt):
            _put(store, "dead")
    assert pl.scan_delta(str(store.path / "event_reports")).collect().height == 2
    done = {one.table: one.dropped for one in compact(store)}
    assert done["event_reports"] == 1
    assert pl.scan_delta(str(store.path / "event_reports")).collect()["event_id"].to_list() == ["a"]
    assert sum(one.dropped for one in compact(store)) == 0


def test_a_writer_that_was_taken_for_dead_writes_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compacting between a batch's rows and its row in runs costs the writer time, not data."""
    in_turn, calls = delta.append_in_turn, []

    def late(folder: Path, table: str, make: object) -> None:
        if not calls:
            calls.append(1)
            compact(store)
        in_turn(folder, table, make)  # type: ignore[arg-type]

    monkeypatch.setattr(delta, "append_in_turn", late)
    batch = _put(store, "slow")
    assert _events(store.snapshot()) == ["slow"]
    assert store.snapshot().runs["kind"].to_list() == ["compact", "data"]
    assert store.snapshot().runs["batch_id"][1] == batch


def test_what_two_writers_both_said_falls_away_once(store: Store) -> None:
    """Of one document added by two batches the last stays, with its text, and snapshots keep both."""
    row = pl.DataFrame({"id": ["d"], "revision": ["r"], "sha256": ["s"], "reader": ["x"], "path": ["p"]})
    text = pl.DataFrame({"id": ["d"], "revision": ["r"], "text": ["words"]})
    for _ in range(2):
        store.commit(Run("add"), {"documents": row, "texts": text}, documents=[("d", "r")])
    found = pl.DataFrame(
        {"id": ["x"], "document_id": ["d"], "coder": ["c"]}, schema_overrides={"id": pl.String}
    )
    for version in ("1", "1", "2"):
        store.commit(
            Run("code", coder="c", coder_version=version, assume="none"),
            {"reports": found},
            documents=[("d", "r")],
        )
    store.keep("both")
    done = {one.table: one.dropped for one in compact(store, keep_hours=0) if one.dropped}
    assert done == {"documents": 1, "texts": 1, "reports": 1}
    for state, copies, reports in ((store.at("both"), 2, 3), (store.snapshot(), 1, 2)):
        assert state.scan("documents").collect().height == copies
        assert state.scan("reports").collect().height == reports
        assert state.text_rows(state.documents)["text"].to_list() == ["words"]
        assert state.current("reports").collect().height == 1
        assert state.coded["coder_version"].to_list() == ["2"]


def test_writers_and_readers_go_on_while_compacting(store: Store) -> None:
    """Appends, reads and compacting at once: no error, no row lost, no half batch."""
    stop, errors, sizes = threading.Event(), [], set()

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
        writing = pool.submit(lambda: [_put(store, f"{n}", f"{n}x") for n in range(12)])
        while not writing.done():
            compact(store, files=2)
        writing.result()
    stop.set()
    reader.join()
    assert errors == []
    assert sizes == {2}
    assert len(_events(store.snapshot())) == 24


def test_a_copy_needs_nothing_of_the_original(store: Store, tmp_path: Path) -> None:
    """A copied snapshot reads without the original, has its earlier snapshots and can be written to."""
    _put(store, "a")
    store.keep("one")
    _put(store, "b")
    compact(store, files=1, keep_hours=0)
    two = store.keep("two")
    _put(store, "c")
    export(store, two, tmp_path / "copy")
    export(store, store.snapshot(), tmp_path / "present")
    store.path.rename(tmp_path / "gone")
    copy = Store(tmp_path / "copy")
    assert _events(copy.snapshot()) == ["a", "b"]
    assert copy.kept()["name"].to_list() == ["one", "two"]
    assert _events(copy.at("one")) == ["a"]
    _put(copy, "d")
    assert _events(copy.snapshot()) == ["a", "b", "d"]
    assert _events(Store(tmp_path / "present").snapshot()) == ["a", "b", "c"]
    settings = DeltaTable(str(copy.path / "runs")).metadata().configuration
    assert settings["delta.deletedFileRetentionDuration"] == "interval 36500 days"


def test_rows_from_before_there_was_an_order_come_first(store: Store) -> None:
    """Runs of an older release are sorted by their times, before all that have a number."""
    times = [datetime(2020, 1, 2, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)]
    old = pl.DataFrame(
        {"batch_id": ["late", "early"], "kind": ["data", "data"], "committed": times},
        schema_overrides={"committed": schema_of("runs")["committed"]},
    )
    delta.append(store.path, "runs", old)
    new = _put(store, "a")
    assert store.snapshot().batches.to_list() == ["early", "late", new]
