"""Public datasets in a study: each file once, whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dragoman import Study
from dragoman.model.errors import DateError, DragomanError, InputError, StudyError
from dragoman.study import importing
from dragoman.study.importing import external, import_data

HEADER = "dispnum,ccode1,ccode2,year,hostlev1"
GDELT = ["1", "20151027", *[""] * 59]
GDELT[5:8] = ["TUR", "TURKEY", "TUR"]
GDELT[15:18] = ["AZE", "AZERBAIJAN", "AZE"]
GDELT[25:31] = ["1", "040", "040", "04", "1", "1.0"]


def events(path: Path, numbers: range, code: str = "040") -> Path:
    """Write events of GDELT."""
    rows = ["\t".join([str(n), *GDELT[1:26], code, *GDELT[27:]]) for n in numbers]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Return an empty study."""
    return Study.create(tmp_path / "study")


def rows(study: Study) -> list[str]:
    """Return the events' own numbers, sorted."""
    return sorted(external(Study.open(study.path)).collect()["source_id"], key=int)


def test_each_file_once(study: Study, tmp_path: Path) -> None:
    """What is in the study is passed over, under another name, too; a new file is added."""
    first = events(tmp_path / "a.csv", range(5))
    assert import_data(study, [first], "gdelt").written == 5
    again = import_data(study, [first, events(tmp_path / "copy.csv", range(5))], "gdelt")
    assert (again.written, len(again.passed_over)) == (0, 2)
    assert import_data(study, [events(tmp_path / "b.csv", range(5, 7))], "gdelt").written == 2
    assert rows(study) == [str(n) for n in range(7)]


def test_last_reading_counts(study: Study, tmp_path: Path) -> None:
    """A file that is read again in another way replaces its first reading, and no other file's."""
    (tmp_path / "in").mkdir()
    events(tmp_path / "in" / "a.csv", range(3))
    two = events(tmp_path / "in" / "b.csv", range(3, 5))
    import_data(study, [tmp_path / "in"], "gdelt")
    import_data(study, [two], "gdelt", version="2.0b")
    found = external(study).collect().sort("source_id")
    assert found.select("source_id", "source_version").rows() == [
        ("0", "2.0"), ("1", "2.0"), ("2", "2.0"), ("3", "2.0b"), ("4", "2.0b")
    ]  # fmt: skip


def test_a_file_counts_when_it_is_whole(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of an import that was killed in the middle of a file do not count, and do not stay in the way."""
    from dragoman.datasets import lines

    cut = lines.blocks
    monkeypatch.setattr("dragoman.datasets.rows.blocks", lambda file: cut(file, size=1_000))
    monkeypatch.setattr(importing, "_ROWS", 10)
    path = events(tmp_path / "a.csv", range(100))
    add = importing._Writer.add
    calls = []

    def killed(self: Any, part: Any) -> None:
        calls.append(1)
        if len(calls) > 5:
            raise KeyboardInterrupt
        add(self, part)

    monkeypatch.setattr(importing._Writer, "add", killed)
    with pytest.raises(KeyboardInterrupt):
        import_data(study, [path], "gdelt")
    assert rows(study) == []
    assert study.snapshot().scan("external_events").collect().height > 10
    monkeypatch.setattr(importing._Writer, "add", add)
    import_data(study, [path], "gdelt")
    assert rows(study) == [str(n) for n in range(100)]


def test_refusals_are_kept_with_the_run(study: Study, tmp_path: Path) -> None:
    """What was refused stands in the runs, with file, line and reason."""
    path = events(tmp_path / "a.csv", range(2), code="13y")
    result = import_data(study, [path], "gdelt")
    assert (result.written, len(result.refused)) == (0, 2)
    kept = study.snapshot().runs["problems"].explode(empty_as_null=False).struct.field("message").to_list()
    assert [f"line {n}" in text for n, text in enumerate(kept, 1)] == [True, True]
    assert "13y" in kept[0]


def test_coverage_is_declared(study: Study, tmp_path: Path) -> None:
    """Coverage comes from the user's word, or from the years of a dataset that says all of its time."""
    import_data(study, [events(tmp_path / "a.csv", range(2))], "gdelt", covers="2015-10-27")
    path = tmp_path / "mid.csv"
    path.write_text(f"{HEADER}\n1,640,371,1993,3\n2,640,371,1996,\n", encoding="utf-8")
    import_data(study, [path], "cow-mid")
    windows = (
        study.snapshot().scan("coverage").sort("source").select("source", "start", "stop").collect().rows()
    )
    assert windows == [
        ("cow-mid", date(1993, 1, 1), date(1997, 1, 1)), ("gdelt", date(2015, 10, 27), date(2015, 10, 28))
    ]  # fmt: skip
    conflicts = external(study, "conflicts").collect().sort("year")
    assert conflicts["intensity"].to_list() == ["display", None]
    with pytest.raises(DateError):
        import_data(study, [path], "cow-mid", covers="always")
    with pytest.raises(InputError, match="both ends"):
        import_data(study, [path], "cow-mid", covers="1993/..")


def test_snapshots_do_not_change(study: Study, tmp_path: Path) -> None:
    """Nothing is imported into a snapshot, which shows the rows of its own day."""
    import_data(study, [events(tmp_path / "a.csv", range(2))], "gdelt")
    study.keep("then")
    import_data(study, [events(tmp_path / "b.csv", range(2, 4))], "gdelt")
    then = Study.open(study.path, as_of="then")
    assert external(then).select(pl.len()).collect().item() == 2
    with pytest.raises(StudyError, match="do not change"):
        import_data(then, [tmp_path / "a.csv"], "gdelt")


def test_lost_rows_stop_the_import(study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that lost a row in silence is stopped, and nothing of the file counts."""
    from dragoman.datasets import lines
    from dragoman.datasets import rows as module

    def lossy(*args: Any, **more: Any) -> tuple[int, pl.DataFrame]:
        total, frame = lines.split(*args, **more)
        return total, frame.slice(1)

    monkeypatch.setattr(module, "split", lossy)
    with pytest.raises(DragomanError, match="lost in silence"):
        import_data(study, [events(tmp_path / "a.csv", range(3))], "gdelt")
    assert rows(study) == []


def test_methods_of_a_study(study: Study, tmp_path: Path) -> None:
    """A study imports and answers by itself; without a file it says what to give."""
    assert study.import_data("gdelt", events(tmp_path / "a.csv", range(4))).written == 4
    assert study.external().collect().height == 4
    assert study.external("votes").collect().is_empty()
    with pytest.raises(InputError, match="Name one"):
        study.import_data("gdelt")
