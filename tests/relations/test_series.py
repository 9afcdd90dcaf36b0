"""One dyad over time: counts, zeros, scores, rates and intervals; all dyads at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from dragoman.model.errors import InputError
from dragoman.relations.poisson import poisson_interval
from dragoman.relations.series import counts, from_events, from_external, from_reports, series
from dragoman.store.schema import schema_of


def row(number: int, day: str, event: str | None = "CONSULT", actor: list[str] | None = None,
        recipient: list[str] | None = None, **more: Any) -> dict[str, Any]:  # fmt: skip
    """Return one external event, Turkey to Azerbaijan unless told otherwise."""
    last = more.pop("last", day)
    return {
        "id": f"{number:032d}", "source": "icews", "source_version": None, "event": event,
        "actor_codes": ["TUR"] if actor is None else actor,
        "recipient_codes": ["AZE"] if recipient is None else recipient,
        "date_earliest": date.fromisoformat(day), "date_latest": date.fromisoformat(last),
        "score": 1.9, "scale": "goldstein-icews", "directed": True, "duplicate": False, **more,
    }  # fmt: skip


def frame(*rows: dict[str, Any]) -> pl.LazyFrame:
    """Return rows in the form of the module."""
    return from_external(pl.DataFrame(list(rows), schema_overrides=dict(schema_of("external_events"))))


def window(start: str, stop: str, **more: Any) -> pl.DataFrame:
    """Return one coverage window."""
    one = {
        "source": "icews", "source_version": None, "codes": [], "events": [],
        "start": date.fromisoformat(start), "stop": date.fromisoformat(stop), **more,
    }  # fmt: skip
    return pl.DataFrame([one], schema_overrides={"codes": pl.List(pl.String), "events": pl.List(pl.String)})


EVENTS = frame(
    row(1, "2018-01-05"), row(2, "2018-01-31"), row(3, "2018-03-01", "REQUEST", score=-0.4),
    row(4, "2018-03-31", "ASSAULT", score=-10.0), row(5, "2018-03-02", actor=["AZE"], recipient=["TUR"]),
    row(6, "2018-01-01", last="2018-12-31"), row(7, "2018-03-03", None, score=0.0),
    row(8, "2018-03-05", actor=["RUS"], recipient=["AZE"]), row(9, "2018-01-05", duplicate=True),
)  # fmt: skip


def cells(found: pl.DataFrame, measure: str = "count", key: str = "all") -> list[tuple[Any, ...]]:
    """Return (start, value, cell) of one measure."""
    return found.filter(measure=measure, key=key).select("start", "value", "cell").rows()


def test_silence_is_not_zero() -> None:
    """Only inside a coverage window is a month without events a zero; elsewhere it says nothing."""
    days = {"start": date(2018, 1, 1), "stop": date(2018, 6, 1)}
    bare = series(EVENTS, "TUR", "AZE", **days)  # type: ignore[arg-type]
    assert [cell for _, _, cell in cells(bare)] == [
        "count",
        "outside",
        "count",
        "outside",
        "outside",
        "undated",
    ]
    assert [value for _, value, _ in cells(bare)] == [2, None, 3, None, None, 1]
    told = series(EVENTS, "TUR", "AZE", coverage=window("2018-01-01", "2018-04-16"), **days)  # type: ignore[arg-type]
    assert [value for _, value, _ in cells(told)] == [2, 0, 3, None, None, 1]
    # April is covered in part only.
    assert [cell for _, _, cell in cells(told)] == ["count", "zero", "count", "outside", "outside", "undated"]
    assert cells(told, key="ASSAULT")[:3] == [
        (date(2018, 1, 1), 0, "zero"), (date(2018, 2, 1), 0, "zero"), (date(2018, 3, 1), 1, "count")
    ]  # fmt: skip


def test_windows_of_some_actors_and_classes() -> None:
    """A window for other actors or classes makes no zero of theirs."""
    other = series(EVENTS, "TUR", "AZE", coverage=window("2018-01-01", "2019-01-01", codes=["TUR", "GRC"]))
    assert "zero" not in other["cell"].to_list()
    some = series(EVENTS, "TUR", "AZE", coverage=window("2018-01-01", "2019-01-01", events=["ASSAULT"]))
    assert cells(some, key="ASSAULT")[1][2] == "zero"
    assert cells(some, key="CONSULT")[1][2] == "outside"
    assert cells(some)[1][2] == "outside"
    assert cells(some, key="quad_4")[1][2] == "outside"


def test_documents_never_yield_zeros() -> None:
    """A coverage window that names documents is refused."""
    reports = pl.DataFrame(
        [
            {"id": "r1", "document_id": "d1", "event": "AGREE", "aux": [], "actor_codes": ["AZE", "TUR"],
             "recipient_codes": [], "date_earliest": date(1992, 2, 28), "date_latest": date(1992, 2, 28)},
            {"id": "r2", "document_id": "d1", "event": "AGREE", "aux": ["future"], "actor_codes": ["TUR"],
             "recipient_codes": ["AZE"], "date_earliest": date(1992, 2, 1), "date_latest": date(1992, 2, 1)},
            {"id": "r3", "document_id": "d2", "event": "ACCUSE", "aux": ["historical"],
             "actor_codes": ["TUR"], "recipient_codes": ["AZE"],
             "date_earliest": date(1992, 4, 1), "date_latest": date(1992, 4, 1)},
        ],
        schema_overrides={"aux": pl.List(pl.String), "recipient_codes": pl.List(pl.String)},
    )  # fmt: skip
    own = from_reports(reports)
    found = series(own, "TUR", "AZE")
    # Whoever agrees with each other stands on both sides; what lies ahead is no event yet.
    assert cells(found) == [
        (date(1992, 2, 1), 1, "count"), (date(1992, 3, 1), None, "outside"), (date(1992, 4, 1), 1, "count")
    ]  # fmt: skip
    assert cells(series(own, "AZE", "TUR")) == [(date(1992, 2, 1), 1, "count")]
    with pytest.raises(InputError, match="no zero"):
        series(own, "TUR", "AZE", coverage=window("1992-01-01", "1993-01-01", source="documents: reports"))
    assert from_events(reports).collect()["source"].unique().to_list() == ["documents: events"]


def test_sources_stand_side_by_side() -> None:
    """Two sources are never added up, unless the caller pools them by name."""
    other = frame(row(21, "2018-01-09", source="gdelt", source_version="2.0", scale="goldstein-gdelt"))
    both = series([EVENTS, other], "TUR", "AZE", start=date(2018, 1, 1), stop=date(2018, 2, 1))
    alls = both.filter(measure="count", key="all").drop_nulls("start")
    assert alls.select("source", "value").rows() == [("gdelt 2.0", 1), ("icews", 2)]
    pooled = series([EVENTS, other], "TUR", "AZE", start=date(2018, 1, 1), stop=date(2018, 2, 1), pool="both")
    assert pooled.filter(measure="count", key="all").drop_nulls("start").select("source", "value").rows() == [
        ("both", 3)
    ]


def test_scores_name_their_scale() -> None:
    """Sums, means and the share of REQUEST, on PLOVER's scale and on the source's own, by hand."""
    measures = ("score_sum", "score_mean", "score_request_share", "conflict_share")

    def march(scale: str) -> dict[str, float]:
        found = series(EVENTS, "TUR", "AZE", measures=measures, scale=scale)
        part = found.filter(start=date(2018, 3, 1))
        return dict(part.select("measure", "value").iter_rows())

    plover = march("plover")
    # REQUEST -5.0, ASSAULT -9.3; the row without a class has no score.
    assert plover["score_sum"] == pytest.approx(-14.3)
    assert plover["score_mean"] == pytest.approx(-7.15)
    assert plover["score_request_share"] == pytest.approx(5 / 14.3)
    assert plover["conflict_share"] == 1
    own = march("goldstein-icews")
    assert own["score_sum"] == pytest.approx(-10.4)
    assert own["score_mean"] == pytest.approx(-10.4 / 3)
    assert own["score_request_share"] == pytest.approx(0.4 / 10.4)
    nothing = series(EVENTS, "TUR", "AZE", measures=measures, scale="goldstein-gdelt")
    assert nothing.filter(measure="score_mean")["value"].null_count() == len(
        nothing.filter(measure="score_mean")
    )
    with pytest.raises(InputError, match="name of its scale"):
        series(EVENTS, "TUR", "AZE", measures=measures)


def test_rates() -> None:
    """A rate is the count over all events of the source in the cell, or over what the caller gives."""
    found = series(EVENTS, "TUR", "AZE", measures=("rate",), exposure="events")
    assert dict(found.drop_nulls("value").select("start", "value").iter_rows()) == {
        date(2018, 1, 1): 1.0, date(2018, 3, 1): 3 / 5
    }  # fmt: skip
    given = pl.DataFrame({"source": ["icews"], "start": [date(2018, 3, 1)], "exposure": [10]})
    march = (
        series(EVENTS, "TUR", "AZE", measures=("rate",), exposure=given)
        .drop_nulls("value")
        .row(0, named=True)
    )
    low, high = poisson_interval(3)
    assert (march["value"], march["low"], march["high"]) == pytest.approx((0.3, low / 10, high / 10))
    with pytest.raises(InputError, match="exposure"):
        series(EVENTS, "TUR", "AZE", measures=("rate",))


def test_undirected() -> None:
    """Undirected, both directions count; what several do to each other counts once."""
    both = frame(row(1, "2018-01-05"), row(2, "2018-01-06", actor=["AZE", "TUR"], recipient=[]),
                 row(3, "2018-01-07", actor=["AZE"], recipient=["TUR"]),
                 row(4, "2018-01-08", "ASSAULT", actor=["AZE"], recipient=["TUR"],
                     directed=False))  # fmt: skip
    assert cells(series(both, "TUR", "AZE", directed=False))[0][1] == 4
    assert cells(series(both, "AZE", "TUR", directed=False))[0][1] == 4
    assert cells(series(both, "TUR", "AZE"))[0][1] == 3
    assert cells(series(both, "AZE", "TUR"))[0][1] == 3
    assert counts(both, directed=False).select("actor", "recipient", "events").rows() == [("AZE", "TUR", 4)]
    assert counts(both).select("actor", "recipient", "events").rows() == [
        ("AZE", "TUR", 3),
        ("TUR", "AZE", 3),
    ]


@pytest.mark.parametrize(
    ("by", "starts"),
    [
        ("day", 86), ("week", 13), ("month", 3), ("quarter", 1), ("year", 1),
    ],
)  # fmt: skip
def test_steps_of_time(by: Any, starts: int) -> None:
    """Cells follow each other without gap from the first event (5 January) to the last (31 March)."""
    found = series(EVENTS, "TUR", "AZE", by=by).filter(measure="count", key="all").drop_nulls("start")
    assert len(found) == starts
    assert (found["start"][1:] == found["stop"][:-1]).all()
    # The row for the whole of 2018 has its place in a year, and in nothing shorter.
    assert found["value"].sum() == (6 if by == "year" else 5)


def test_bootstrap_is_repeatable_and_honest() -> None:
    """The same seed gives the same interval; it holds the value; documents are drawn whole."""
    rng = np.random.default_rng(1)
    many = frame(*(row(n, "2018-01-05", score=float(s)) for n, s in enumerate(rng.normal(2, 1, 200))))
    ask = {"measures": ("score_mean", "count"), "scale": "goldstein-icews", "interval": "bootstrap"}
    one = series(many, "TUR", "AZE", **ask)  # type: ignore[arg-type]
    assert one.equals(series(many, "TUR", "AZE", **ask))  # type: ignore[arg-type]
    assert not one.equals(series(many, "TUR", "AZE", **ask, seed=1))  # type: ignore[arg-type]
    mean = one.filter(measure="score_mean").row(0, named=True)
    # The standard error of a mean of 200 draws with deviation 1 is 0.0707.
    assert mean["high"] - mean["low"] == pytest.approx(2 * 1.96 * 0.0707, rel=0.2)
    count = one.filter(measure="count", key="all").row(0, named=True)
    assert count["high"] - count["low"] == pytest.approx(2 * 1.96 * 200**0.5, rel=0.2)
    whole = many.with_columns(unit=pl.lit("one document"))
    wide = series(whole, "TUR", "AZE", **ask).filter(measure="count", key="all").row(0, named=True)  # type: ignore[arg-type]
    assert (wide["low"], wide["high"]) == (0, 600)


def test_poisson_interval() -> None:
    """Garwood's limits: 0 gives -ln(0.025); 10 gives 4.795 and 18.390 (table of exact 95 % limits)."""
    assert poisson_interval(0) == (0.0, pytest.approx(-np.log(0.025)))
    assert poisson_interval(10) == (pytest.approx(4.795389, abs=1e-6), pytest.approx(18.390356, abs=1e-6))
    low, high = poisson_interval(100_000)
    assert (low, high) == (pytest.approx(99_381, abs=1), pytest.approx(100_622, abs=1))


def test_counts_of_all_dyads() -> None:
    """All dyads at once: by class, quad and score, with rows too vague for a cell under a null start."""
    found = counts(EVENTS)
    assert found.select("actor", "recipient", "start", "events", "quad_1", "quad_3", "quad_4").rows() == [
        ("AZE", "TUR", date(2018, 3, 1), 1, 1, 0, 0), ("RUS", "AZE", date(2018, 3, 1), 1, 1, 0, 0),
        ("TUR", "AZE", None, 1, 1, 0, 0), ("TUR", "AZE", date(2018, 1, 1), 2, 2, 0, 0),
        ("TUR", "AZE", date(2018, 3, 1), 3, 0, 1, 1),
    ]  # fmt: skip
    march = found.filter(actor="TUR", start=date(2018, 3, 1))
    assert march.select("scored", "score_sum").row(0) == (2, pytest.approx(-14.3))
    own = counts(EVENTS, scale="goldstein-icews").filter(actor="TUR", start=date(2018, 3, 1))
    assert own.select("scored", "score_sum").row(0) == (3, pytest.approx(-10.4))
    with pytest.raises(InputError, match="by is 'decade'"):
        counts(EVENTS, by="decade")  # type: ignore[arg-type]


def test_rows_without_a_score_are_no_zero() -> None:
    """Where events were seen but none has a score of the scale, a covered cell says nothing, not zero."""
    ask = {"measures": ("score_mean",), "scale": "goldstein-gdelt"}
    told = series(EVENTS, "TUR", "AZE", coverage=window("2018-01-01", "2018-04-01"), **ask)  # type: ignore[arg-type]
    kinds = told.drop_nulls("start").select("start", "cell").rows()
    # February has no rows at all: the source was silent.
    assert kinds == [
        (date(2018, 1, 1), "outside"), (date(2018, 2, 1), "zero"), (date(2018, 3, 1), "outside"),
    ]  # fmt: skip


def test_bootstrap_of_a_class_without_rows() -> None:
    """Nothing can be drawn for a class that has no row in the cell: its zero has the exact interval."""
    told = series(
        EVENTS, "TUR", "AZE", coverage=window("2018-01-01", "2018-04-01"), interval="bootstrap"
    ).filter(measure="count", key="ASSAULT", start=date(2018, 1, 1))
    assert told.select("value", "low", "high").row(0) == (0, 0, pytest.approx(-np.log(0.025)))


def test_vague_rows_of_other_times_stay_out() -> None:
    """A row of the whole year 2018 is undated among the months of 2018, and no part of those of 2019."""
    [*_, last] = cells(series(EVENTS, "TUR", "AZE", start=date(2018, 6, 1), stop=date(2018, 8, 1)))
    assert last == (None, 1, "undated")
    later = series(EVENTS, "TUR", "AZE", start=date(2019, 1, 1), stop=date(2019, 3, 1))
    assert [cell for _, _, cell in cells(later)] == ["outside", "outside"]


def test_a_code_that_nobody_bears() -> None:
    """A typing error is told, not shown as years of zeros; a source's own code is taken as it is."""
    with pytest.raises(InputError, match=r"No row has the code 'AZB'.*dragoman actors resolve"):
        series(EVENTS, "TUR", "AZB", coverage=window("2018-01-01", "2018-03-01"))
    own = frame(row(1, "2018-01-05", recipient=["X9"]), row(2, "2018-01-06"))
    assert series(own, "AZE", "X9").is_empty()
    with pytest.raises(InputError, match="stop, the first day after the end, comes later"):
        series(EVENTS, "TUR", "AZE", start=date(2018, 1, 1), stop=date(2018, 1, 1))
    with pytest.raises(InputError, match="The exposure lacks start"):
        series(
            EVENTS, "TUR", "AZE", measures=("rate",), exposure=pl.DataFrame({"source": [""], "exposure": [1]})
        )


def test_nothing_between_two() -> None:
    """A dyad without rows and without coverage gives an empty frame, with it zeros."""
    assert series(EVENTS, "FRA", "PER").is_empty()
    told = series(EVENTS, "FRA", "PER", coverage=window("2018-01-01", "2018-03-01"))
    assert set(told["cell"]) == {"zero"}
    assert cells(told)[0][1] == 0
    unknown = {"measures": ("height",)}
    with pytest.raises(InputError, match="no measure"):
        series(EVENTS, "TUR", "AZE", **unknown)
