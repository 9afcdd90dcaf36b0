"""Tables for R, Stata and spreadsheets: one value a cell, labels, and what is missing as each has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dragoman.model.errors import InputError
from dragoman.store.flat import flat, write_table
from dragoman.store.schema import empty, schema_of

_NAMED = {
    "text": "Анкара", "start": 0, "stop": 6, "code": "TUR", "sector": None, "entity": "turkey",
    "basis": "stated", "role": None,
}  # fmt: skip
_NOBODY = {**_NAMED, "text": "the rebels", "code": None, "entity": None}


def _report(**fields: Any) -> dict[str, Any]:
    return dict.fromkeys(schema_of("reports")) | fields


@pytest.fixture
def reports() -> pl.DataFrame:
    """Return two reports: one with all there is, one of which next to nothing is known."""
    rows = [
        _report(
            id="a", event="CONSULT", actor=[_NAMED, _NOBODY], actor_codes=["TUR"], aux=["future", "negation"],
            date="1600-05", date_earliest=date(1600, 5, 1), date_latest=date(1600, 5, 31), page=3,
            counts=[{"what": "dead", "number": 7}], sentence="Ə, «ü»; \"x\"\nтри", confidence=0.5,
        ),
        _report(id="b", event="ACCUSE", actor=[], actor_codes=[], aux=[], sentence="ё" * 1500),
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=schema_of("reports"))


def test_one_value_a_cell(reports: pl.DataFrame) -> None:
    """Fields of an actor stay in one order, an empty list is null, and no cell is nested."""
    found = flat(reports)
    assert not any(kind.is_nested() for kind in found.schema.values())
    assert found["actor_text"].to_list() == ["Анкара; the rebels", None]
    assert found["actor_code"].to_list() == ["TUR; ", None]
    assert found["actor_sector"].to_list() == [None, None]
    assert found["aux"].to_list() == ["future; negation", None]
    assert found["counts_number"].to_list() == ["7", None]
    assert "actor_start" not in found.columns
    assert len(flat(empty("reports"))) == 0


@pytest.mark.parametrize(("ending", "between"), [("csv", ","), ("tsv", "\t")])
def test_text_comes_back(reports: pl.DataFrame, tmp_path: Path, ending: str, between: str) -> None:
    """Quotes, line breaks and letters of all alphabets survive; unknown is an empty cell."""
    write_table(reports, tmp_path / f"r.{ending}")
    again = pl.read_csv(tmp_path / f"r.{ending}", separator=between, schema=flat(reports).schema)
    assert again.equals(flat(reports))


def test_parquet_keeps_lists(reports: pl.DataFrame, tmp_path: Path) -> None:
    """What is nested stays so."""
    write_table(reports, tmp_path / "r.parquet")
    assert pl.read_parquet(tmp_path / "r.parquet").equals(reports)


def test_stata(reports: pl.DataFrame, tmp_path: Path) -> None:
    """Days are days (before 1677, too), unknown ones missing, unknown texts empty; variables have labels."""
    pd = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    write_table(reports, tmp_path / "r.dta")
    with pd.read_stata(tmp_path / "r.dta", iterator=True) as reader:
        labels = reader.variable_labels()
        again = reader.read()
    assert labels["event"] == "PLOVER class"
    assert labels["actor_codes"] == "sorted, each once"
    assert labels["speakers_code"] == "code: outermost first"
    assert [str(day)[:10] for day in again["date_earliest"]] == ["1600-05-01", "NaT"]
    assert again["page"].isna().tolist() == [False, True]
    assert again["place"].tolist() == ["", ""]
    assert again["sentence"].tolist() == reports["sentence"].to_list()
    assert again["actor_text"].tolist() == ["Анкара; the rebels", ""]
    assert again["confidence"].iloc[0] == 0.5


def test_an_empty_table_is_written(tmp_path: Path) -> None:
    """No row is no error: the columns are there."""
    for ending in ("csv", "dta", "parquet"):
        write_table(empty("reports"), tmp_path / f"r.{ending}")
    assert (tmp_path / "r.csv").read_text(encoding="utf-8").startswith("id,document_id,")


def test_people_get_told(reports: pl.DataFrame, tmp_path: Path) -> None:
    """Another ending and a folder that is not there are named."""
    with pytest.raises(InputError, match=r"r\.xlsx: rows are written as \.csv, \.tsv, \.dta, \.parquet"):
        write_table(reports, tmp_path / "r.xlsx")
    for ending in ("csv", "parquet"):
        with pytest.raises(InputError, match="A folder or file on the way is not there"):
            write_table(reports, tmp_path / "none" / f"r.{ending}")
