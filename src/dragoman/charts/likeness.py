"""Who is like whom: a square for each pair of states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from dragoman.charts import parts
from dragoman.charts.theme import LIGHT, Theme, plate
from dragoman.model.errors import InputError

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["likeness"]


def likeness(
    frame: pl.DataFrame,
    *,
    measure: str = "cohen_kappa",
    states: list[str] | None = None,
    theme: Theme = LIGHT,
    size: int = 16,
    title: str | None = None,
) -> LayerChart:
    """Draw who is like whom in one year: a square for each pair, most alike states beside each other.

    Blue is alike, red with a cross is opposed, the paler the weaker; a pair without a value stays empty.

    Parameters
    ----------
    frame : polars.DataFrame
        `state_a`, `state_b` and the measure, of one year, from `dragoman.relations.similarity.dyads`.
    measure : str
    states : list of str, optional
        Whom to draw; by default all.
    theme : Theme
    size : int, pixels of a square
    title : str, optional
    """
    import altair as alt

    missing = [c for c in ("state_a", "state_b", measure) if c not in frame.columns]
    if missing:
        raise InputError(f"The table lacks {', '.join(missing)}; it has {', '.join(frame.columns)}.")
    if frame.select("state_a", "state_b").is_duplicated().any():
        raise InputError("The table has several rows for a pair; choose one year.")
    if states is not None:
        frame = frame.filter(pl.col("state_a").is_in(states) & pl.col("state_b").is_in(states))
    names = pl.concat([frame["state_a"], frame["state_b"].rename("state_a")]).unique().sort().to_list()
    if len(names) < 2:
        raise InputError("There are no two states to compare.")
    index = {name: k for k, name in enumerate(names)}
    matrix = np.full((len(names), len(names)), np.nan)
    for a, b, value in frame.select("state_a", "state_b", measure).iter_rows():
        matrix[index[a], index[b]] = matrix[index[b], index[a]] = np.nan if value is None else value
    filled = np.nan_to_num(matrix, nan=0.0)
    np.fill_diagonal(filled, 1.0)
    _, vectors = np.linalg.eigh(filled - filled.mean(axis=0) - filled.mean(axis=1)[:, None] + filled.mean())
    axis = vectors[:, -1] * (1.0 if vectors[np.abs(vectors[:, -1]).argmax(), -1] > 0 else -1.0)
    order = [names[k] for k in np.lexsort((np.arange(len(names)), axis)).tolist()]
    rows: list[parts.Row] = [
        {
            "a": names[i],
            "b": names[j],
            "value": float(matrix[i, j]),
            "size": min(1.0, abs(float(matrix[i, j]))),
        }
        for i in range(len(names))
        for j in range(len(names))
        if i != j and np.isfinite(matrix[i, j])
    ]
    side = alt.Axis(title=None, domain=False, ticks=False, labelLimit=160)
    x = alt.X(
        "a:N",
        sort=order,
        axis=alt.Axis(title=None, domain=False, ticks=False, labelAngle=-60, labelLimit=160),
    )
    y = alt.Y("b:N", sort=order, axis=side)
    opacity = alt.Opacity("size:Q", scale=alt.Scale(domain=[0, 1], range=[0.06, 1]), legend=None)
    tip = [alt.Tooltip("a:N"), alt.Tooltip("b:N"), alt.Tooltip("value:Q", format=".2f", title=measure)]
    layers = []
    for kept, tint in (
        ([r for r in rows if r["value"] >= 0], theme.lanes[0]),
        ([r for r in rows if r["value"] < 0], theme.lanes[3]),
    ):
        if kept:
            layers.append(
                alt.Chart(parts.values(kept))
                .mark_rect(aria=False, color=tint)
                .encode(x=x, y=y, opacity=opacity, tooltip=tip)
            )
    crossed: list[parts.Row] = [r for r in rows if r["value"] < 0]
    if crossed:
        layers.append(
            alt.Chart(parts.values(crossed))
            .mark_point(aria=False, shape="cross", size=12, color=theme.lanes[3], filled=True)
            .encode(x=x, y=y)
        )
    if not layers:
        raise InputError(f"No pair has a value of {measure}.")
    chart = alt.layer(*layers).properties(width=size * len(names), height=size * len(names))
    return plate(chart, theme, title=title)
