"""Columns of what was done: passes of readers and coders, what people said of rows, what sources cover."""

from __future__ import annotations

from dragoman.model.columns import BATCH, Group, columns_of

__all__ = [
    "COVERAGE",
    "REVIEWS",
    "RUNS",
]

_REVISION = Group(columns_of("id text\nrevision text"))
_ROWS = Group(columns_of("table text\nrows int"))
_PROBLEM = Group(columns_of("path text\nmessage text"))
_VERSION = Group(columns_of("table text\nversion long"))
_PART = Group(columns_of("name text\nvalue text"))
_DROPPED = Group(columns_of("batch_id text\ntable text\nrows int"))

RUNS = columns_of(
    """
batch_id text
run_id text one pass; has one or more batches
kind text add, code, review, data, snapshot, compact
tool_version text
coder text
coder_version text
assume text as of when undated names are read: today, none or a day
started instant of the run
committed instant of the batch
documents revision* what the batch completes
tables rows* how many rows the batch put where
problems problem* what could not be read or coded
""",
    revision=_REVISION,
    rows=_ROWS,
    problem=_PROBLEM,
) + columns_of(
    """
sequence long number of the commit that brought the row: the order of the batches, whatever clocks say
name text of a snapshot
versions version* of the tables in a snapshot
parts part* what a coder is made of: program, codebook, lexicons, each with its version
dropped dropped* repeated or unfinished rows that compact took away
""",
    since=2,
    version=_VERSION,
    part=_PART,
    dropped=_DROPPED,
)
REVIEWS = columns_of(
    BATCH
    + """
id text
target text reports, claims, events or agreements
target_id text
document_id text
field text null where the whole row is judged
verdict text right, wrong, corrected
value text the corrected value, as JSON
quote text
before text the words before the quote, to find it again after a change of reader
after text
start int
stop int
reviewer text
note text
"""
)
COVERAGE = columns_of(
    BATCH
    + """
id text
source text
source_version text
codes text* actors that the source follows; empty means all
events text* classes that it follows; empty means all
start day
stop day exclusive
note text
"""
)
