"""The providers' own samples: every row is taken, and says what the file says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dragoman.datasets import Imported, read

pytestmark = pytest.mark.reference


@pytest.fixture(scope="module")
def reference(shared: Path) -> Path:
    """Return the folder of the providers' samples."""
    return shared / "reference"


def _clean(found: Imported, rows: int) -> pl.DataFrame:
    assert (found.summary.rows, found.summary.kept, found.summary.refused) == (rows, rows, 0)
    assert found.refused.is_empty()
    assert not found.summary.problems
    assert found.frame["id"].is_unique().all()
    return found.frame


@pytest.mark.parametrize(
    ("file", "rows", "version"),
    [("gdelt2_export_20151027.tsv", 2116, "2.0"), ("gdelt1_events_710.tsv", 710, "1.0")],
)
def test_gdelt(reference: Path, file: str, rows: int, version: str) -> None:
    """Both versions of GDELT are read whole: as many rows as the files have lines (wc -l)."""
    frame = _clean(read(reference / file, "gdelt"), rows)
    assert set(frame["source_version"]) == {version}
    assert set(frame["scale"]) == {"goldstein-gdelt"}
    assert frame["date"].null_count() == 0


def test_gdelt_cells(reference: Path) -> None:
    """A row of GDELT 2.0 has the day, code, score and place that its line has."""
    frame = read(reference / "gdelt2_export_20151027.tsv", "gdelt").frame
    row = frame.filter(source_id="479491239").row(0, named=True)
    assert row["date_earliest"] == date(2014, 10, 27)
    assert (row["source_code"], row["score"], row["line"]) == ("051", 3.4, 1)
    assert row["place"] == "Salem, Oregon, United States"
    assert (row["latitude"], row["articles"]) == (44.9429, 3)
    assert row["url"].startswith("http://www.capitalpress.com/")


def test_who_receives_a_visit_is_visited(reference: Path) -> None:
    """CAMEO 043 (host a visit) becomes CONSULT by the visitor: the two sides change places."""
    frame = read(reference / "gdelt2_export_20151027.tsv", "gdelt").frame
    row = frame.filter(source_id="479492297").row(0, named=True)
    assert (row["source_code"], row["event"], row["mode"]) == ("043", "CONSULT", "visit")
    assert row["recipient_codes"] == ["IDN"]


def test_icews_text_and_table(reference: Path) -> None:
    """ICEWS is read whole, from its own layout (3,705 rows below the header) and from Parquet (4,993)."""
    own = _clean(read(reference / "icews_events.2018.sample.tab", "icews"), 3705)
    table = _clean(read(reference / "icews_sample.parquet", "icews"), 4993)
    columns = ["source_id", "event", "source_code", "actor_codes", "recipient_codes", "date", "score"]
    same = own.select(columns).join(table.select(columns), on=columns, how="anti", nulls_equal=True)
    assert same.is_empty()


def test_icews_countries_are_all_somebody(reference: Path) -> None:
    """Every country name of the ICEWS sample stands for a state on its date, also with odd spellings."""
    found = read(reference / "icews_sample.parquet", "icews")
    assert not found.summary.unresolved
    named = pl.read_parquet(reference / "icews_sample.parquet")["source_country"].is_not_null().sum()
    assert (
        found.frame["actor_codes"].list.len().sum() + found.frame["recipient_codes"].list.len().sum() > named
    )


def test_icews_scale_is_the_published_one(reference: Path) -> None:
    """Scores of ICEWS agree with the Goldstein scale of the codebook on every code of the sample."""
    from dragoman.codebook import cameo

    frame = read(reference / "icews_sample.parquet", "icews").frame.select("source_code", "score").unique()
    assert len(frame) == 134
    book = cameo.load()
    assert {code: score for code, score in frame.iter_rows() if score != book.goldstein(code)} == {}


def test_icews_without_the_code(reference: Path, tmp_path: Path) -> None:
    """The layout without CAMEO column and with American dates gives the same codes and days."""
    table = pl.read_csv(
        reference / "icews_events.2018.sample.tab", separator="\t", quote_char=None, infer_schema=False
    )
    late = table.with_columns(
        pl.col("Event Date").str.to_date().dt.offset_by("14d").dt.to_string("%m/%d/%Y")
    ).drop("CAMEO Code")
    (tmp_path / "events.2017.tab").write_text(
        late.write_csv(separator="\t", quote_style="never"), encoding="utf-8"
    )
    old = read(reference / "icews_events.2018.sample.tab", "icews").frame
    new = _clean(read(tmp_path, "icews"), 3705)
    assert new["source_code"].equals(old["source_code"])
    assert (new["date_earliest"] - old["date_earliest"]).dt.total_days().unique().to_list() == [14]


def test_ged(reference: Path) -> None:
    """The GED sample is read whole, with its deaths, and sides that only fight have no direction."""
    frame = _clean(read(reference / "ucdp_ged_sample1000.parquet", "ucdp-ged"), 1000)
    raw = pl.read_parquet(reference / "ucdp_ged_sample1000.parquet")
    assert frame["deaths_best"].sum() == raw["best"].sum()
    assert frame["directed"].sum() == (raw["type_of_violence"] == 3).sum()
    syria = frame.filter(source_id="300380").row(0, named=True)
    assert (syria["actor_codes"], syria["date"], syria["deaths_best"]) == (["SYR"], "2013-01-03", 2)


def test_ged_as_text(reference: Path, tmp_path: Path) -> None:
    """The same rows as CSV, with quotes and times of day in the dates, give the same events."""
    raw = pl.read_parquet(reference / "ucdp_ged_sample1000.parquet")
    raw.write_csv(tmp_path / "GEDEvent_v24_1.csv", datetime_format="%Y-%m-%d %H:%M:%S%.3f")
    text = _clean(read(tmp_path / "GEDEvent_v24_1.csv", "ucdp-ged"), 1000)
    table = read(reference / "ucdp_ged_sample1000.parquet", "ucdp-ged").frame
    other = ("id", "file", "sha256", "line")
    assert text.drop(other).equals(table.drop(other))


def test_atop_spells(reference: Path) -> None:
    """Turkey and Azerbaijan as published: 1993 non-aggression, 1994-2009 with defence, then consultation."""
    frame = _clean(read(reference / "ps_atop_alliance.parquet", "atop"), 273_296)
    pair = frame.filter(pl.col("name") == "640 to 373", pl.col("obligations").list.len() > 0)
    by_year = dict(pair.select(pl.col("start").dt.year(), "obligations").iter_rows())
    assert by_year[1993] == ["nonaggression"]
    assert all(by_year[year] == ["defence", "nonaggression"] for year in range(1994, 2010))
    assert all(by_year[year] == ["defence", "nonaggression", "consultation"] for year in range(2010, 2019))
    assert set(pair.filter(pl.col("start").dt.year() >= 1994)["codes"].explode()) == {"TUR", "AZE"}
    moscow = frame.filter(pl.col("name") == "365 to 371")  # Russia and Armenia: defence from 1992
    defended = moscow.filter(pl.col("obligations").list.contains("defence"))["start"].dt.year()
    assert sorted(defended) == list(range(1992, 2019))


def test_numbers_by_date(reference: Path) -> None:
    """COW 365 is the Soviet Union in 1958 and Russia in 1995."""
    frame = _clean(read(reference / "ps_cow_mid_dirdisps.parquet", "cow-mid"), 11_390)
    sides = frame.filter(pl.col("side_a").list.first() == "365").select(
        "year", pl.col("codes_a").list.first()
    )
    codes = dict(sides.iter_rows())
    assert (codes[1958], codes[1995]) == ("SUN", "RUS")


def test_other_tables(reference: Path) -> None:
    """State system, capabilities, armed conflicts and ideal points are read whole."""
    _clean(read(reference / "ps_cow_states.parquet", "cow-states"), 243)
    wars = _clean(read(reference / "ps_ucdp_acd.parquet", "ucdp-acd"), 5_652)
    kinds = {"extrasystemic", "interstate", "intrastate", "internationalised intrastate"}
    assert set(wars["kind"]) <= kinds
    points = _clean(read(reference / "voeten_idealpoints_all_apr2020.parquet", "un-ideal-points"), 10_469)
    published = {  # Bailey, Strezhnev and Voeten 2017, file of April 2020
        "session 74": {"USA": 2.6948, "RUS": 0.1419, "TUR": 0.6338, "ARM": 0.1699, "AZE": -0.7189},
        "session 50": {"USA": 3.1301, "RUS": 1.1564, "TUR": 0.8019, "ARM": 0.7293, "AZE": 0.3216},
    }
    for session, of_states in published.items():
        for code, value in of_states.items():
            read_value = points.filter(code=code, period=session)["value"].item()
            assert read_value == pytest.approx(value, abs=1e-4), (session, code)
    power = _clean(read(reference / "ps_cow_nmc.parquet", "cow-nmc"), 17_121)
    american = power.filter(code="USA", measure="cinc", start=date(1816, 1, 1))["value"].item()
    assert american == pytest.approx(0.039697491)


def test_votes(reference: Path) -> None:
    """All 870,109 votes are read, and every voter is somebody on the day, West Germany and Zanzibar, too."""
    names = ("votes", "roll_calls", "roll_call_issues")
    found = read([reference / f"dgrtwo_un_{name}.parquet" for name in names], "un-votes")
    frame = _clean(found, 870_109)
    assert not found.summary.unresolved
    assert frame["code"].null_count() == 0
    assert set(frame.filter(voter="Zanzibar")["code"]) == {"TZA"}
    assert set(frame["vote"]) == {"yes", "no", "abstain"}
