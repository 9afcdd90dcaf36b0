"""Everybody who has a tie to one of two states, or to both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from dragoman.charts import parts
from dragoman.charts.graph import SIGNS, graph
from dragoman.charts.theme import LIGHT, Theme
from dragoman.relations.brokers import between
from dragoman.relations.signed import SignedNetwork

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["around_dyad"]

_HEADS = {
    "friend of both": "{0} {2} both",
    "enemy of both": "{1} {2} both",
    "with the first": "with the one, against the other",
    "with the second": "with the one, against the other",
    "friend of the first": "{0} {2} one",
    "friend of the second": "{0} {2} one",
    "enemy of the first": "{1} {2} one",
    "enemy of the second": "{1} {2} one",
}
"""What stands over a column, from what positive and negative ties are called and the word after them."""


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
    signs: tuple[str, str] = SIGNS,
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
    signs : (str, str)
        What positive and negative ties are called: of counted reports, for example, "more co-operation"
        and "more conflict".  Friends and enemies are a claim about states, and not always meant.
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
    preposition = "of" if signs == SIGNS else "with"
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
            {
                "x": x,
                "y": middle - reach - 4 if top else middle + reach + 2,
                "label": _HEADS[stance].format(*signs, preposition),
            }
        )
    index = {name: k for k, name in enumerate(network.names)}
    ties: list[parts.Row] = []
    for first, second in ((a, b), *((s, n) for n in stand["node"].to_list() for s in (a, b))):
        sign = network.signs[index[first], index[second]]
        if sign:
            (x1, y1), (x2, y2) = place[first], place[second]
            ties.append({"x": x1, "y": y1, "x2": x2, "y2": y2, "sign": signs[0] if sign > 0 else signs[1]})

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
    return graph(ties, dots, heads, theme=theme, width=width, span=(low, high), title=title, signs=signs)
