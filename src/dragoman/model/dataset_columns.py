"""Columns of public datasets: external events, alliances, votes, conflicts, estimates."""

from __future__ import annotations

from dragoman.model.columns import BATCH, Group, columns_of

__all__ = [
    "ALLIANCES",
    "CONFLICTS",
    "ESTIMATES",
    "EXTERNAL_EVENTS",
    "VOTES",
]

_TERM = Group(columns_of("code text\nentity text\nstart day\nstop day exclusive"))

_SOURCE = """
id text
source text
source_version text
source_id text the row's own name in the source
"""
_ORIGIN = """
file text as it was given; a member of an archive stands behind an exclamation mark
sha256 text of that file
line long of the file where the row begins
licence text what its owner asks of users
duplicate flag whether an earlier row of the same import is the same, letter by letter
"""
EXTERNAL_EVENTS = columns_of(
    BATCH
    + _SOURCE
    + """
event text PLOVER class, null where the crosswalk has none
mode text
contexts text*
source_scheme text
source_code text
loss text what the crosswalk lost
actor text as the source has it
recipient text
actor_codes text*
recipient_codes text*
date text EDTF
date_earliest day
date_latest day
place text
latitude float
longitude float
score float the source's own
articles int
url text
"""
) + columns_of(
    _ORIGIN
    + """
scale text which scale the score is on
directed flag false where the source's order of the two sides means nothing
deaths_best int
deaths_low int
deaths_high int
""",
    since=2,
)
ALLIANCES = columns_of(
    BATCH
    + _SOURCE
    + """
name text
members term*
codes text*
obligations text* defence, offence, neutrality, nonaggression, consultation
signed text EDTF
start day
stop day exclusive, null while in force
""",
    term=_TERM,
) + columns_of(_ORIGIN, since=2)
VOTES = columns_of(
    BATCH
    + _SOURCE
    + """
body text
session text
resolution text
title text
topics text*
date day
voter text as the source has it
code text
entity text
vote text yes, no, abstain, absent, not_member
"""
) + columns_of(_ORIGIN, since=2)
CONFLICTS = columns_of(
    BATCH
    + _SOURCE
    + """
name text
kind text
side_a text*
side_b text*
supporters_a text*
supporters_b text*
start text EDTF
stop text EDTF
start_earliest day
stop_latest day
place text
intensity text
deaths_best int
deaths_low int
deaths_high int
"""
) + columns_of(
    _ORIGIN
    + """
codes_a text*
codes_b text*
year int of the row, where the source has one row a year
""",
    since=2,
)
ESTIMATES = columns_of(
    BATCH
    + _SOURCE
    + """
measure text what is measured, in the source's word: cinc, milper, ideal_point, member
state text as the source has it
code text
entity text
period text the source's own word where it is no date: a session
start day
stop day exclusive
value float
low float of the interval
high float of the interval
interval text what share of cases the interval covers
"""
    + _ORIGIN
)
