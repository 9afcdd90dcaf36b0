"""Networks: everybody around a dyad, camps, brokers, who is like whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dragoman.charts import parts
from dragoman.charts.theme import LIGHT, Theme, plate, stacked
from dragoman.model.errors import InputError
from dragoman.relations.brokers import between
from dragoman.relations.communities import communities
from dragoman.relations.joint import Floats
from dragoman.relations.signed import SignedNetwork

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["around_dyad", "brokerage", "camps", "likeness", "signed_network"]

_SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")


def around_dyad(
    network: SignedNetwork,
    a: str | int,
    b: str | int,
    *,
    names: Mapping[str | int, str] | None = None,
    most: int = 40,
    theme: Theme = LIGHT,
    width: int = 640,
    title: str | None = None,
) -> LayerChart:
    """Draw who stands where around two states.

    The two stand left and right.  Between them, above, the friends of both; below, the enemies of both;
    further out who is with the one against the other, and at the edge who has a tie to only one.  Full
    lines are friendships, dashed ones enmities.

    Parameters
    ----------
    network : SignedNetwork
    a, b : names of two nodes
    names : mapping, optional
        What to write instead of the nodes' own names.
    most : int
        Most thirds to draw: those tied to both first.
    theme, width, title
    """
    stand = between(network, a, b).with_columns(
        both=(pl.col("to_a") != 0).cast(pl.Int8()) + (pl.col("to_b") != 0).cast(pl.Int8())
    )
    stand = stand.filter(pl.col("both") > 0).sort("both", "node", descending=[True, False]).head(most)
    columns: dict[str, list[str | int]] = {}
    for row in stand.iter_rows(named=True):
        columns.setdefault(row["stance"], []).append(row["node"])
    # Columns from the left: edge, with the first, the two's middle, with the second, edge.
    x_of = {
        "friend of the first": 0.04,
        "enemy of the first": 0.04,
        "with the first": 0.25,
        "friend of both": 0.5,
        "enemy of both": 0.5,
        "with the second": 0.75,
        "friend of the second": 0.96,
        "enemy of the second": 0.96,
    }
    upper = {"friend of both", "friend of the first", "friend of the second"}
    outer = {0.04, 0.96}
    tall = max(
        [sum(len(columns.get(s, [])) for s in x_of if x_of[s] == x) for x in outer]
        + [2 * len(columns.get(s, [])) for s in x_of if x_of[s] not in outer]
        + [6]
    )
    height = 17.0 * tall + 70
    middle = height / 2
    place: dict[str | int, tuple[float, float]] = {a: (0.25 * width, middle), b: (0.75 * width, middle)}
    heads: list[parts.Row] = []
    for stance, nodes in columns.items():
        x = x_of[stance] * width
        top = stance in upper
        if stance in ("with the first", "with the second"):
            top = True
        for k, node in enumerate(nodes):
            offset = 34 + 17.0 * k + (4 if x_of[stance] in outer else 18)
            place[node] = (x, middle - offset if top else middle + offset)
        reach = 34 + 17.0 * len(nodes) + (4 if x_of[stance] in outer else 18)
        heads.append(
            {"x": x, "y": middle - reach - 4 if top else middle + reach + 2, "label": _STANCES[stance]}
        )
    index = {name: k for k, name in enumerate(network.names)}
    ties: list[parts.Row] = []
    for first, second in ((a, b), *((s, n) for n in stand["node"].to_list() for s in (a, b))):
        sign = network.signs[index[first], index[second]]
        if sign:
            (x1, y1), (x2, y2) = place[first], place[second]
            ties.append({"x": x1, "y": y1, "x2": x2, "y2": y2, "sign": "friends" if sign > 0 else "enemies"})

    def told(node: str | int) -> str:
        return (names or {}).get(node, str(node))

    dots: list[parts.Row] = [
        {
            "x": x,
            "y": y,
            "label": told(node),
            "size": 120 if node in (a, b) else 26,
            "weight": node in (a, b),
            "side": "left" if x < width / 2 - 1 else "right",
        }
        for node, (x, y) in place.items()
    ]
    low = min([d["y"] for d in dots] + [h["y"] for h in heads]) - 14
    high = max([d["y"] for d in dots] + [h["y"] for h in heads]) + 14
    return _graph(ties, dots, heads, theme=theme, width=width, span=(low, high), title=title)


_STANCES = {
    "friend of both": "friends of both",
    "enemy of both": "enemies of both",
    "with the first": "with the one, against the other",
    "with the second": "with the one, against the other",
    "friend of the first": "friends of one",
    "friend of the second": "friends of one",
    "enemy of the first": "enemies of one",
    "enemy of the second": "enemies of one",
}


def signed_network(
    network: SignedNetwork,
    *,
    groups: Mapping[str | int, int] | None = None,
    names: Mapping[str | int, str] | None = None,
    theme: Theme = LIGHT,
    width: int = 560,
    height: int = 420,
    title: str | None = None,
) -> LayerChart:
    """Draw a network: each community in a place of its own, with its own shape and colour.

    Parameters
    ----------
    network : SignedNetwork
    groups : mapping of name to int, optional
        By default those of `dragoman.relations.communities.communities`.
    names : mapping, optional
        What to write instead of the nodes' own names.
    theme, width, height, title

    Notes
    -----
    Communities stand on an ellipse, their members round their middle; nothing is drawn at random.
    """
    division = communities(network).groups if groups is None else groups
    place = _places(np.array([division[n] for n in network.names], dtype=np.int64), (width, height))
    index = np.argwhere(np.triu(network.signs) != 0)
    ties: list[parts.Row] = [
        {
            "x": place[i, 0],
            "y": place[i, 1],
            "x2": place[j, 0],
            "y2": place[j, 1],
            "sign": "friends" if network.signs[i, j] > 0 else "enemies",
        }
        for i, j in index.tolist()
    ]
    dots: list[parts.Row] = [
        {
            "x": place[k, 0],
            "y": place[k, 1],
            "label": (names or {}).get(name, str(name)),
            "size": 60,
            "weight": False,
            "side": "right",
            "group": int(division[name]),
        }
        for k, name in enumerate(network.names)
    ]
    return _graph(ties, dots, [], theme=theme, width=width, span=(0.0, float(height)), title=title)


def _places(groups: NDArray[np.int64], size: tuple[float, float]) -> Floats:
    """Lay communities out on an ellipse and their members round their middle."""
    counts = np.bincount(groups)
    radius = np.where(counts > 1, np.sqrt(counts), 0.6)
    place = np.zeros((len(groups), 2))
    centres = np.zeros((len(counts), 2))
    if len(counts) > 1:
        share = np.cumsum(radius) - radius / 2
        angle = 2.0 * np.pi * share / radius.sum() + np.pi
        ring = max(float(radius.sum()) / np.pi, float(radius.max()) + 0.8)
        centres = ring * np.stack([np.cos(angle) * 1.25, -np.sin(angle)], axis=1)
    for camp, count in enumerate(counts.tolist()):
        members = np.flatnonzero(groups == camp)
        k = np.arange(count)
        if count <= 10:
            turn, far = (
                2.0 * np.pi * k / count + 0.4,
                np.full(count, radius[camp] * 0.62 if count > 1 else 0.0),
            )
        else:  # the seeds of a sunflower
            turn, far = 2.399963 * k, radius[camp] * 0.85 * np.sqrt((k + 0.5) / count)
        place[members] = centres[camp] + np.stack([far * np.cos(turn), far * np.sin(turn)], axis=1)
    low, high = place.min(axis=0), place.max(axis=0)
    placed: Floats = (place - low) / np.where(high > low, high - low, 1.0)
    return placed * [size[0] - 100, size[1] - 40] + [30, 20]


def _graph(
    ties: list[parts.Row],
    dots: list[parts.Row],
    heads: list[parts.Row],
    *,
    theme: Theme,
    width: int,
    span: tuple[float, float],
    title: str | None,
) -> LayerChart:
    import altair as alt

    low, high = span
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, width], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[high, low], nice=False), axis=None)
    tint = alt.Color(
        "sign:N",
        scale=alt.Scale(domain=["friends", "enemies"], range=[theme.lanes[0], theme.lanes[3]]),
        legend=alt.Legend(title=None, orient="bottom", symbolType="stroke"),
    )
    pattern = alt.StrokeDash(
        "sign:N",
        scale=alt.Scale(domain=["friends", "enemies"], range=[[1, 0], [4, 3]]),
        legend=alt.Legend(title=None, orient="bottom"),
    )
    wheel = (theme.lanes[0], theme.lanes[2], theme.lanes[1], theme.lanes[3], theme.text, theme.lanes[4])
    count = 1 + max((d.get("group", 0) for d in dots), default=0)
    grouped = any("group" in d for d in dots)
    mark = {
        "color": alt.Fill(
            "group:O",
            scale=alt.Scale(domain=list(range(count)), range=[wheel[k % 6] for k in range(count)]),
            legend=None,
        ),
        "shape": alt.Shape(
            "group:O",
            scale=alt.Scale(domain=list(range(count)), range=[_SHAPES[k % 6] for k in range(count)]),
            legend=None,
        ),
    }
    base = alt.Chart(parts.values(dots)).mark_point(
        aria=False, filled=True, opacity=1, stroke=theme.paper, strokeWidth=1, fill=theme.text
    )
    shown = {"fill": mark["color"], "shape": mark["shape"]} if grouped else {}
    layers = [
        alt.Chart(parts.values(ties))
        .mark_rule(aria=False, strokeWidth=1.1, opacity=0.65)
        .encode(x=x, y=y, x2="x2", y2="y2", color=tint, strokeDash=pattern),
        base.encode(
            x=x,
            y=y,
            size=alt.Size("size:Q", scale=None, legend=None),
            tooltip=alt.Tooltip("label:N"),
            **shown,
        ),
    ]
    sides: tuple[tuple[str, Literal["left", "right"], int], ...] = (
        ("left", "right", -7),
        ("right", "left", 7),
    )
    for side, align, dx in sides:
        for heavy in (False, True):
            part = [d for d in dots if d["side"] == side and bool(d["weight"]) == heavy]
            if part:
                layers.append(
                    alt.Chart(parts.values(part))
                    .mark_text(
                        aria=False,
                        align=align,
                        dx=dx * (1.6 if heavy else 1),
                        fontSize=13 if heavy else 11,
                        fontWeight="bold" if heavy else "normal",
                        color=theme.text,
                        stroke=None,
                    )
                    .encode(x=x, y=y, text="label:N")
                )
    if heads:
        layers.append(
            alt.Chart(parts.values(heads))
            .mark_text(aria=False, fontSize=10, color=theme.muted)
            .encode(x=x, y=y, text="label:N")
        )
    return stacked(layers, theme, width=width, height=high - low, title=title)


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
