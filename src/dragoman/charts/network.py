"""A signed network with its communities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dragoman.charts import parts
from dragoman.charts.graph import SIGNS, graph
from dragoman.charts.theme import LIGHT, Theme
from dragoman.relations.communities import communities
from dragoman.relations.joint import Floats
from dragoman.relations.signed import SignedNetwork

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["signed_network"]


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
            "sign": SIGNS[0] if network.signs[i, j] > 0 else SIGNS[1],
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
    return graph(ties, dots, [], theme=theme, width=width, span=(0.0, float(height)), title=title)


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
