"""Where each state stands in a network: in which camp over time, and between whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from dragoman.charts import parts
from dragoman.charts.theme import LIGHT, Theme, stacked
from dragoman.model.errors import InputError

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["brokerage", "camps"]


def camps(
    frame: pl.DataFrame,
    *,
    period: str = "year",
    most: int = 40,
    names: Mapping[str | int, str] | None = None,
    theme: Theme = LIGHT,
    width: int = 600,
    title: str | None = None,
) -> LayerChart:
    """Draw who belonged to which community when: one row a node, one colour and number a community.

    Parameters
    ----------
    frame : polars.DataFrame
        From `dragoman.relations.communities.communities_over_time`.
    period : str
    most : int
        Most nodes: those that are there longest.
    names, theme, width, title
    """
    import altair as alt

    missing = [c for c in (period, "node", "community") if c not in frame.columns]
    if missing:
        raise InputError(f"The table lacks {', '.join(missing)}; it is to come from communities_over_time().")
    stay = (
        frame.group_by("node")
        .agg(pl.len().alias("n"), pl.col("community").mode().sort().first().alias("home"))
        .sort("n", "node", descending=[True, False])
        .head(most)
        .sort("home", "node")
    )
    shown = frame.join(stay, on="node")
    order = [(names or {}).get(node, str(node)) for node in stay["node"].to_list()]
    rows: list[parts.Row] = [
        {"x": str(when), "node": (names or {}).get(node, str(node)), "camp": int(camp)}
        for when, node, camp in shown.sort(period).select(period, "node", "community").iter_rows()
    ]
    # The six that hold most get a colour; the rest is grey, and every cell has its number.
    large = frame["community"].value_counts(sort=True)["community"].head(6).to_list()
    wheel = (theme.lanes[0], theme.lanes[2], theme.lanes[1], theme.lanes[3], theme.text, theme.muted)
    for row in rows:
        row["kind"] = row["camp"] if row["camp"] in large else -1
    x = alt.X("x:O", axis=alt.Axis(title=None, domain=False, ticks=False, labelAngle=0, labelOverlap=True))
    y = alt.Y("node:N", sort=order, axis=alt.Axis(title=None, domain=False, ticks=False))
    paint = alt.Color(
        "kind:O", scale=alt.Scale(domain=[*large, -1], range=[*wheel[: len(large)], theme.line]), legend=None
    )
    layers = [
        alt.Chart(parts.values(rows))
        .mark_rect(aria=False, opacity=0.75, stroke=theme.paper, strokeWidth=0.6)
        .encode(
            x=x, y=y, color=paint, tooltip=[alt.Tooltip("node:N"), alt.Tooltip("x:O"), alt.Tooltip("camp:O")]
        ),
    ]
    if len({row["x"] for row in rows}) <= 30:
        layers.append(
            alt.Chart(parts.values(rows))
            .mark_text(aria=False, fontSize=8, color=theme.paper)
            .encode(x=x, y=y, text="camp:O")
        )
    return stacked(layers, theme, width=width, height=13 * len(order), title=title)


def brokerage(
    frame: pl.DataFrame,
    *,
    most: int = 15,
    names: Mapping[str | int, str] | None = None,
    theme: Theme = LIGHT,
    width: int = 420,
    title: str | None = None,
) -> LayerChart:
    """Draw who stands between others: betweenness, and how many pairs of enemies a node is a friend of.

    Parameters
    ----------
    frame : polars.DataFrame
        From `dragoman.relations.brokers.brokers`.
    most : int
    names, theme, width, title
    """
    import altair as alt

    top = frame.filter(pl.col("betweenness").fill_nan(0.0) > 0).head(most)
    if top.is_empty():
        raise InputError("Nobody stands on a shortest chain between others: there is nothing to draw.")
    rows: list[parts.Row] = [
        {
            "name": (names or {}).get(node, str(node)),
            "value": value,
            "zero": 0.0,
            "label": f"between {enemies} pairs of enemies" if enemies != 1 else "between 1 pair of enemies",
        }
        for node, value, enemies in top.select("node", "betweenness", "between_enemies").iter_rows()
    ]
    x = alt.X(
        "value:Q",
        scale=alt.Scale(zero=True, nice=False),
        axis=alt.Axis(
            title="share of shortest chains of friends that pass through",
            tickCount=5,
            format="~%",
            domain=False,
        ),
    )
    y = alt.Y(
        "name:N",
        sort=[r["name"] for r in rows],
        axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=180),
    )
    data = parts.values(rows)
    layers = [
        alt.Chart(data)
        .mark_rule(aria=False, color=theme.lanes[0], strokeWidth=2)
        .encode(x=x, x2="zero", y=y),
        alt.Chart(data).mark_circle(aria=False, color=theme.lanes[0], size=60, opacity=1).encode(x=x, y=y),
        alt.Chart(data)
        .mark_text(aria=False, align="left", dx=9, fontSize=10, color=theme.muted)
        .encode(x=x, y=y, text="label:N"),
    ]
    return stacked(layers, theme, width=width, height=19 * len(rows), title=title)
