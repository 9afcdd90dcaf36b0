"""How co-operative the documents are about a decade: drawn only where enough of them speak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.charts.points import Point, millis
from dragoman.charts.theme import LIGHT, Theme, dress

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["Balance", "balance", "balances"]


@dataclass(frozen=True, slots=True)
class Balance:
    """One decade as its documents tell it.

    Attributes
    ----------
    decade : int
        First year.
    shares : tuple of float
        For each document, sorted: the share of co-operative among its counted reports.
    reports : int
    mean : float or None
        Mean over documents, each weighing the same; None where too few speak.
    """

    decade: int
    shares: tuple[float, ...]
    reports: int
    mean: float | None

    @property
    def documents(self) -> int:
        """Number of independent documents that report something in this decade."""
        return len(self.shares)


def balances(points: Iterable[Point], *, minimum: int = 5) -> list[Balance]:
    """Return the share of co-operation by decade.

    Only counted reports of a quad class whose whole date lies in one decade enter.  A decade
    nobody reports on is absent, not zero.

    Parameters
    ----------
    points : iterable of Point
    minimum : int, default 5
        Independent documents needed for a mean.
    """
    found: dict[int, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for point in points:
        when = point.date
        if not point.counted or point.quad is None or when is None:
            continue
        if when.earliest is None or when.latest is None:
            continue
        decade = when.earliest.year // 10 * 10
        if when.latest.year // 10 * 10 != decade:
            continue
        found[decade][point.source].append(point.quad <= 2)
    rows: list[Balance] = []
    for decade, by_source in sorted(found.items()):
        shares = tuple(sorted(sum(said) / len(said) for said in by_source.values()))
        mean = sum(shares) / len(shares) if len(shares) >= minimum else None
        rows.append(Balance(decade, shares, sum(map(len, by_source.values())), mean))
    return rows


def balance(
    points: Iterable[Point],
    *,
    minimum: int = 5,
    span: tuple[int, int] | None = None,
    theme: Theme = LIGHT,
    width: int | str = 760,
) -> LayerChart | None:
    """Draw the share of co-operation by decade: every document a tick, their mean a bar.

    Returns
    -------
    altair.LayerChart or None
        None where no decade reaches ``minimum`` documents: then there is nothing to draw.
    """
    import altair as alt

    rows = balances(points, minimum=minimum)
    if all(row.mean is None for row in rows):
        return None
    if span is None:
        span = (millis(date(rows[0].decade, 1, 1)), millis(date(min(9999, rows[-1].decade + 10), 1, 1)))
    means: list[dict[str, Any]] = []
    ticks: list[dict[str, Any]] = []
    quiet: list[dict[str, Any]] = []
    for row in rows:
        start, middle, stop = (millis(date(min(9999, row.decade + add), 1, 1)) for add in (0, 5, 10))
        if row.mean is None:
            quiet.append({"t": middle, "label": f"only {row.documents}"})
            continue
        label = f"{row.decade}s: {row.mean:.0%} co-operative, mean of {row.documents} documents"
        means.append({"from": start, "to": stop, "share": round(row.mean, 4), "label": label})
        ticks.extend({"t": middle, "share": round(share, 4)} for share in row.shares)
    x = alt.X(
        "t:T",
        scale=alt.Scale(type="utc", nice=False),
        axis=alt.Axis(format="%Y", grid=False, title=None, labelOverlap=True, tickCount=12),
    )
    y = alt.Y(
        "share:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(
            format="%",
            values=[0, 0.5, 1],
            title=None,
            domain=False,
            ticks=False,
            # Inside, so that the years stand under those of the timeline.
            labelAlign="left",
            labelBaseline="bottom",
            labelPadding=0,
        ),
    )
    floor = {"t": span[0], "end": span[1], "share": 0}
    layers = [
        alt.Chart(alt.InlineData(values=[floor]))  # gives the axis its ends
        .mark_rule(aria=False, strokeWidth=1, color=theme.line)
        .encode(x=x, x2=alt.X2("end:T"), y=y),
        alt.Chart(alt.InlineData(values=ticks))
        .mark_circle(aria=False, size=26, opacity=0.45, color=theme.muted)
        .encode(x=x, y=y),
        alt.Chart(alt.InlineData(values=means))
        .mark_rule(aria=False, strokeWidth=3, color=theme.text)
        .encode(x=alt.X("from:T"), x2=alt.X2("to:T"), y=y, tooltip=alt.Tooltip("label:N")),
        alt.Chart(alt.InlineData(values=quiet))
        .mark_text(aria=False, fontSize=10, color=theme.muted)
        .encode(x=alt.X("t:T"), y=alt.value(40), text="label:N"),
    ]
    return dress(alt.layer(*layers).properties(width=width, height=80), theme)

