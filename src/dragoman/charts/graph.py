"""How a signed network is drawn once everybody has a place: ties, dots, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from dragoman.charts import parts
from dragoman.charts.theme import Theme, stacked

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["SIGNS", "graph"]

SIGNS = ("friends", "enemies")
"""What positive and negative ties are called where nothing else is said."""
_SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")


def graph(
    ties: list[parts.Row],
    dots: list[parts.Row],
    heads: list[parts.Row],
    *,
    theme: Theme,
    width: int,
    span: tuple[float, float],
    title: str | None,
    signs: tuple[str, str] = SIGNS,
) -> LayerChart:
    """Draw ties, dots and words over them.

    Parameters
    ----------
    ties : list of dict
        `x, y, x2, y2` in pixels and `sign`, one of `signs`.
    dots : list of dict
        `x, y, label, size`, `weight` (bold), `side` of the name and, for communities, `group`.
    heads : list of dict
        `x, y, label`: words that stand over or under a column of dots.
    theme, width, title
    span : (float, float)
        Ends of the upright axis.
    signs : (str, str)
        What positive and negative ties are called in the key.
    """
    import altair as alt

    low, high = span
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, width], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[high, low], nice=False), axis=None)
    tint = alt.Color(
        "sign:N",
        scale=alt.Scale(domain=list(signs), range=[theme.lanes[0], theme.lanes[3]]),
        legend=alt.Legend(title=None, orient="bottom", symbolType="stroke"),
    )
    pattern = alt.StrokeDash(
        "sign:N",
        scale=alt.Scale(domain=list(signs), range=[[1, 0], [4, 3]]),
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
                names = alt.Chart(parts.values(part)).encode(x=x, y=y, text="label:N")
                look: dict[str, Any] = {
                    "aria": False,
                    "align": align,
                    "dx": dx * (1.6 if heavy else 1),
                    "fontSize": 13 if heavy else 11,
                    "fontWeight": "bold" if heavy else "normal",
                }
                # Paper around the letters: ties pass behind the names, not through them.
                layers.append(names.mark_text(**look, color=theme.paper, stroke=theme.paper, strokeWidth=3))
                layers.append(names.mark_text(**look, color=theme.text, stroke=None))
    if heads:
        layers.append(
            alt.Chart(parts.values(heads))
            .mark_text(aria=False, fontSize=10, color=theme.muted)
            .encode(x=x, y=y, text="label:N")
        )
    return stacked(layers, theme, width=width, height=high - low, title=title)
