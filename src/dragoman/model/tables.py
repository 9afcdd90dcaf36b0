"""The tables of a study, described without any data library.

Every table has a version.  **Rule of migration**: columns are only ever added, at the end, and are
null in rows written before; a column whose meaning changes gets a new name.  So an older table is
read by filling the missing columns with null, the first write of a newer release adds them, and a
table with a higher version than this release knows is refused (``SchemaError``).
"""

from __future__ import annotations

from dragoman.model.coded_columns import AGREEMENTS, CLAIMS, EVENT_REPORTS, EVENTS, MENTIONS, REPORTS
from dragoman.model.columns import Column, Group, Kind, Many, Scalar, Table
from dragoman.model.dataset_columns import ALLIANCES, CONFLICTS, ESTIMATES, EXTERNAL_EVENTS, VOTES
from dragoman.model.document_columns import DOCUMENTS, FINGERPRINTS, TEXTS
from dragoman.model.work_columns import COVERAGE, REVIEWS, RUNS

__all__ = ["TABLES", "Column", "Group", "Kind", "Many", "Scalar", "Table"]

_FOUND_KEY = ("id", "document_id", "coder", "batch_id")
_FOUND_SKIP = ("batch_id", "id", "document_id")
_DATED = ("date_earliest", "date_latest")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("documents", "One row a document and revision.", DOCUMENTS, ("id", "revision", "batch_id"),
              ("id",), ("batch_id", "id"), row_group=4_096),
        Table("texts", "The text of each document.", TEXTS, ("id", "revision", "batch_id"),
              ("id",), ("batch_id", "id"), row_group=64),
        Table("fingerprints", "What tells copies and quotations among the documents.", FINGERPRINTS,
              ("id", "revision", "batch_id"), ("id",), ("batch_id", "id"), row_group=4_096),
        Table("reports", "One source saying that one event happened.", REPORTS, _FOUND_KEY,
              ("document_id", "sentence_start", "trigger_start", "id"),
              (*_FOUND_SKIP, *_DATED), row_group=4_096),
        Table("claims", "Statements about the state or change of a relation.", CLAIMS, _FOUND_KEY,
              ("document_id", "sentence_start", "trigger_start", "id"), _FOUND_SKIP, row_group=4_096),
        Table("mentions", "Every actor named in coded text.", MENTIONS, _FOUND_KEY,
              ("document_id", "start", "stop", "id"), _FOUND_SKIP, row_group=4_096),
        Table("agreements", "What sources say about agreements, reading by reading.", AGREEMENTS,
              ("id", "batch_id"), ("agreement_id", "id")),
        Table("events", "What one or several reports speak of.", EVENTS, ("id", "batch_id"), ("id",),
              ("batch_id", "id", *_DATED)),
        Table("event_reports", "Which reports tell of which event, and why we think so.", EVENT_REPORTS,
              ("event_id", "report_id", "batch_id"), ("event_id", "report_id")),
        Table("runs", "One row a committed batch; the only table with clock times.", RUNS,
              ("batch_id",), ("batch_id",)),
        Table("reviews", "What a person said about a row.", REVIEWS, ("id",), ("target_id", "id")),
        Table("coverage", "Where a systematic source makes silence a zero.", COVERAGE, ("id",), ("id",)),
        Table("external_events", "Events of public datasets.", EXTERNAL_EVENTS, ("id", "batch_id"),
              ("source", "date_earliest", "id"), ("batch_id", "id", *_DATED)),
        Table("alliances", "Alliances of public datasets.", ALLIANCES, ("id", "batch_id"), ("id",)),
        Table("votes", "Votes in international bodies.", VOTES, ("id", "batch_id"), ("date", "id")),
        Table("conflicts", "Conflicts of public datasets.", CONFLICTS, ("id", "batch_id"), ("id",)),
        Table("estimates", "What public datasets measure of one state over a period.", ESTIMATES,
              ("id", "batch_id"), ("measure", "start", "id")),
    )
}  # fmt: skip
"""All tables by name."""
