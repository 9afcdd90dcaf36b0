"""Columns of what coders find, and of what is worked out from it."""

from __future__ import annotations

from dragoman.model.columns import BATCH, Group, columns_of

__all__ = [
    "AGREEMENTS",
    "CLAIMS",
    "EVENTS",
    "EVENT_REPORTS",
    "MENTIONS",
    "REPORTS",
]

_PARTICIPANT = Group(
    columns_of("""
text text the words
start int
stop int
code text country or PLOVER special code
sector text PLOVER sector
entity text the dated entity
basis text stated, inherited, inferred, assumed
role text of others; joint: who speaks together with the one before
""")
)
_EVIDENCE = Group(columns_of("field text\nstart int\nstop int\nquote text\nbasis text"))
_COUNT = Group(columns_of("what text dead, injured, size\nnumber long"))

_FOUND = """
id text hash of document, trigger, class and roles, without the coder's version
document_id text
revision text of the document
path text of the document
coder text
coder_version text
"""
_ANCHOR = """
language text of the anchor sentence
page int of the anchor sentence
sentence text the anchor sentence
sentence_start int
sentence_stop int
trigger text
trigger_start int
trigger_stop int
"""
REPORTS = columns_of(
    BATCH
    + _FOUND
    + """
event text PLOVER class
mode text
contexts text*
aux text* future, hypothetical, negation, historical
occurrence text once, repeated, ongoing, or null
actor who*
recipient who*
others who*
actor_codes text* sorted, each once
recipient_codes text* sorted, each once
date text EDTF
date_basis text
date_earliest day
date_latest day
place text
speakers who* outermost first
cites text*
agreement text
counts count*
"""
    + _ANCHOR
    + """
evidence evidence*
confidence float
rule text
""",
    who=_PARTICIPANT,
    evidence=_EVIDENCE,
    count=_COUNT,
) + columns_of(
    """
place_precision text country, place (a city or region), near (one of these), unlisted
place_code text country of the place on the day of the event
""",
    since=2,
)
CLAIMS = columns_of(
    BATCH
    + _FOUND
    + """
direction text closer, apart, unchanged, mixed
parties who*
party_codes text* sorted, each once
aux text*
period text EDTF
period_earliest day
period_latest day
cause text what the sentence gives as the cause of the change, in its words
interest text what somebody pursues with it, in the words of the sentence
speakers who*
cites text*
"""
    + _ANCHOR
    + """
evidence evidence*
confidence float
rule text
""",
    who=_PARTICIPANT,
    evidence=_EVIDENCE,
)
MENTIONS = columns_of(
    BATCH
    + _FOUND
    + """
language text
text text
start int
stop int
code text
sector text
entity text
basis text
role text
"""
)
AGREEMENTS = columns_of(
    BATCH
    + """
id text hash of report and kind of date
agreement_id text the agreement that this reading is about
name text as the source has it
parties text* codes
date_kind text signed, ratified, in_force, ended, or null where the source does not say
date text EDTF
date_earliest day
date_latest day
disagree flag whether another reading of the same date cannot be true together with this one
report_id text
document_id text
quote text the sentence
"""
)
EVENTS = columns_of(
    BATCH
    + """
id text hash of the report that anchors it
event text PLOVER class
mode text
aux text*
actor_codes text*
recipient_codes text*
date_earliest day of the most exact report
date_latest day
reports int
documents int
"""
) + columns_of("sources int documents that are independent: copies and quotations count once", since=2)
EVENT_REPORTS = columns_of(
    BATCH
    + """
event_id text
report_id text
score float 0 to 1
reason text
"""
)
