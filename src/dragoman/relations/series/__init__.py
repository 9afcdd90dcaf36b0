"""A relation over time: counts by class and quad, scores, shares, rates, with what silence means.

Reports, events and rows of datasets are first brought into one form (`from_reports`, `from_events`,
`from_external`); `counts` then adds up all dyads at once, `series` follows one dyad cell by cell.
Sources stand side by side and are never added up unless the caller pools them by name.
"""

from dragoman.relations.series.cells import CELLS, By
from dragoman.relations.series.counts import counts
from dragoman.relations.series.dyad import series
from dragoman.relations.series.measures import MEASURES
from dragoman.relations.series.rows import (
    directed_pairs,
    from_events,
    from_external,
    from_reports,
    of_dyad,
)

__all__ = [
    "CELLS",
    "MEASURES",
    "By",
    "counts",
    "directed_pairs",
    "from_events",
    "from_external",
    "from_reports",
    "of_dyad",
    "series",
]
