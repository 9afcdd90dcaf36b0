"""Pictures of a relation: Altair charts made by pure functions.

A chart shows what sources report.  It never draws a line or a mean where too few independent
documents speak, and an empty stretch is silence, not zero.
"""

from dragoman.charts.alignment import alignment
from dragoman.charts.around import around_dyad
from dragoman.charts.around_events import around_events
from dragoman.charts.balance import Balance, balance, balances
from dragoman.charts.forecasts import fan, skill
from dragoman.charts.ideal_points import ideal_points
from dragoman.charts.likeness import likeness
from dragoman.charts.long_run import long_run
from dragoman.charts.network import signed_network
from dragoman.charts.phase_line import phase_line
from dragoman.charts.points import LANES, Point, Source
from dragoman.charts.render import png, runtime, spec, svg
from dragoman.charts.response import response
from dragoman.charts.stages import Stage, stages
from dragoman.charts.standing import brokerage, camps
from dragoman.charts.tension import tension
from dragoman.charts.theme import CSS, DARK, LIGHT, Theme
from dragoman.charts.timeline import timeline
from dragoman.charts.voices import Spoken, voices

__all__ = [
    "CSS",
    "DARK",
    "LANES",
    "LIGHT",
    "Balance",
    "Point",
    "Source",
    "Spoken",
    "Stage",
    "Theme",
    "alignment",
    "around_dyad",
    "around_events",
    "balance",
    "balances",
    "brokerage",
    "camps",
    "fan",
    "ideal_points",
    "likeness",
    "long_run",
    "phase_line",
    "png",
    "response",
    "runtime",
    "signed_network",
    "skill",
    "spec",
    "stages",
    "svg",
    "tension",
    "timeline",
    "voices",
]
