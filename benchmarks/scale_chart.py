"""The picture of a study that grows: processor time and peak memory by the number of documents.

Usage: python -m benchmarks.scale_chart FOLDER   draws study-scale.json of the folder again
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.charts import DARK, LIGHT, Theme, parts, svg
from dragoman.charts.theme import plate

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["chart", "plot", "rows_of", "slope"]

_STEPS = {"add": "adding", "code": "coding"}
_NAME = "study-scale"


def rows_of(results: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one row for each size and step: documents, step, seconds of processor time, peak in MB."""
    return [
        {
            "documents": one["documents"],
            "step": words,
            "cpu": one[step]["cpu"],
            "peak_mb": one[step]["peak_mb"],
        }
        for one in results
        for step, words in _STEPS.items()
    ]


def slope(rows: Sequence[dict[str, Any]], step: str) -> float:
    """Return by which power of the number of documents the time of a step grows: 1 is linear."""
    import numpy as np

    kept = [row for row in rows if row["step"] == step]
    x = np.log([row["documents"] for row in kept])
    return float(np.polyfit(x, np.log([row["cpu"] for row in kept]), 1)[0])


def chart(rows: Sequence[dict[str, Any]], theme: Theme = LIGHT) -> LayerChart:
    """Draw both panels; a dotted line shows what linear is, from the largest study back."""
    import altair as alt

    steps = list(_STEPS.values())
    sizes = sorted({row["documents"] for row in rows})
    x = alt.X(
        "documents:Q",
        scale=alt.Scale(type="log", domain=[sizes[0] * 0.8, sizes[-1] * 1.25], nice=False),
        axis=alt.Axis(values=sizes, format=",d", grid=False, title="documents"),
    )
    last = {row["step"]: row for row in rows if row["documents"] == sizes[-1]}
    ideal = [
        {"documents": n, "step": step, "cpu": last[step]["cpu"] * n / sizes[-1]}
        for step in steps
        for n in sizes
    ]
    paint, dashes = parts.colour(theme, steps, field="step"), parts.dash(steps, field="step")

    def panel(field: str, title: str, scale: alt.Scale, under: list[Any]) -> Any:
        tens = [10.0**power for power in range(7)] if field == "cpu" else alt.Undefined
        axis = alt.Axis(title=None, domain=False, ticks=False, tickCount=6, values=tens, format=",.0f")
        y = alt.Y(f"{field}:Q", scale=scale, axis=axis)
        data = alt.Chart(parts.values(list(rows)))
        # Of two ends that meet the upper name goes up, the other down.
        ranked = sorted(last.values(), key=lambda row: float(row[field]))
        ends = [
            alt.Chart(parts.values([row])).mark_text(aria=False, align="left", dx=9, dy=dy, fontSize=11)
            for row, dy in zip(ranked, (6, -6), strict=True)
        ]
        return alt.layer(
            *(one.encode(x=x, y=y) for one in under),
            data.mark_line(aria=False, strokeWidth=1.8).encode(x=x, y=y, color=paint, strokeDash=dashes),
            data.mark_circle(aria=False, size=42, opacity=1).encode(x=x, y=y, color=paint),
            *(one.encode(x=x, y=y, text="step:N", color=paint) for one in ends),
        ).properties(width=290, height=230, title=title)

    dotted = alt.Chart(parts.values(ideal)).mark_line(
        aria=False, strokeWidth=1, strokeDash=[1, 3], color=theme.muted
    )
    highest = max(row["peak_mb"] for row in rows)
    both = alt.hconcat(
        panel(
            "cpu",
            "processor time, seconds",
            alt.Scale(type="log"),
            [dotted.encode(detail="step:N")],
        ),
        panel("peak_mb", "peak memory, MB", alt.Scale(domain=[0, highest * 1.1], nice=True), []),
        spacing=70,
    )
    return plate(both, theme)


def plot(results: Sequence[dict[str, Any]], folder: Path) -> None:
    """Write the figures and the pictures for light and dark pages."""
    rows = rows_of(results)
    (folder / f"{_NAME}.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    draw(rows, folder)


def draw(rows: Sequence[dict[str, Any]], folder: Path) -> None:
    """Write the pictures."""
    for name, theme in (("light", LIGHT), ("dark", DARK)):
        (folder / f"{_NAME}-{name}.svg").write_text(svg(chart(rows, theme)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    where = Path(sys.argv[1])
    draw(json.loads((where / f"{_NAME}.json").read_text(encoding="utf-8")), where)
