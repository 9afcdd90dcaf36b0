"""Typical events of phases, and documents beside datasets; all numbers by hand."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from dragoman.model.errors import InputError
from dragoman.relations.beside import beside, matches, overlap
from dragoman.relations.phases import change_points
from dragoman.relations.series import from_external, from_reports, of_dyad, series
from dragoman.relations.typical import edges, typical
from dragoman.store.schema import schema_of


def reports(*rows: tuple[str, str, str, str, str, str]) -> pl.LazyFrame:
    """Return reports from (id, document, class, actor, recipient, day or first/last day)."""
    made: list[dict[str, Any]] = []
    for ident, document, event, actor, recipient, day in rows:
        first, _, last = day.partition("/")
        made.append(
            {
                "id": ident, "document_id": document, "event": event, "aux": [], "actor_codes": [actor],
                "recipient_codes": [recipient], "date_earliest": date.fromisoformat(first),
                "date_latest": date.fromisoformat(last or first),
            }
        )  # fmt: skip
    return from_reports(pl.DataFrame(made, schema_overrides={"aux": pl.List(pl.String())}))


def external(*rows: tuple[str, str, str, str, str]) -> pl.LazyFrame:
    """Return rows of a dataset from (id, class, actor, recipient, day)."""
    made = [
        {
            "id": ident, "source": "icews", "source_version": None, "event": event, "actor_codes": [actor],
            "recipient_codes": [recipient], "date_earliest": date.fromisoformat(day),
            "date_latest": date.fromisoformat(day), "score": 1.0, "scale": "goldstein-icews",
            "directed": True, "duplicate": False,
        }
        for ident, event, actor, recipient, day in rows
    ]  # fmt: skip
    return from_external(pl.DataFrame(made, schema_overrides=dict(schema_of("external_events"))))


OURS = reports(
    ("r1", "d1", "CONSULT", "TUR", "AZE", "1992-01-10"),
    ("r2", "d2", "AGREE", "TUR", "AZE", "1992-02-01"),
    ("r3", "d2", "CONSULT", "TUR", "AZE", "1992-03-01"),
    ("r4", "d1", "ASSAULT", "TUR", "AZE", "1993-05-05"),
    ("r5", "d3", "ASSAULT", "AZE", "TUR", "1993-06-01"),
    ("r6", "d3", "THREATEN", "TUR", "AZE", "1993-06-02"),
    ("r7", "d3", "CONSULT", "TUR", "AZE", "1992-01-01/1993-12-31"),
)
PHASES = [date(1992, 1, 1), date(1993, 1, 1), date(1994, 1, 1)]


def test_phases_are_told_by_what_sets_them_apart() -> None:
    """Consultation marks the first phase, assault the second; the earliest sentence of each document."""
    texts = pl.DataFrame(
        {"id": [f"r{k}" for k in range(1, 8)], "text": [f"sentence {k}" for k in range(1, 8)]}
    )
    found = typical(OURS, PHASES, texts=texts)
    assert found.select("phase", "events", "event", "n").rows() == [
        (1, 3, "CONSULT", 2), (1, 3, "AGREE", 1), (2, 3, "ASSAULT", 2), (2, 3, "THREATEN", 1),
    ]  # fmt: skip
    assert found["share"].to_list() == pytest.approx([2 / 3, 1 / 3, 2 / 3, 1 / 3])
    assert found["elsewhere"].to_list() == [0.0] * 4
    assert [one["id"] for one in found["quotes"][0]] == ["r1", "r3"]
    assert found["quotes"][2][0] == {"id": "r4", "day": date(1993, 5, 5), "text": "sentence 4"}


def test_z_is_the_published_formula() -> None:
    """Two of three events here, none of three there, a third of all: equations 15, 20 and 22 by hand."""
    [z, *_] = typical(OURS, PHASES)["z"]
    alpha = 10 * 2 / 6
    gap = math.log((2 + alpha) / (13 - 2 - alpha)) - math.log(alpha / (13 - alpha))
    assert z == pytest.approx(gap / math.sqrt(1 / (2 + alpha) + 1 / alpha))


def test_one_phase_has_no_elsewhere() -> None:
    """Where nothing changed the most frequent classes describe the whole, without a z."""
    found = typical(OURS, [date(1992, 1, 1), date(1994, 1, 1)], classes=1)
    assert found.select("event", "n", "z", "elsewhere").rows() == [("CONSULT", 3, None, None)]


def test_an_empty_phase_is_listed() -> None:
    """A phase in which nothing is told stands there with no class."""
    found = typical(OURS, [date(1980, 1, 1), *PHASES])
    assert found.filter(pl.col("phase") == 1).select("events", "event", "quotes").rows() == [(0, None, [])]


def test_edges_of_phases_are_days() -> None:
    """The break of a series becomes the first day of its value."""
    values = [0, 1, 0, 1, 0, 1, 0, 1, 8, 9, 8, 9, 8, 9, 8, 9]
    starts = [date(1990 + k, 1, 1) for k in range(16)]
    found = edges(change_points(values), starts, stop=date(2006, 1, 1))
    assert found == [date(1990, 1, 1), date(1998, 1, 1), date(2006, 1, 1)]
    with pytest.raises(InputError, match="not those of this series"):
        edges(change_points(values), starts[:5], stop=date(1995, 1, 1))


def test_rows_of_a_dyad() -> None:
    """Both directions unless asked for one."""
    assert len(of_dyad(OURS, "TUR", "AZE").collect()) == 7
    assert of_dyad(OURS, "AZE", "TUR", directed=True).collect()["id"].to_list() == ["r5"]


THEIRS = external(
    ("e1", "CONSULT", "TUR", "AZE", "1992-01-11"),
    ("e2", "AGREE", "TUR", "AZE", "1992-01-10"),
    ("e3", "ASSAULT", "AZE", "TUR", "1992-01-10"),
    ("e4", "COERCE", "TUR", "AZE", "1993-05-04"),
    ("e5", "CONSULT", "RUS", "AZE", "1992-02-01"),
    ("e6", "CONSULT", "TUR", "AZE", "1994-01-01"),
)


def test_matches_are_of_the_same_two_on_the_same_days() -> None:
    """Same direction, at most a day apart, the same class first; a report of two years matches nothing."""
    found = matches(OURS, THEIRS)
    assert found.select("report", "external", "days", "same_class", "same_quad").rows() == [
        ("r1", "e1", 1, True, True), ("r1", "e2", 0, False, True), ("r4", "e4", 1, False, True),
    ]  # fmt: skip
    assert matches(OURS, THEIRS, days=0)["external"].to_list() == ["e2"]


def test_overlap_beside_chance() -> None:
    """Of six dated reports two have a row, both of the same quad, one of the same class; moved, none."""
    [row] = overlap(OURS, THEIRS).iter_rows(named=True)
    assert (row["source"], row["reports"]) == ("icews", 6)
    assert (row["any"], row["quad"], row["event"]) == pytest.approx((2 / 6, 2 / 6, 1 / 6))
    assert (row["any_chance"], row["event_chance"]) == (0.0, 0.0)


def test_a_busy_dyad_matches_by_chance() -> None:
    """Where a dataset has a row every day, every report matches, moved or not."""
    days = [date(1991, 1, 1) + timedelta(days=k) for k in range(1400)]
    busy = external(*((f"e{k}", "CONSULT", "TUR", "AZE", day.isoformat()) for k, day in enumerate(days)))
    [row] = overlap(OURS, busy).iter_rows(named=True)
    assert row["any"] == pytest.approx(5 / 6)
    assert row["any_chance"] == pytest.approx(5 / 6, abs=0.02)


def test_side_by_side_never_mixed() -> None:
    """Each source has its column; where a source is silent its value is null."""
    both = series([OURS, THEIRS], "TUR", "AZE", by="year")
    found = beside(both)
    assert found["start"].to_list() == [date(year, 1, 1) for year in (1992, 1993, 1994)]
    assert found["documents: reports"].to_list() == [3.0, 2.0, None]
    assert found["icews"].to_list() == [2.0, 1.0, 1.0]
    assert found["documents: reports cell"].to_list() == ["count", "count", "outside"]


def test_rate_by_documents() -> None:
    """Reports of the dyad over documents that tell of the year at all: three over two, two over two."""
    found = series(OURS, "TUR", "AZE", by="year", measures=("rate",), exposure="documents")
    assert found.filter(pl.col("start").is_not_null())["value"].to_list() == [1.5, 1.0]
    with pytest.raises(InputError, match="'documents' or a frame"):
        series(OURS, "TUR", "AZE", measures=("rate",), exposure="people")  # type: ignore[arg-type]


def test_people_get_told() -> None:
    """What cannot be used is refused with the reason."""
    with pytest.raises(InputError, match="ascending order"):
        typical(OURS, PHASES[:1])
    with pytest.raises(InputError, match="id and text"):
        typical(OURS, PHASES, texts=pl.DataFrame({"id": ["r1"]}))
    with pytest.raises(InputError, match="days must be"):
        matches(OURS, THEIRS, days=-1)
    with pytest.raises(InputError, match="none of them 0"):
        overlap(OURS, THEIRS, shifts=[0])
    with pytest.raises(InputError, match="no cell of 'rate'"):
        beside(series(OURS, "TUR", "AZE", by="year"), measure="rate")


def test_what_sets_a_phase_apart_comes_before_what_is_frequent() -> None:
    """Forty consultations in both phases and twelve assaults in one: the assaults mark it, and come first."""
    rows = [
        *((f"a{k}", f"d{k}", "CONSULT", "TUR", "AZE", "1992-05-05") for k in range(40)),
        *((f"b{k}", f"d{k}", "CONSULT", "TUR", "AZE", "1993-05-05") for k in range(40)),
        *((f"c{k}", f"d{k}", "ASSAULT", "TUR", "AZE", "1993-06-05") for k in range(12)),
    ]
    found = typical(reports(*rows), PHASES)
    assert found.select("phase", "event").rows() == [(1, "CONSULT"), (2, "ASSAULT"), (2, "CONSULT")]
    assert found["z"][1] > 1.645 > found["z"][2]
