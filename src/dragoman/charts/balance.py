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
    dots: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = [
        {"t": span[0], "y": _height(share) - 6, "label": f"{share:.0%}"} for share in (0.0, 0.5, 1.0)
    ] + [{"t": span[0], "y": _NUMBERS - 13, "label": "Documents"}]
    numbers: list[dict[str, Any]] = []
    for row in rows:
        start = max(millis(date(max(1, row.decade), 1, 1)), span[0])
        stop = min(millis(date(min(9999, row.decade + 10), 1, 1)), span[1])
        middle = (start + stop) // 2
        numbers.append({"t": middle, "y": _NUMBERS, "label": str(row.documents)})
        if row.mean is None:
            continue
        label = f"{row.decade}s: {row.mean:.0%} co-operative, mean of {row.documents} documents"
        means.append({"t": start, "end": stop, "y": _height(row.mean), "label": label})
        dots.extend({"t": middle, "y": _height(share)} for share in row.shares)
    # The grid runs over the whole span and so gives the axis its ends.
    grid = [{"t": span[0], "end": span[1], "y": _height(share)} for share in (0.0, 0.5, 1.0)]
    x = alt.X(
        "t:T",
        scale=alt.Scale(type="utc", nice=False),
        axis=alt.Axis(format="%Y", grid=False, title=None, labelOverlap=True, tickCount=12),
    )
    y = alt.Y("y:Q", scale=alt.Scale(domain=[_NUMBERS + 10, 0], nice=False, zero=False), axis=None)
    layers = [
        alt.Chart(alt.NamedData("grid"))
        .mark_rule(aria=False, strokeWidth=1, color=theme.line)
        .encode(x=x, x2=alt.X2("end:T"), y=y),
        alt.Chart(alt.NamedData("dots"))
        .mark_circle(aria=False, size=30, opacity=0.55, color=theme.muted)
        .encode(x=x, y=y),
        alt.Chart(alt.NamedData("means"))
        .mark_rule(aria=False, strokeWidth=3, color=theme.text)
        .encode(x=x, x2=alt.X2("end:T"), y=y, tooltip=alt.Tooltip("label:N")),
        alt.Chart(alt.NamedData("names"))
        .mark_text(aria=False, align="left", fontSize=11, color=theme.muted)
        .encode(x=alt.value(0), y=y, text="label:N"),
        alt.Chart(alt.NamedData("numbers"))
        .mark_text(aria=False, fontSize=11, color=theme.text)
        .encode(x=x, y=y, text="label:N"),
    ]
    return dress(
        alt.layer(*layers, width=width, height=_NUMBERS + 10),
        theme,
        {"grid": grid, "dots": dots, "means": means, "names": names, "numbers": numbers},
    )


_TOP, _TALL, _NUMBERS = 14.0, 72.0, 118.0


def _height(share: float) -> float:
    """Return where a share stands, in pixels from the top."""
    return round(_TOP + _TALL * (1 - share), 2)
