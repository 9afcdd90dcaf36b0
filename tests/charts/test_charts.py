"""Charts show what sources report, and draw nothing where they are silent."""

from __future__ import annotations

import json

from dragoman.charts import CSS, Point, Source, balance, balances, runtime, spec, svg, timeline
from dragoman.charts.points import lay, millis, period
from dragoman.model import parse_edtf


def point(ident: str, date: str | None, quad: int | None = 1, **more: object) -> Point:
    """Return a point with a date in EDTF."""
    return Point(ident, parse_edtf(date) if date else None, quad, **more)  # type: ignore[arg-type]


def test_days_are_milliseconds_since_1970() -> None:
    """1 January 1970 is 0 and a day has 86,400,000 ms, also before 1970."""
    assert millis(parse_edtf("1970-01-01").earliest) == 0  # type: ignore[arg-type]
    assert millis(parse_edtf("1969-12-31").earliest) == -86_400_000  # type: ignore[arg-type]


def test_the_period_holds_all_dates_and_survives_their_absence() -> None:
    """The axis runs over whole years with air on both sides; without dates it is still an axis."""
    low, high = period([parse_edtf("1918-06"), None, parse_edtf("2023")])
    assert low <= millis(parse_edtf("1917").earliest)  # type: ignore[arg-type]
    assert high > millis(parse_edtf("2023").latest)  # type: ignore[arg-type]
    assert period([]) == period([None])


def test_each_dated_report_has_one_point_and_no_two_share_a_place() -> None:
    """Reports of one day are stacked; one without a date is not drawn."""
    points = [point(f"r{number}", "1992-05-31", 1) for number in range(4)] + [point("r9", None)]
    laid = lay(points, period([p.date for p in points]))
    assert sorted(row["id"] for row in laid.rows) == ["r0", "r1", "r2", "r3"]
    assert len({(row["t"], row["y"]) for row in laid.rows}) == 4


def test_a_wide_date_is_drawn_as_a_stretch() -> None:
    """A war of years is a stretch with both ends; a day is a point alone."""
    points = [point("r1", "1918/1920"), point("r2", "1992-05-31")]
    rows = {row["id"]: row for row in lay(points, period([p.date for p in points])).rows}
    assert rows["r1"]["from"] == millis(parse_edtf("1918").earliest)  # type: ignore[arg-type]
    assert rows["r1"]["to"] == millis(parse_edtf("1920").latest)  # type: ignore[arg-type]
    assert "from" not in rows["r2"]


def test_an_open_interval_stands_at_its_known_end() -> None:
    """``1991-12/..`` has no last day and is drawn where it begins."""
    points = [point("r1", "1991-12/..")]
    [row] = lay(points, period([p.date for p in points])).rows
    assert row["t"] == millis(parse_edtf("1991-12").earliest)  # type: ignore[arg-type]


def test_layout_does_not_depend_on_order() -> None:
    """The same points in another order are laid out the same."""
    points = [point(f"r{n}", f"{1990 + n % 3}-0{1 + n % 9}", 1 + n % 4) for n in range(40)]
    span = period([p.date for p in points])
    key = lambda row: row["id"]  # noqa: E731
    assert sorted(lay(points, span).rows, key=key) == sorted(lay(points[::-1], span).rows, key=key)


def test_no_line_joins_the_points() -> None:
    """The timeline has rules and points, never a line or area mark, and no aggregate."""
    text = json.dumps(
        spec(timeline([point("r1", "1992"), point("r2", "2020")], [Source(parse_edtf("2004"))]))
    )
    assert '"type": "line"' not in text
    assert '"area"' not in text
    assert "aggregate" not in text


def test_no_mean_below_the_stated_number_of_documents() -> None:
    """Four documents of a decade get no mean, five do; each weighs the same (mean by hand)."""
    four = [point(f"r{n}", "1992", 1, source=f"d{n}") for n in range(4)]
    [row] = balances(four, minimum=5)
    assert row.mean is None
    assert row.documents == 4
    assert balance(four) is None
    five = [*four, *(point(f"x{n}", "1995", 4, source="d9") for n in range(7))]
    [row] = balances(five, minimum=5)
    assert row.mean == 0.8  # four documents wholly co-operative, one not at all
    assert row.reports == 11
    assert balance(five) is not None


def test_silence_is_not_zero() -> None:
    """A decade without reports is absent from the balance, not a zero."""
    rows = balances([point("r1", "1918"), point("r2", "2020")])
    assert [row.decade for row in rows] == [1910, 2020]


def test_what_did_not_happen_and_what_spans_decades_enters_no_mean() -> None:
    """Negated reports, reports without quad and dates across two decades are left out."""
    rows = balances(
        [
            point("r1", "1992", counted=False),
            point("r2", "1992", None),
            point("r3", "1989/1991"),
            point("r4", None),
        ]
    )
    assert rows == []


def test_drawn_without_network_and_with_nothing_live() -> None:
    """The still picture is SVG without script, link, image or event handler."""
    picture = svg(timeline([point("r1", "1992", label="<script>x</script>")], theme=CSS))
    assert picture.startswith("<svg")
    for live in ("<script", "<image", "<a ", "onload", "href", "style="):
        assert live not in picture
    assert "var(--lane-1)" in picture


def test_same_points_same_picture() -> None:
    """Two drawings of the same points are the same text."""
    points = [point(f"r{n}", f"19{20 + n}", 1 + n % 4) for n in range(9)]
    assert svg(timeline(points)) == svg(timeline(points))


def test_the_runtime_can_stand_in_a_page() -> None:
    """The bundle defines vegaEmbed and holds nothing that would end a script element."""
    script = runtime()
    assert "window.vegaEmbed" in script
    assert "</script" not in script.lower()
    assert "<!--" not in script
