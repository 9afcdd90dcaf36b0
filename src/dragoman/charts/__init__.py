"""Pictures of a relation: Altair charts made by pure functions.

A chart shows what sources report.  It never draws a line or a mean where too few independent
documents speak, and an empty stretch is silence, not zero.
"""

from dragoman.charts.balance import Balance, balance, balances
from dragoman.charts.points import LANES, Point, Source
from dragoman.charts.render import runtime, spec, svg
from dragoman.charts.theme import CSS, LIGHT, Theme
from dragoman.charts.timeline import timeline

__all__ = [
    "CSS",
    "LANES",
    "LIGHT",
    "Balance",
    "Point",
    "Source",
    "Theme",
    "balance",
    "balances",
    "runtime",
    "spec",
    "svg",
    "timeline",
]
