"""Who answers whom, and how soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.charts import parts
from dragoman.charts.theme import LIGHT, Theme, stacked
from dragoman.model.errors import InputError
from dragoman.relations.answers import Response

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["response"]


def response(
    answers: dict[str, Response],
    *,
    unit: str = "periods",
    theme: Theme = LIGHT,
    width: int = 460,
    height: int = 180,
    title: str | None = None,
) -> LayerChart:
    """Draw who answers whom: the response after each lag, with its 95 % interval.

    Parameters
    ----------
    answers : dict of name to Response
        From `dragoman.relations.dynamics.reciprocity` or `third_party`, such as both directions of a dyad.
    unit, theme, width, height, title
    """
    import altair as alt

    if not answers:
        raise InputError("There is no response to draw.")
    names = list(answers)
    rows: list[parts.Row] = []
    for k, (name, found) in enumerate(answers.items()):
        shift = 0.14 * (k - (len(names) - 1) / 2)
        for lag, (value, error) in enumerate(zip(found.by_lag, found.errors, strict=True), start=1):
            rows.append(
                {
                    "x": lag + shift,
                    "y": value,
                    "low": value - 1.96 * error,
                    "high": value + 1.96 * error,
                    "name": name,
                }
            )
    low, high = min(0.0, min(r["low"] for r in rows)), max(0.0, max(r["high"] for r in rows))
    longest = max(found.lags for found in answers.values())
    domain = (low, high)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[0.5, longest + 0.5], nice=False),
        axis=alt.Axis(format="d", grid=False, values=list(range(1, longest + 1)), title=f"{unit} later"),
    )
    paint = parts.colour(theme, names)
    data = parts.values(rows)
    shape = alt.Shape(
        "name:N",
        scale=alt.Scale(domain=names, range=[theme.shapes[k % 5] for k in range(len(names))]),
        legend=None,
    )
    heads: list[parts.Row] = [
        {
            "k": k,
            "name": name,
            "label": f"{name}: {found.total:+.2f} in all (± {1.96 * found.total_error:.2f}), "
            f"p = {found.p:.2g}",
        }
        for k, (name, found) in enumerate(answers.items())
    ]
    layers = [
        parts.zero(theme.muted, "response per unit", domain),
        alt.Chart(data)
        .mark_rule(aria=False, strokeWidth=1.6)
        .encode(x=x, y=parts.flat("low", "response per unit", domain=domain), y2="high", color=paint),
        alt.Chart(data)
        .mark_point(aria=False, size=50, filled=True, opacity=1)
        .encode(
            x=x,
            y=parts.flat("y", "response per unit", domain=domain),
            color=paint,
            shape=shape,
            tooltip=[alt.Tooltip("name:N"), alt.Tooltip("y:Q", format=".3f")],
        ),
        *(
            alt.Chart(parts.values([head]))
            .mark_text(aria=False, align="right", baseline="top", fontSize=11, dy=14 * head["k"])
            .encode(x=alt.value(width), y=alt.value(0), text="label:N", color=paint)
            for head in heads
        ),
    ]
    return stacked(layers, theme, width=width, height=height, title=title)
