"""Hints where a text is: they save time, and nothing rests on them."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from dragoman.store import Run, Snapshot, Store, compact, delta, places
from dragoman.store.schema import schema_of


def _id(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:20]


def _put(store: Store, *names: str) -> str:
    ids = [_id(name) for name in names]
    frames = {
        "documents": pl.DataFrame({"id": ids, "revision": ids}),
        "texts": pl.DataFrame({"id": ids, "revision": ids, "text": [f"text of {name}" for name in names]}),
    }
    return store.commit(Run("add"), frames)


def _found(store: Store, *names: str) -> list[str | None]:
    snapshot = store.snapshot()
    return [snapshot.text(_id(name)) for name in names]


def _hints(store: Store) -> list[Path]:
    return sorted((store.path / "_places").iterdir())


@pytest.fixture
def no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forbid the search through ``documents``."""
    whole = Snapshot._all

    def only_others(self: Snapshot, table: str, **which: str | None) -> pl.LazyFrame:
        assert table != "documents"
        return whole(self, table, **which)

    monkeypatch.setattr(Snapshot, "_all", only_others)


@pytest.mark.usefixtures("no_search")
def test_a_text_is_found_without_a_search(store: Store) -> None:
    """The batch that the hint names is the only one looked into."""
    names = [str(number) for number in range(300)]
    for start in range(0, 300, 60):
        _put(store, *names[start : start + 60])
    assert _found(store, *names[::37]) == [f"text of {name}" for name in names[::37]]


@pytest.mark.usefixtures("no_search")
def test_a_text_is_found_without_opening_a_table(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint names the file and the commit; one line of the log proves the batch complete."""
    for name in "abc":
        _put(store, name)
    monkeypatch.setattr(delta, "open_table", lambda *_, **__: pytest.fail("a table was opened"))
    assert _found(store, *"abc") == ["text of a", "text of b", "text of c"]


@pytest.mark.parametrize("wrong", [{"commit": 1}, {"commit": 999}, {"commit": None}, {"file": _id("x") * 2}])
def test_a_hint_that_names_another_commit_or_file_misleads_nobody(
    store: Store, wrong: dict[str, int | str | None]
) -> None:
    """Then the tables are opened."""
    batches = [_put(store, name) for name in "abc"]
    for path in _hints(store):
        path.unlink()
    for name, batch in zip("abc", batches, strict=True):
        places.note(store.path, places.Place(batch)._replace(**wrong), [_id(name)])
    assert _found(store, *"abc") == ["text of a", "text of b", "text of c"]


def test_a_file_that_is_gone_from_the_disk_is_no_fault(store: Store) -> None:
    """Where compact wrote the texts anew and took the old files away, the batch leads to the new one."""
    for name in "abc":
        _put(store, name)
    hints = {path: path.read_bytes() for path in _hints(store)}
    compact(store, files=2, keep_hours=0)
    for path, content in hints.items():
        path.write_bytes(content)
    assert _found(store, *"abc") == ["text of a", "text of b", "text of c"]


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:47])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _lying(path: Path) -> None:
    path.write_bytes(bytes.fromhex(_id("a") + "0" * 72 + _id("b") + "f" * 72))


@pytest.mark.parametrize("spoil", [Path.unlink, _emptied, _torn, _lying])
def test_without_a_hint_or_with_a_wrong_one_the_tables_are_asked(
    store: Store, spoil: Callable[[Path], object]
) -> None:
    """Files of hints may be gone, empty, cut or about batches that do not exist."""
    _put(store, "a", "b")
    for path in _hints(store):
        spoil(path)
    assert _found(store, "a", "b", "c") == ["text of a", "text of b", None]


def test_a_hint_does_not_make_a_batch_complete(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process wrote that died before its row in ``runs`` stays unseen, until it is added again."""
    with monkeypatch.context() as patched:
        patched.setattr(delta, "append_in_turn", lambda *_: None)
        _put(store, "a")
    (batch,) = delta.scan(delta.open_table(store.path, "texts"), "texts").collect()["batch_id"]
    (file,) = (path.name for path in (store.path / "texts").glob("*.parquet"))
    for commit in (None, 0, 1):
        places.note(store.path, places.Place(batch, file, commit), [_id("a")])
        assert _found(store, "a") == [None]
    _put(store, "a")
    assert _found(store, "a") == ["text of a"]


def test_an_earlier_state_knows_no_later_text(store: Store) -> None:
    """A snapshot asks its own ``runs``, whatever hints came after it."""
    _put(store, "a")
    kept, before = store.keep("first"), store.snapshot()
    _put(store, "b")
    for state in (kept, before, store.at("first")):
        assert [state.text(_id(name)) for name in "ab"] == ["text of a", None]


@pytest.mark.usefixtures("no_search")
def test_compact_makes_one_file_of_all(store: Store) -> None:
    """Also for a study that has no hints yet; ids of another form are left to the search."""
    for name in "abc":
        _put(store, name)
    for path in _hints(store)[1:]:
        path.unlink()
    odd = pl.DataFrame({"id": ["odd"], "text": ["?"]}, schema_overrides={"id": schema_of("texts")["id"]})
    store.commit(Run("add"), {"texts": odd})
    compact(store, files=2)
    assert len(_hints(store)) == 1
    assert _found(store, *"abc") == ["text of a", "text of b", "text of c"]
    assert list(places.places_of(store.path, "odd")) == []


@pytest.mark.usefixtures("no_search")
def test_compact_notes_the_file_and_an_older_file_is_no_fault(store: Store) -> None:
    """Of many texts in one file the hint names it; when the table is written anew the batch leads on."""
    for name in "abc":
        _put(store, name)
    compact(store, files=2, keep_hours=0)
    (place,) = places.places_of(store.path, _id("b"))
    (file,) = delta.open_table(store.path, "texts").file_uris()
    assert place.file
    assert place.file in file
    for name in "de":
        _put(store, name)
    for table in ("texts", "runs"):
        delta.open_table(store.path, table).optimize.compact()
    assert place.file not in delta.open_table(store.path, "texts").file_uris()[0]
    assert _found(store, *"abcde") == [f"text of {name}" for name in "abcde"]


def test_a_disk_that_refuses_hints_is_no_fault(store: Store) -> None:
    """Where the folder cannot be made the study works as before."""
    (store.path / "_places").write_text("in the way")
    _put(store, "a")
    compact(store, files=1)
    assert _found(store, "a") == ["text of a"]


def test_a_whole_document_is_read_from_the_file_that_the_hint_names(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many files one is asked; without a hint those that its batch can be in."""
    for name in "abc":
        _put(store, name)
    snapshot = store.snapshot()
    asked: list[dict[str, str | None]] = []
    whole = Snapshot._all

    def noted(self: Snapshot, table: str, **which: str | None) -> pl.LazyFrame:
        asked.append(which)
        return whole(self, table, **which)

    monkeypatch.setattr(Snapshot, "_all", noted)
    row = snapshot.find("documents", _id("b"))
    asked.clear()
    assert snapshot.text_rows(row)["text"].to_list() == ["text of b"]
    assert [bool(which.get("file")) for which in asked] == [True]
    for path in _hints(store):
        path.unlink()
    asked.clear()
    assert snapshot.text_rows(row)["text"].to_list() == ["text of b"]
    assert [which.get("batch") for which in asked] == [row["batch_id"][0]]
