"""Lines over years with their names at their right ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.charts import parts
from dragoman.charts.theme import Theme, stacked

if TYPE_CHECKING:
    from altair import Chart, LayerChart

__all__ = ["named_lines"]


def named_lines(
    rows: list[parts.Row],
    names: list[str],
    *,
    domain: tuple[float, float],
    theme: Theme,
    width: int,
    height: int,
    title: str | None,
    under: Sequence[Chart] = (),
    axis: str | None = None,
    label: str | None = None,
) -> LayerChart:
    """Draw lines with their names at their right ends."""
    import altair as alt

    rows = [dict(row, run=f"{row['name']} {row['run']}") for row in rows]
    x, y = parts.years(axis), parts.flat("y", label, domain=domain)
    data = parts.values(rows)
    paint = parts.colour(theme, names)
    lines = (
        alt.Chart(data)
        .mark_line(aria=False, strokeWidth=1.8)
        .encode(x=x, y=y, color=paint, strokeDash=parts.dash(names), detail="run:N")
    )
    dots = (
        alt.Chart(data)
        .mark_circle(aria=False, size=12, opacity=1)
        .encode(
            x=x,
            y=y,
            color=paint,
            tooltip=[alt.Tooltip("name:N"), alt.Tooltip("x:Q", format="d"), alt.Tooltip("y:Q", format=".3f")],
        )
    )
    right = max((row["x"] for row in rows), default=0)
    labels = parts.at_ends(rows, x, label, paint, domain=domain, height=height, right=right)
    return stacked([*under, lines, dots, labels], theme, width=width, height=height, title=title)
