"""From the tables of a study to what the measures take: positions, ballots, members, ties, lines."""

from dragoman.relations.tables.alignment import alignment_of
from dragoman.relations.tables.alliances import alliance_positions, members_of
from dragoman.relations.tables.ballots import ballots_of
from dragoman.relations.tables.conflicts import disputes_of, ties_of
from dragoman.relations.tables.lineages import read_as
from dragoman.relations.tables.phases import PhasesOfSeries, phases_of

__all__ = [
    "PhasesOfSeries",
    "alignment_of",
    "alliance_positions",
    "ballots_of",
    "disputes_of",
    "members_of",
    "phases_of",
    "read_as",
    "ties_of",
]
