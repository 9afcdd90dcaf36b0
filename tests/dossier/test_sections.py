"""The sections of the invented study."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.dossier import AgreementReading, DossierData
from dragoman.dossier import sections as parts
from dragoman.dossier.views import Views, views


@pytest.fixture(scope="module")
def found(data: DossierData) -> Views:
    """Return the rows of the invented study."""
    return views(data)


def test_figures_count_what_happened_alone(data: DossierData, found: Views) -> None:
    """30 reports of which 6 are denied, announced, hypothetical or general (counted by hand)."""
    figures = parts.summary(data, found)
    assert (figures.reports, figures.counted, figures.claims) == (30, 24, 6)
    assert (figures.documents, figures.independent) == (11, 11)
    assert figures.languages == [("English", 21), ("Russian", 9)]
    assert figures.years == "1918–2023"
    assert figures.assumed == 1


def test_copies_are_one_source(data: DossierData) -> None:
    """Two documents of one group, or with the same content, count once."""
    documents = tuple(
        replace(
            one, group="same" if one.id in ("d08", "d09") else None, sha256="x" if one.id < "d03" else one.id
        )
        for one in data.documents
    )
    copied = replace(data, documents=documents)
    assert parts.summary(copied, views(copied)).independent == 9


def test_disagreeing_dates_stand_side_by_side(data: DossierData, found: Views) -> None:
    """Batum has two dates of signature, Kars one (as the invented documents have it)."""
    made = {one.name: one for one in parts.agreements(data, found)}
    assert made["Treaty of Batum"].differ
    assert [row.date for row, _ in made["Treaty of Batum"].rows] == ["1918-06-04", "1918-06-08"]
    assert not made["Treaty of Kars"].differ


def test_the_studys_own_links_decide_about_agreements(data: DossierData, found: Views) -> None:
    """Where the study links readings, its kinds and disagreements are shown."""
    batum = [row for row in found.reports if row.row["agreement"] == "Treaty of Batum"]
    kars = next(row for row in found.reports if row.row["agreement"] == "Treaty of Kars")
    linked = replace(
        data,
        agreements=(
            AgreementReading("one", batum[0].row["id"], "signed"),
            AgreementReading("two", batum[1].row["id"], "in_force"),
            AgreementReading("three", kars.row["id"], "signed", disagree=True),
        ),
    )
    made = [one for one in parts.agreements(linked, found) if one.name.startswith("Treaty")]
    assert [(one.name, one.rows[0][1], one.differ) for one in made] == [
        ("Treaty of Batum", "signed", False),
        ("Treaty of Batum", "in force", False),
        ("Treaty of Kars", "signed", True),
    ]


def test_third_parties_have_their_roles(found: Views) -> None:
    """Russia stands as consenting, against and mediator; it is told once for each report."""
    russia = next(one for one in parts.thirds(found) if one.code == "RUS")
    assert set(russia.roles) == {"against", "consenting", "mediator"}
    assert len(russia.rows) == 3


def test_third_parties_go_by_their_country(found: Views) -> None:
    """A country has its own name, whatever words stand for it, and what has no code stands last."""
    others = parts.thirds(found)
    assert next(one.name for one in others if one.code == "RUS") == "Russia"
    coded = [bool(one.code) for one in others]
    assert coded == sorted(coded, reverse=True)


def test_silence_is_named(found: Views) -> None:
    """Between 1921 and 1991 nothing is reported, and the list says so."""
    decades = parts.by_decade(found.reports)
    assert [one.title for one in decades][:3] == ["1910s", "1920s", "1990s"]
    assert next(one.silence for one in decades if one.title == "1990s") == "1930s to 1980s"
    assert decades[-1].title == "Without a date"


def test_claims_by_speaker_put_the_documents_own_voice_last(found: Views) -> None:
    """Speakers come in order; claims without one close the list."""
    names = [name for name, _ in parts.by_speaker(found)]
    assert names[-1] == ""
    assert "Erdoğan" in names


def test_a_row_that_is_not_proved_is_left_out(data: DossierData) -> None:
    """A wrong quote, an unknown document: neither shown nor counted, but named."""
    first, second, *rest = data.reports
    broken = {**first, "trigger": {**first["trigger"], "text": "invented"}}
    homeless = {**second, "document": "nowhere"}
    made = views(replace(data, reports=(broken, homeless, *rest)))
    assert len(made.reports) == 28
    assert {one.id for one in made.left} == {first["id"], second["id"]}


def test_what_neither_does_to_the_other_is_not_counted(data: DossierData) -> None:
    """Both at the receiving end of somebody else: shown, not counted."""
    first, *rest = data.reports
    [one], [two] = first["actor"], first["recipient"]
    outside = {**first, "actor": [], "recipient": [one, two]}
    made = views(replace(data, reports=(outside, *rest)))
    row = next(row for row in made.reports if row.row["id"] == first["id"])
    assert not row.between
    assert not row.counted
    assert parts.summary(data, made).outside == 1
