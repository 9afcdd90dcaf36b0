"""Charts of measures draw what is known, break where nothing is, and need no network."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
import pytest

from dragoman import charts
from dragoman.charts.parts import ends, runs, spread
from dragoman.model.errors import InputError
from dragoman.relations.balance import balances
from dragoman.relations.brokers import brokers
from dragoman.relations.communities import communities_over_time
from dragoman.relations.dynamics import reciprocity
from dragoman.relations.event_study import event_study
from dragoman.relations.forecast import naive, rolling_origin
from dragoman.relations.phases import change_points
from dragoman.relations.signed import SignedNetwork
from dragoman.relations.structural import structural

TIES = pl.DataFrame(
    [
        (year, tie[0], tie[2], 1 if tie[1] == "+" else -1)
        for year, ties in ((1990, "a+b b+c c-d a-d d+e a+e"), (1991, "a-b b+c c-d a-d d+e b+e c+a"))
        for tie in ties.split()
    ],
    schema=["year", "a", "b", "sign"],
    orient="row",
)
NETWORK = SignedNetwork.of(TIES.filter(pl.col("year") == 1991))
NOISE = np.random.default_rng(1).normal(size=120)
LEVELS = [*(2.0 + NOISE[:60]), *(9.0 + NOISE[60:])]
POINTS = pl.DataFrame(
    {
        "country": ["A", "A", "A", "B", "B", "C"],
        "session": [1, 2, 4, 1, 2, 2],
        "ideal_point": [1.0, 1.2, 0.9, -1.0, -0.8, 0.1],
        "se": [0.2] * 6,
    }
)
PAIRS = pl.DataFrame(
    {
        "state_a": ["A", "A", "B"],
        "state_b": ["B", "C", "C"],
        "cohen_kappa": [0.8, -0.4, float("nan")],
    }
)


def _series() -> pl.DataFrame:
    """Return what `relations.series.series` gives for a dataset with a gap, and for documents."""
    rows = []
    for year, value, cell in (
        (1990, 3.0, "count"), (1991, 0.0, "zero"), (1992, None, "outside"), (1993, 4.0, "count"),
    ):  # fmt: skip
        low, high = (None, None) if value is None else (max(value - 1, 0), value + 2)
        rows.append(("gdelt 2.0", date(year, 1, 1), date(year + 1, 1, 1), value, low, high, cell))
    rows.append(("documents: reports", date(1991, 1, 1), date(1992, 1, 1), 2.0, 0.2, 7.2, "count"))
    return pl.DataFrame(
        rows, schema=["source", "start", "stop", "value", "low", "high", "cell"], orient="row"
    ).with_columns(measure=pl.lit("count"), key=pl.lit("all"))


DRAWN: dict[str, Callable[[charts.Theme], Any]] = {
    "long_run": lambda theme: charts.long_run(_series(), theme=theme),
    "alignment": lambda theme: charts.alignment(
        pl.DataFrame({"year": [1990, 1991, 1993], "n": [9, 9, 9], "s": [0.1, float("nan"), -0.2]}),
        theme=theme,
    ),
    "ideal_points": lambda theme: charts.ideal_points(POINTS, ["A", "B"], theme=theme),
    "tension": lambda theme: charts.tension(balances(TIES), theme=theme),
    "phase_line": lambda theme: charts.phase_line(LEVELS, change_points(LEVELS), theme=theme),
    "around_events": lambda theme: charts.around_events(event_study(NOISE, [30, 80]), theme=theme),
    "response": lambda theme: charts.response(
        {"A": reciprocity(NOISE, np.roll(NOISE, 1), lags=2)}, theme=theme
    ),
    "fan": lambda theme: charts.fan(
        LEVELS,
        {"naive": naive(np.array(LEVELS), 4), "structural": structural(np.array(LEVELS), 4)},
        theme=theme,
    ),
    "skill": lambda theme: charts.skill(rolling_origin(LEVELS, horizon=2, start=100), theme=theme),
    "around_dyad": lambda theme: charts.around_dyad(NETWORK, "a", "d", theme=theme),
    "signed_network": lambda theme: charts.signed_network(NETWORK, theme=theme),
    "camps": lambda theme: charts.camps(communities_over_time(TIES), theme=theme),
    "brokerage": lambda theme: charts.brokerage(brokers(NETWORK), theme=theme),
    "likeness": lambda theme: charts.likeness(PAIRS, theme=theme),
}
"""One chart of each kind."""


@pytest.mark.parametrize("name", DRAWN)
def test_drawn_in_every_theme_without_network(name: str) -> None:
    """Each chart becomes SVG in each theme, the same every time, with nothing live in it."""
    for theme in (charts.LIGHT, charts.DARK, charts.CSS):
        picture = charts.svg(DRAWN[name](theme))
        assert picture.startswith("<svg")
        for live in ("<script", "<image", "<a ", "onload", "href"):
            assert live not in picture
        assert charts.svg(DRAWN[name](theme)) == picture
        assert "NaN" not in picture
    assert "var(--" in picture  # the page's colours


@pytest.mark.parametrize("name", DRAWN)
def test_becomes_a_picture(name: str) -> None:
    """Each chart becomes PNG of some size."""
    made = charts.png(DRAWN[name](charts.DARK), scale=1)
    assert made.startswith(b"\x89PNG")
    assert len(made) > 1500


@pytest.mark.parametrize("name", DRAWN)
def test_data_hold_no_nan(name: str) -> None:
    """What is unknown is null in the specification, which is valid JSON."""
    written = json.dumps(charts.spec(DRAWN[name](charts.LIGHT)), allow_nan=False)
    assert json.loads(written, parse_constant=pytest.fail)


def test_lines_break_at_gaps() -> None:
    """Rows without a value, and years that are missing, end a run."""
    rows = [
        {"x": x, "y": y} for x, y in ((1, 1.0), (2, 2.0), (3, None), (4, 1.0), (6, float("nan")), (8, 2.0))
    ]
    assert [(row["x"], row["run"]) for row in runs(rows, by="x", value="y")] == [
        (1, 1),
        (2, 1),
        (4, 2),
        (8, 3),
    ]


def test_documents_are_never_joined() -> None:
    """The strip of the documents, the upper one, has no line; that of the dataset has one, with its gap."""
    made = charts.spec(charts.long_run(_series()))
    strips = made["vconcat"]
    marks = [[layer["mark"]["type"] for layer in strip["layer"]] for strip in strips]
    assert "line" in marks[1]
    assert "line" not in marks[0]
    assert "area" not in marks[0]
    [line] = [layer for layer in strips[1]["layer"] if layer["mark"]["type"] == "line"]
    assert {row["run"] for row in made["datasets"][line["data"]["name"]]} == {1, 2}


def test_labels_stand_apart() -> None:
    """Labels at one height are moved apart by the gap and stay inside."""
    placed = spread([{"y": 0.95}, {"y": 0.96}, {"y": 0.97}], y="y", gap=0.1, low=0.0, high=1.0)
    heights = [row["at"] for row in placed]
    assert all(b - a >= 0.1 - 1e-9 for a, b in pairwise(heights))
    assert heights[0] >= 0
    assert heights[-1] <= 1
    assert (
        ends([{"x": 1, "y": 2.0, "n": "A"}, {"x": 2, "y": None, "n": "A"}], x="x", y="y", name="n")[0]["x"]
        == 1
    )


def test_names_can_be_given() -> None:
    """Codes can be told by name, and both ends of the dyad stand in the picture."""
    picture = charts.svg(charts.around_dyad(NETWORK, "a", "d", names={"a": "Aland", "d": "Deland"}))
    assert "Aland" in picture
    assert "Deland" in picture


def test_people_get_told() -> None:
    """What cannot be drawn is refused with the reason."""
    with pytest.raises(InputError, match="nothing to draw"):
        charts.long_run(_series(), measure="rate")
    with pytest.raises(InputError, match="several rows a year"):
        charts.alignment(pl.DataFrame({"year": [1, 1], "s": [0.1, 0.2]}))
    with pytest.raises(InputError, match="No estimates of Z"):
        charts.ideal_points(POINTS, ["Z"])
    with pytest.raises(InputError, match=r"level=0\.42"):
        charts.ideal_points(POINTS, ["A"], level=0.42)
    with pytest.raises(InputError, match=r"come from balances\(\)"):
        charts.tension(POINTS)
    with pytest.raises(InputError, match="not those of this series"):
        charts.phase_line([1.0, 2.0], change_points(LEVELS))
    with pytest.raises(InputError, match="several rows for a pair"):
        charts.likeness(pl.concat([PAIRS, PAIRS]))
    with pytest.raises(InputError, match="Nobody stands"):
        charts.brokerage(brokers(SignedNetwork.of(pl.DataFrame({"a": ["x"], "b": ["y"], "sign": [1]}))))


def test_ties_may_be_called_otherwise() -> None:
    """Ties that come from counting reports are not called friendships, in the key or over columns."""
    words = ("more co-operation", "more conflict")
    picture = charts.svg(charts.around_dyad(NETWORK, "a", "d", signs=words))
    assert "friends" not in picture
    assert "enemies" not in picture
    assert "more co-operation with" in picture


def test_the_band_of_open_bounds_breaks_with_the_lines() -> None:
    """Where a year is missing the band of what the bounds leave open is not drawn over it."""
    rows = {
        "year": [1990, 1991, 1995, 1996],
        "strict": [0.5] * 4,
        "generalised": [0.6] * 4,
        "frustration": [0.4] * 4,
        "lower": [1, 1, 1, 1],
        "upper": [2, 2, 2, 2],
        "ties": [9] * 4,
    }
    drawn = charts.spec(charts.tension(pl.DataFrame(rows)))
    bands = [
        {row["run"] for row in drawn["datasets"][layer["data"]["name"]]}
        for layer in drawn["layer"]
        if isinstance(layer["mark"], dict) and layer["mark"]["type"] == "area"
    ]
    assert [len(band) for band in bands] == [2]
