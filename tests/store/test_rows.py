"""Documents, reports and claims as rows and back."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_strategies import claims, documents, reports

from dragoman.model import Block, Claim, Document, Evidence, Participant, Report, Trigger
from dragoman.model.tables import TABLES, Group, Many
from dragoman.store import Run, Store
from dragoman.store.ids import claim_ids, mention_id, report_ids, revision
from dragoman.store.proof import document_faults, faults
from dragoman.store.rows import (
    claim_of,
    claim_row,
    document_of,
    document_row,
    report_of,
    report_row,
    text_row,
)
from dragoman.store.schema import schema_of

_QUIET = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def _through_a_frame(table: str, row: dict[str, object]) -> dict[str, object]:
    return pl.DataFrame([row], schema=schema_of(table)).row(0, named=True)


@_QUIET
@given(doc=documents())
def test_a_document_comes_back_from_its_rows(doc: Document) -> None:
    """The rows of documents and texts give back an equal document, whatever stands in it."""
    row = _through_a_frame("documents", document_row(doc)) | _through_a_frame("texts", text_row(doc))
    assert document_of(row) == doc


@_QUIET
@given(data=st.data(), doc=documents())
def test_reports_and_claims_come_back_with_their_spans(data: st.DataObject, doc: Document) -> None:
    """A report and a claim survive the frame, and every span still reproduces its quote."""
    report, claim = data.draw(reports(doc.text)), data.draw(claims(doc.text))
    again = report_of(_through_a_frame("reports", report_row(doc, report, "r")))
    said = claim_of(_through_a_frame("claims", claim_row(doc, claim, "c")))
    assert (again, said) == (report, claim)
    assert faults(doc.text, again) == faults(doc.text, said) == document_faults(doc) == []


@settings(_QUIET, max_examples=8)
@given(data=st.data(), doc=documents())
def test_reports_come_back_from_the_disk(
    data: st.DataObject, doc: Document, tmp_path_factory: object
) -> None:
    """What holds in memory holds after Parquet and Delta."""
    store = Store(Path(tmp_path_factory.mktemp("t"))).create()  # type: ignore[attr-defined]
    found = data.draw(st.lists(reports(doc.text), min_size=1, max_size=3))
    ids = report_ids(doc.id, found)
    rows = [report_row(doc, report, i) for report, i in zip(found, ids, strict=True)]
    store.commit(Run("code"), {"reports": pl.DataFrame(rows, schema=schema_of("reports", batch=False))})
    frame = store.snapshot().scan("reports").collect()
    assert {row["id"]: report_of(row) for row in frame.iter_rows(named=True)} == dict(
        zip(ids, found, strict=True)
    )


def test_the_tables_have_room_for_every_field() -> None:
    """A field added to the model without a column would be lost without a word."""

    def names(group: object) -> set[str]:
        kind = group.of if isinstance(group, Many) else group
        assert isinstance(kind, Group)
        return {column.name for column in kind.columns}

    def kind_of(table: str, column: str) -> object:
        return next(c.kind for c in TABLES[table].columns if c.name == column)

    def fields_of(cls: type) -> set[str]:
        return {field.name for field in fields(cls)} if is_dataclass(cls) else set(cls._fields)

    assert fields_of(Report) <= set(TABLES["reports"].names)
    assert fields_of(Claim) <= set(TABLES["claims"].names)
    stored = {*TABLES["documents"].names, *TABLES["texts"].names, "published_span"}
    assert fields_of(Document) <= stored
    assert fields_of(Participant) == names(kind_of("reports", "actor"))
    assert fields_of(Evidence) == names(kind_of("reports", "evidence"))
    assert set(Block._fields) == names(kind_of("texts", "blocks"))


def _report(text: str, **changes: object) -> Report:
    base = Report("CONSULT", Trigger(text[7:10], 7, 10), Trigger(text, 0, len(text)), "en:1")
    return replace(base, **changes)  # type: ignore[arg-type]


def test_an_id_survives_a_better_coder_but_not_another_reading() -> None:
    """Codes, dates and confidence do not change a report's id; class, trigger and roles do."""
    text = "Turkey met Russia in Kars."
    turkey = Participant("Turkey", 0, 6, "TUR")
    report = _report(text, actor=(turkey,))
    (known,) = report_ids("d", [report])
    better = replace(report, actor=(turkey._replace(code="RUS", entity="x"),), date="1921", confidence=0.9)
    assert report_ids("d", [better]) == [known]
    others = [
        replace(report, event="COOPERATE"),
        replace(report, actor=()),
        replace(report, trigger=Trigger("in", 18, 20)),
        replace(report, actor=(), recipient=(turkey,)),
    ]
    assert known not in report_ids("d", others)
    assert report_ids("e", [report]) != [known]


def test_equal_keys_in_one_document_keep_their_rows() -> None:
    """Two reports that differ only in what the id leaves out get two ids, the first unchanged."""
    text = "Turkey met Russia in Kars."
    one, two = _report(text), _report(text, mode="visit")
    ids = report_ids("d", [one, two])
    assert ids[0] == report_ids("d", [one])[0]
    assert ids[0] != ids[1]
    claim = Claim("apart", one.trigger, one.sentence, "en:2")
    assert len(set(claim_ids("d", [claim, claim]))) == 2
    who = Participant("Turkey", 0, 6, "TUR")
    assert mention_id("d", who) == mention_id("d", who._replace(basis="assumed"))


def test_a_revision_changes_with_what_a_coder_sees_only() -> None:
    """A new date is a new revision; a new path is not."""
    doc = Document("d", "a.txt", "text", (Block(0, 4),))
    assert revision(doc) == revision(replace(doc, path="b.txt", size=9))
    assert revision(doc) != revision(replace(doc, language="ru"))


def test_a_wrong_span_is_a_fault() -> None:
    """Each place that does not reproduce its quote is named with its field."""
    text = "Turkey met Russia in Kars."
    wrong = _report(
        text,
        speakers=(Participant("Turkey", 1, 7),),
        evidence=(Evidence("date", 40, 44, "1921"), Evidence("place", 21, 25, "Kars")),
    )
    assert [fault.field for fault in faults(text, wrong)] == ["speakers", "evidence:date"]
    doc = Document("d", "a.txt", "text", (Block(0, 3), Block(2, 9)), published_span=(3, 5))
    assert [fault.field for fault in document_faults(doc)] == ["blocks", "published"]


def test_a_path_with_stray_bytes_is_stored_readably() -> None:
    """A file name that is no UTF-8 (Linux allows it) does not stop a batch."""
    doc = Document("d", "a\udcff.txt", "text", ())
    assert document_row(doc)["path"] == "a\\udcff.txt"
