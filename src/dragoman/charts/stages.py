"""Stages of a relation: what authors say of them above, where the counts change below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.charts.points import millis
from dragoman.charts.theme import LIGHT, Theme, dress

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["Stage", "stages"]

_LANE = 17.0
_HEAD = 18.0
_YEAR = 366 * 86_400_000  # milliseconds
_DIRECTIONS = ("closer", "apart", "unchanged", "mixed")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of time with what is said or counted of it.

    Attributes
    ----------
    start, stop : date or None
        Half open; None where nobody says when it begins or ends.
    direction : str
        ``closer``, ``apart``, ``unchanged`` or ``mixed``.
    """

    start: date | None
    stop: date | None
    direction: str
    label: str


def _lanes(found: Sequence[Stage]) -> list[int]:
    """Put each stage into the first lane that is free at its start."""
    free: list[date] = []
    lanes = []
    for one in found:
        lane = next((i for i, end in enumerate(free) if end <= (one.start or date.min)), len(free))
        if lane == len(free):
            free.append(date.min)
        free[lane] = one.stop or date.max
        lanes.append(lane)
    return lanes


def stages(
    told: Sequence[Stage],
    counted: Sequence[Stage],
    *,
    span: tuple[int, int] | None = None,
    theme: Theme = LIGHT,
    width: int | str = 760,
) -> LayerChart | None:
    """Draw stages as bars on one axis of time; one that is open at an end is dashed to the end of the axis.

    Parameters
    ----------
    told, counted : sequence of Stage, in the order of time
        Claims of authors, and phases of the counted series.
    span : (int, int), milliseconds since 1970, optional
        Ends of the axis; by default those of the stages.

    Returns
    -------
    altair.LayerChart or None
        None where there is nothing to draw.
    """
    import altair as alt

    if not told and not counted:
        return None
    bars: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    y = 0.0
    for title, found in (("As authors tell it", told), ("As the reports count", counted)):
        if not found:
            continue
        heads.append({"y": y + _HEAD / 2, "label": title})
        y += _HEAD
        lanes = _lanes(found)
        for one, lane in zip(found, lanes, strict=True):
            bars.append(
                {
                    "from": millis(one.start) if one.start else None,
                    "to": millis(one.stop) if one.stop else None,
                    "open": one.start is None or one.stop is None,
                    "y": y + _LANE * (lane + 0.5),
                    "direction": one.direction,
                    "label": one.label,
                }
            )
        y += _LANE * (max(lanes) + 1) + 8
    known = [bar[end] for bar in bars for end in ("from", "to") if bar[end] is not None]
    ends = span or (min(known), max(max(known), min(known) + _YEAR))
    least = (ends[1] - ends[0]) // 120  # a single day must still be seen
    for bar in bars:
        first = ends[0] if bar["from"] is None else bar["from"]
        last = ends[1] if bar["to"] is None else bar["to"]
        bar["from"] = min(max(first, ends[0]), ends[1] - least)
        bar["to"] = min(max(last, bar["from"] + least), ends[1])
    floor = [{"from": ends[0], "to": ends[1], "y": y}]
    x = alt.X(
        "from:T",
        scale=alt.Scale(type="utc", nice=False),
        axis=alt.Axis(format="%Y", grid=False, title=None, labelOverlap=True, tickCount=12),
    )
    y_ = alt.Y("y:Q", scale=alt.Scale(domain=[y, 0], nice=False, zero=False), axis=None)
    colour = alt.Color(
        "direction:N",
        scale=alt.Scale(
            domain=list(_DIRECTIONS), range=[theme.lanes[1], theme.lanes[3], theme.muted, theme.lanes[2]]
        ),
        legend=None,
    )
    layers = [
        alt.Chart(alt.NamedData("floor"))
        .mark_rule(aria=False, strokeWidth=1, color=theme.line)
        .encode(x=x, x2=alt.X2("to:T"), y=y_),
        alt.Chart(alt.NamedData("bars"))
        .mark_rule(aria=False, strokeWidth=9)
        .encode(
            x=x,
            x2=alt.X2("to:T"),
            y=y_,
            color=colour,
            opacity=alt.condition("datum.open", alt.value(0.5), alt.value(0.9)),
            strokeDash=alt.condition("datum.open", alt.value([6, 2]), alt.value([1, 0])),
            tooltip=alt.Tooltip("label:N"),
        ),
        alt.Chart(alt.NamedData("heads"))
        .mark_text(aria=False, align="left", baseline="middle", fontSize=11, color=theme.muted)
        .encode(x=alt.value(0), y=y_, text="label:N"),
    ]
    return dress(
        alt.layer(*layers, width=width, height=y), theme, {"floor": floor, "bars": bars, "heads": heads}
    )
