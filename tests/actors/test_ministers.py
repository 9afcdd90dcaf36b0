"""Foreign ministers of the region and of the great powers since 1900: every gap is known and documented."""

from __future__ import annotations

from pathlib import Path

from dragoman.actors import resolve_phrase
from dragoman.actors.entities import entities, people
from dragoman.actors.tables import day, iso

_STATES = (
    "ottoman", "ankara-1920", "turkey", "azerbaijan-1918", "azerbaijan", "armenia-1918", "armenia",
    "georgia-1918", "georgia", "russian-empire", "russia-provisional", "rsfsr", "ussr", "russia", "unr",
    "ukraine-1918", "ukraine", "iran", "usa", "uk", "france", "vichy", "german-reich", "frg", "germany",
)  # fmt: skip
_NOTED = 3
"""Days; shorter gaps are handovers."""
_PAGE = Path(__file__).parents[2] / "docs" / "actors.md"


def _gaps(state: str) -> list[tuple[str, str, str]]:
    """Return the stretches of more than three days since 1900 on which a state has no foreign minister."""
    terms = sorted(
        (term.since, term.until)
        for person in people().values()
        for term in person.terms
        if term.entity == state and term.office == "foreign minister"
    )
    entity = entities()[state]
    at, end = max(entity.since, day("1900")), min(entity.until, day("2026"))
    found = []
    for since, until in [*terms, (end, end)]:
        if since - at > _NOTED:
            found.append((state, iso(at), iso(since)))
        at = max(at, until)
    return found


def _documented() -> list[tuple[str, ...]]:
    _, _, part = _PAGE.read_text(encoding="utf-8").partition("## Days without a foreign minister")
    rows = [
        line.strip("| ").split(" | ") for line in part.partition("\n## ")[0].split("\n") if line[:1] == "|"
    ]
    assert all(len(row) == 4 and row[3] for row in rows), "each gap has a reason"
    return [tuple(row[:3]) for row in rows[2:]]


def test_every_gap_is_documented() -> None:
    """The days without a foreign minister are those that the documentation lists, with a reason each."""
    assert [gap for state in _STATES for gap in _gaps(state)] == _documented()


def test_ministers_of_iran_before_1952() -> None:
    """Signatories known from their treaties are the ministers of the day: 1937 Saadabad, 1942 Tripartite."""
    for on, entity in (
        ("1937-07-08", "enayatollah-samiy"),
        ("1942-01-29", "ali-soheili"),
        ("1923-08", "mossadegh"),
    ):
        found = resolve_phrase("the Iranian foreign minister", on).actor
        assert found is not None
        assert found.entity == entity
