"""The same happening told by several reports."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.events.link import link_reports
from dragoman.model import parse_edtf
from dragoman.store.schema import schema_of


def _report(name: str, date: str | None, **changes: Any) -> dict[str, Any]:
    bounds = parse_edtf(date) if date else None
    return {
        "id": name, "document_id": name, "event": "CONSULT", "aux": [], "occurrence": "once",
        "language": "en", "actor_codes": ["TUR"], "recipient_codes": ["AZE"], "date": date,
        "date_earliest": bounds and bounds.earliest, "date_latest": bounds and bounds.latest, **changes,
    }  # fmt: skip


def _groups(*reports: dict[str, Any]) -> set[frozenset[str]]:
    _, links = link_reports(pl.DataFrame(reports, schema=schema_of("reports", batch=False)))
    return {frozenset(part["report_id"]) for part in links.partition_by("event_id")}


def _linked(**changes: Any) -> bool:
    date = changes.pop("date", "1992-05-28")
    return len(_groups(_report("a", "1992-05-28"), _report("b", date, **changes))) == 1


def test_same_class_parties_and_day_are_one_event() -> None:
    """Two sources on one day are one event; its row counts reports and documents."""
    reports = [_report("a", "1992-05-28"), _report("b", "1992-05", document_id="a"), _report("c", "1992-07")]
    events, links = link_reports(pl.DataFrame(reports, schema=schema_of("reports", batch=False)))
    assert events.select("reports", "documents").rows() == [(2, 1), (1, 1)]
    assert dict(events.schema) == dict(schema_of("events", batch=False))
    assert dict(links.schema) == dict(schema_of("event_reports", batch=False))
    assert links.rows_by_key("report_id", named=True, unique=True)["b"]["score"] == 0.75
    assert "same roles" in links.rows_by_key("report_id", named=True, unique=True)["b"]["reason"]


def test_what_may_be_the_same_and_what_not() -> None:
    """Each rule of the docstring, one case each."""
    assert _linked()
    assert _linked(date="1992-05-27/1992-05-29")
    assert _linked(actor_codes=["AZE", "TUR"], recipient_codes=[])
    assert _linked(aux=["historical"])
    assert not _linked(date="1992-05-29")
    assert not _linked(date="1992")
    assert not _linked(date=None)
    assert not _linked(event="AGREE")
    assert not _linked(actor_codes=["AZE"], recipient_codes=["TUR"])
    assert not _linked(recipient_codes=["ARM"])
    assert not _linked(aux=["future"])
    assert not _linked(occurrence=None)
    assert _linked(mode="visit")


def test_modes_and_names_of_agreements_keep_apart() -> None:
    """Two modes, or two agreements named in one language, are two events; one name helps a vague date."""
    kars = {"agreement": "Treaty of Kars", "event": "SUPPORT"}
    moscow = _report("b", "1921-10", agreement="Treaty of Moscow", event="SUPPORT")
    assert len(_groups(_report("a", "1921-10-13", **kars), moscow)) == 2
    assert len(_groups(_report("a", "1921-10-13", **kars), _report("b", "1921", **kars))) == 1
    assert (
        len(_groups(_report("a", "1992-05-28", mode="visit"), _report("b", "1992-05-28", mode="phone"))) == 2
    )


def test_a_report_that_fits_two_events_stays_alone() -> None:
    """A month in which two meetings fell says nothing about which is meant."""
    reports = [_report("a", "1992-05-02"), _report("b", "1992-05-28"), _report("c", "1992-05")]
    assert len(_groups(*reports)) == 3
    _, links = link_reports(pl.DataFrame(reports, schema=schema_of("reports", batch=False)))
    assert links.filter(report_id="c")["reason"].item() == "fits 2 events equally well"


_rows = st.lists(
    st.builds(
        _report,
        st.text("abcdefgh", min_size=3, max_size=3),
        st.sampled_from(
            [None, "1992", "1992-05", "1992-05-28", "1992-05-29", "1992-05-27/1992-06-02", "../1992"]
        ),
        actor_codes=st.sampled_from([["TUR"], ["AZE", "TUR"], []]),
        recipient_codes=st.sampled_from([["AZE"], []]),
    ),
    max_size=12,
    unique_by=lambda row: row["id"],
)


@settings(deadline=None, max_examples=60)
@given(rows=_rows, data=st.data())
def test_links_do_not_depend_on_the_order_and_lose_no_report(rows: list[dict[str, Any]], data: Any) -> None:
    """Every report has exactly one link, and shuffled rows give the same tables."""
    schema = schema_of("reports", batch=False)
    one = link_reports(pl.DataFrame(rows, schema=schema))
    two = link_reports(pl.DataFrame(data.draw(st.permutations(rows)), schema=schema))
    assert one[0].equals(two[0])
    assert one[1].equals(two[1])
    assert sorted(one[1]["report_id"]) == sorted(row["id"] for row in rows)
