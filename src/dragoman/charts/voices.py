"""Who speaks: speakers against what they tell, a disc for each number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.charts.points import LANES
from dragoman.charts.theme import LIGHT, Theme, dress

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["Spoken", "voices"]

_ROW = 30.0
_HEAD = 34.0
_NAMES = 0.34
"""Share of the width that the names take."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One speaker: number of reports in each of the four quad classes, and of claims."""

    name: str
    quads: tuple[int, int, int, int]
    claims: int = 0


def voices(rows: Sequence[Spoken], *, theme: Theme = LIGHT, width: int = 760) -> LayerChart:
    """Draw one row a speaker with a disc for each kind of statement, its area the number.

    Parameters
    ----------
    rows : sequence of Spoken
        From top to bottom.
    theme : Theme, default LIGHT
    width : int, pixels

    Returns
    -------
    altair.LayerChart
    """
    import altair as alt

    columns = (*LANES[:4], "Claims")
    titles = [name.replace(" ", "\n", 1) for name in columns]
    largest = max((n for row in rows for n in (*row.quads, row.claims)), default=1)
    left, step = width * _NAMES, width * (1 - _NAMES) / len(columns)
    discs: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    heads = [{"x": left + step * (i + 0.5), "y": _HEAD / 2, "label": name} for i, name in enumerate(titles)]
    rules: list[dict[str, Any]] = []
    for place, row in enumerate(rows):
        y = _HEAD + _ROW * (place + 0.5)
        names.append({"x": 0, "y": y, "label": row.name if len(row.name) <= 38 else f"{row.name[:37]}…"})
        rules.append({"x": 0, "x2": width, "y": _HEAD + _ROW * place})
        for i, number in enumerate((*row.quads, row.claims)):
            if number:
                discs.append(
                    {
                        "x": left + step * (i + 0.5),
                        "y": y,
                        "n": number,
                        "lane": columns[i],
                        "size": 30 + 420 * number / largest,
                        "label": f"{row.name}: {number:,} {columns[i].lower()}",
                    }
                )
    height = _HEAD + _ROW * max(1, len(rows))
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, width], nice=False), axis=None)
    y_ = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    colour = alt.Color(
        "lane:N", scale=alt.Scale(domain=list(columns), range=[*theme.lanes[:4], theme.muted]), legend=None
    )
    layers = [
        alt.Chart(alt.NamedData("rules"))
        .mark_rule(aria=False, color=theme.line, strokeWidth=1)
        .encode(x=x, x2=alt.X2("x2:Q"), y=y_),
        alt.Chart(alt.NamedData("discs"))
        .mark_circle(aria=False, opacity=0.85)
        .encode(
            x=x,
            y=y_,
            color=colour,
            size=alt.Size("size:Q", scale=None, legend=None),
            tooltip=alt.Tooltip("label:N"),
        ),
        alt.Chart(alt.NamedData("discs"))
        .mark_text(aria=False, align="left", dx=13, fontSize=11, color=theme.text)
        .encode(x=x, y=y_, text="n:Q"),
        alt.Chart(alt.NamedData("names"))
        .mark_text(aria=False, align="left", baseline="middle", fontSize=12, color=theme.text)
        .encode(x=x, y=y_, text="label:N"),
        alt.Chart(alt.NamedData("heads"))
        .mark_text(aria=False, baseline="middle", lineBreak="\n", dy=-6, fontSize=11, color=theme.muted)
        .encode(x=x, y=y_, text="label:N"),
    ]
    return dress(
        alt.layer(*layers, width=width, height=height),
        theme,
        {"rules": rules, "discs": discs, "names": names, "heads": heads},
    )
