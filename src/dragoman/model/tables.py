"""The tables of a study, described without any data library.

Every table has a version.  **Rule of migration**: columns are only ever added, at the end, and are
null in rows written before; a column whose meaning changes gets a new name.  So an older table is
read by filling the missing columns with null, the first write of a newer release adds them, and a
table with a higher version than this release knows is refused (``SchemaError``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["TABLES", "Column", "Group", "Kind", "Many", "Scalar", "Table"]

Scalar = Literal["text", "int", "long", "float", "flag", "day", "instant"]
"""``int`` has 32 bits, ``long`` 64 (Delta knows no unsigned ones); ``instant`` is UTC to the microsecond."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one kind."""

    of: Kind


@dataclass(frozen=True, slots=True)
class Group:
    """Named values that belong together."""

    columns: tuple[Column, ...]


Kind = Scalar | Many | Group


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``since`` is the version of its table that brought it."""

    name: str
    kind: Kind
    about: str = ""
    since: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes
    ----------
    name, about : str
    columns : tuple of Column
        In the order in which they are stored.
    key : tuple of str
        Two rows that agree here say the same and count once.
    order : tuple of str
        How the rows of a batch are sorted before they are written.
    skip : tuple of str
        Columns whose smallest and largest value each file notes, so that a reader can pass it over.
    row_group : int
        Rows a Parquet row group holds at most; small where single rows are looked up.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[str, ...]
    skip: tuple[str, ...] = ("batch_id",)
    row_group: int = 65_536

    @property
    def version(self) -> int:
        """Version of the schema: that of its newest column."""
        return max(column.since for column in self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def _columns(lines: str, *, since: int = 1, **kinds: Kind) -> tuple[Column, ...]:
    """Read ``name kind about`` lines; ``kinds`` names composite kinds, ``*`` makes a list."""
    simple: dict[str, Kind] = {
        "text": "text", "int": "int", "long": "long", "float": "float", "flag": "flag", "day": "day",
        "instant": "instant",
    }  # fmt: skip
    known = {**simple, **kinds}
    columns = []
    for line in filter(None, lines.splitlines()):
        name, kind, *about = line.split(maxsplit=2)
        value = known[kind.rstrip("*")]
        columns.append(Column(name, Many(value) if kind.endswith("*") else value, "".join(about), since))
    return tuple(columns)


_BATCH = "batch_id text the commit this row belongs to; counts only once it stands in runs\n"

_PARTICIPANT = Group(
    _columns("""
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
_EVIDENCE = Group(_columns("field text\nstart int\nstop int\nquote text\nbasis text"))
_BLOCK = Group(_columns("start int\nstop int\nkind text\nlanguage text\nlevel int\npage int"))
_COUNT = Group(_columns("what text dead, injured, size\nnumber long"))
_REVISION = Group(_columns("id text\nrevision text"))
_ROWS = Group(_columns("table text\nrows int"))
_PROBLEM = Group(_columns("path text\nmessage text"))
_VERSION = Group(_columns("table text\nversion long"))
_PART = Group(_columns("name text\nvalue text"))
_DROPPED = Group(_columns("batch_id text\ntable text\nrows int"))
_PASSAGE = Group(_columns("start int\nstop int\nwords int\nhash long"))
_TERM = Group(_columns("code text\nentity text\nstart day\nstop day exclusive"))

_DOCUMENTS = _columns(
    _BATCH
    + """
id text content hash of the text and the reader's version
revision text hash of everything a coder sees; changes when a date or language is given anew
path text as the user gave it
title text
author text
publisher text
url text
language text
published text EDTF
published_calendar text
published_earliest day
published_latest day
published_basis text metadata, text, filename, given
published_start int span of the date where it stands in the text
published_stop int
format text
encoding text
sha256 text of the original file
size long bytes of the original file
reader text name and version
characters int length of the text in code points
problems text*
"""
) + _columns(
    """
licence text what the file says about its use
locator text place in a file that holds many documents
""",
    since=2,
)
_TEXTS = _columns(
    _BATCH
    + """
id text of the document
revision text of the document
text text what all spans point into
blocks block* paragraphs with kind (also of apparatus), language, heading level and page
""",
    block=_BLOCK,
)
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
_REPORTS = _columns(
    _BATCH
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
) + _columns(
    """
place_precision text country, place (a city or region), near (one of these), unlisted
place_code text country of the place on the day of the event
""",
    since=2,
)
_CLAIMS = _columns(
    _BATCH
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
_MENTIONS = _columns(
    _BATCH
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
_RUNS = _columns(
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
) + _columns(
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
_FINGERPRINTS = _columns(
    _BATCH
    + """
id text of the document
revision text of the document
method text name and version of the fingerprint
words int of its coded blocks
minhash int* over runs of words
passages passage* sentences long enough to tell a quotation
""",
    passage=_PASSAGE,
)
_AGREEMENTS = _columns(
    _BATCH
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
_EVENTS = _columns(
    _BATCH
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
) + _columns("sources int documents that are independent: copies and quotations count once", since=2)
_EVENT_REPORTS = _columns(
    _BATCH
    + """
event_id text
report_id text
score float 0 to 1
reason text
"""
)
_REVIEWS = _columns(
    _BATCH
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
_COVERAGE = _columns(
    _BATCH
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
_EXTERNAL_EVENTS = _columns(
    _BATCH
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
) + _columns(
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
_ALLIANCES = _columns(
    _BATCH
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
) + _columns(_ORIGIN, since=2)
_VOTES = _columns(
    _BATCH
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
) + _columns(_ORIGIN, since=2)
_CONFLICTS = _columns(
    _BATCH
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
) + _columns(
    _ORIGIN
    + """
codes_a text*
codes_b text*
year int of the row, where the source has one row a year
""",
    since=2,
)
_ESTIMATES = _columns(
    _BATCH
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

_FOUND_KEY = ("id", "document_id", "coder", "batch_id")
_FOUND_SKIP = ("batch_id", "id", "document_id")
_DATED = ("date_earliest", "date_latest")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("documents", "One row a document and revision.", _DOCUMENTS, ("id", "revision", "batch_id"),
              ("id",), ("batch_id", "id"), row_group=4_096),
        Table("texts", "The text of each document.", _TEXTS, ("id", "revision", "batch_id"),
              ("id",), ("batch_id", "id"), row_group=64),
        Table("fingerprints", "What tells copies and quotations among the documents.", _FINGERPRINTS,
              ("id", "revision", "batch_id"), ("id",), ("batch_id", "id"), row_group=4_096),
        Table("reports", "One source saying that one event happened.", _REPORTS, _FOUND_KEY,
              ("document_id", "sentence_start", "trigger_start", "id"),
              (*_FOUND_SKIP, *_DATED), row_group=4_096),
        Table("claims", "Statements about the state or change of a relation.", _CLAIMS, _FOUND_KEY,
              ("document_id", "sentence_start", "trigger_start", "id"), _FOUND_SKIP, row_group=4_096),
        Table("mentions", "Every actor named in coded text.", _MENTIONS, _FOUND_KEY,
              ("document_id", "start", "stop", "id"), _FOUND_SKIP, row_group=4_096),
        Table("agreements", "What sources say about agreements, reading by reading.", _AGREEMENTS,
              ("id", "batch_id"), ("agreement_id", "id")),
        Table("events", "What one or several reports speak of.", _EVENTS, ("id", "batch_id"), ("id",),
              ("batch_id", "id", *_DATED)),
        Table("event_reports", "Which reports tell of which event, and why we think so.", _EVENT_REPORTS,
              ("event_id", "report_id", "batch_id"), ("event_id", "report_id")),
        Table("runs", "One row a committed batch; the only table with clock times.", _RUNS,
              ("batch_id",), ("batch_id",)),
        Table("reviews", "What a person said about a row.", _REVIEWS, ("id",), ("target_id", "id")),
        Table("coverage", "Where a systematic source makes silence a zero.", _COVERAGE, ("id",), ("id",)),
        Table("external_events", "Events of public datasets.", _EXTERNAL_EVENTS, ("id", "batch_id"),
              ("source", "date_earliest", "id"), ("batch_id", "id", *_DATED)),
        Table("alliances", "Alliances of public datasets.", _ALLIANCES, ("id", "batch_id"), ("id",)),
        Table("votes", "Votes in international bodies.", _VOTES, ("id", "batch_id"), ("date", "id")),
        Table("conflicts", "Conflicts of public datasets.", _CONFLICTS, ("id", "batch_id"), ("id",)),
        Table("estimates", "What public datasets measure of one state over a period.", _ESTIMATES,
              ("id", "batch_id"), ("measure", "start", "id")),
    )
}  # fmt: skip
"""All tables by name."""
