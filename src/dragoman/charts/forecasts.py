"""Forecasts, and how good they were."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from dragoman.charts import parts
from dragoman.charts.theme import LIGHT, Theme, stacked
from dragoman.model.errors import InputError
from dragoman.relations.forecast import Forecast

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["fan", "skill"]


def fan(
    values: ArrayLike,
    forecasts: dict[str, Forecast],
    *,
    starts: Sequence[int] | None = None,
    label: str | None = None,
    theme: Theme = LIGHT,
    width: int = 640,
    height: int = 200,
    title: str | None = None,
) -> LayerChart:
    """Draw a series and what is expected of it: the mean of each model, and the 50 and 90 % of the last one.

    Parameters
    ----------
    values : array (n,)
    forecasts : dict of name to Forecast
        The naive one first; the last one gets its intervals drawn.
    starts : sequence of int, optional
        Where the values stand; one apart.
    label, theme, width, height, title
    """
    import altair as alt

    series = np.asarray(values, dtype=np.float64).tolist()
    if not forecasts or not series:
        raise InputError("A fan needs a series and at least one forecast.")
    at = list(range(len(series))) if starts is None else [int(t) for t in starts]
    if len(at) != len(series):
        raise InputError(f"There are {len(series)} values and {len(at)} starts; give one for each value.")
    names = list(forecasts)
    past: list[parts.Row] = [{"x": t, "y": v} for t, v in zip(at, series, strict=True)]
    means: list[parts.Row] = [
        {"x": at[-1] + h + 1, "y": float(m), "name": name, "run": name}
        for name, one in forecasts.items()
        for h, m in enumerate(one.mean)
    ]
    shown = forecasts[names[-1]]
    bands: list[list[parts.Row]] = [
        [
            {"x": at[-1] + h + 1, "low": float(m - z * s), "high": float(m + z * s), "run": 0}
            for h, (m, s) in enumerate(zip(shown.mean, shown.sd, strict=True))
        ]
        for z in (1.6449, 0.6745)
    ]
    low = min(*series, 0.0, min(r["low"] for r in bands[0]))
    high = max(*series, max(r["high"] for r in bands[0]), max(r["y"] for r in means))
    domain = (low, high)
    x, y = parts.years(), parts.flat("y", label, domain=domain)
    paint = parts.colour(theme, names)
    layers = [
        *(
            parts.band(
                parts.values(rows),
                x,
                parts.flat("low", label, domain=domain),
                high="high",
                color=alt.value(theme.lanes[4]),
                opacity=0.22,
            )
            for rows in bands
        ),
        alt.Chart(parts.values(past))
        .mark_line(aria=False, color=theme.text, strokeWidth=1.2)
        .encode(x=x, y=y),
        alt.Chart(parts.values(means))
        .mark_line(aria=False, strokeWidth=2, point={"size": 16})
        .encode(x=x, y=y, color=paint, strokeDash=parts.dash(names)),
        parts.at_ends(means, x, label, paint, domain=domain, height=height),
    ]
    return stacked(layers, theme, width=width, height=height, title=title)


def skill(
    table: pl.DataFrame,
    *,
    theme: Theme = LIGHT,
    width: int = 460,
    title: str | None = None,
) -> LayerChart:
    """Draw how good forecasts were: the score of each model for each horizon, beside the naive one's.

    Parameters
    ----------
    table : polars.DataFrame
        From `dragoman.relations.forecast.rolling_origin`.
    theme, width, title
    """
    import altair as alt

    if "crps" not in table.columns or table.is_empty():
        raise InputError("The table has no scores; it is to come from rolling_origin().")
    names = table["model"].unique(maintain_order=True).to_list()
    aheads = table["ahead"].unique().sort().to_list()
    rows: list[parts.Row] = [
        dict(
            row,
            row=f"{row['model']}",
            label=f"covers {row['coverage_90']:.0%} by 90 %" if math.isfinite(row["coverage_90"]) else "",
        )
        for row in table.iter_rows(named=True)
    ]
    naive = [{"crps": row["crps"]} for row in rows if row["model"] == "naive" and row["ahead"] == aheads[0]]
    y = alt.Y("row:N", sort=names, axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=200))
    high = max(row["crps"] for row in rows)
    x = alt.X(
        "crps:Q",
        scale=alt.Scale(domain=[0, high * 1.05], nice=False),
        axis=alt.Axis(title="CRPS, the less the better", grid=True, tickCount=5, domain=False),
    )
    opacity = alt.Opacity(
        "ahead:O",
        sort=aheads,
        legend=alt.Legend(title="periods ahead", orient="top") if len(aheads) > 1 else None,
        scale=alt.Scale(
            domain=aheads, range=[1.0 - 0.75 * k / max(1, len(aheads) - 1) for k in range(len(aheads))]
        ),
    )
    layers = [
        parts.mark(naive, theme, x),
        alt.Chart(parts.values(rows))
        .mark_point(aria=False, filled=True, size=70, color=theme.lanes[0])
        .encode(
            x=x,
            y=y,
            opacity=opacity,
            tooltip=[
                alt.Tooltip("row:N"),
                alt.Tooltip("ahead:O"),
                alt.Tooltip("crps:Q", format=".3f"),
                alt.Tooltip("label:N"),
            ],
        ),
    ]
    return stacked(layers, theme, width=width, height=26 * len(names), title=title)
