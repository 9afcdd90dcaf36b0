"""Names, languages and dates to codes: the table in cases.txt, and the rules behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.actors import codes, combine, registry, resolve, resolve_phrase, scanner, show
from dragoman.model import parse_edtf
from dragoman.model.errors import InputError

_TABLES = sorted(Path(__file__).parent.glob("cases*.txt"))


def _lines() -> list[str]:
    lines = [line for table in _TABLES for line in table.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def _cases() -> list[tuple[str, str, str | None, str | None, str | None]]:
    found = []
    for line in _lines():
        if line.endswith("-> nothing"):
            continue
        left, _, right = line.partition(" -> ")
        name, language, on = (part.strip() for part in left.split(" | "))
        code, _, entity = right.strip().partition(" ")
        found.append(
            (name, language, None if on == "-" else on, None if code == "None" else code, entity or None)
        )
    return found


@pytest.mark.parametrize(("name", "language", "on", "code", "entity"), _cases())
def test_case(name: str, language: str, on: str | None, code: str | None, entity: str | None) -> None:
    """A name or phrase resolves to the code (and entity) that the table says, by general knowledge."""
    actor = resolve_phrase(name, on, language).actor
    code, _, sector = (code or "").partition(":")
    assert (actor.code if actor else None) == (code or None)
    if sector:
        assert actor is not None
        assert actor.sector == sector
    if entity is not None:
        assert actor is not None
        assert actor.entity == entity


_NOTHING = [
    tuple(part.strip() for part in line.removesuffix("-> nothing").split("|"))[:2]
    for line in _lines()
    if line.endswith("-> nothing")
]


@pytest.mark.parametrize(("text", "language"), _NOTHING)
def test_nothing(text: str, language: str) -> None:
    """In these texts nobody is named: words that only look like names, and names of other things."""
    named = [m for m in scanner(language).scan(text) if m.kind not in ("agent", "mod")]
    assert [text[m.start : m.stop] for m in named] == []


def test_table_is_large() -> None:
    """At least 400 cases and 150 without an answer; 60 and 30 in each of the three younger languages."""
    cases = _cases()
    assert len(cases) >= 400
    assert sum(code is None for *_, code, _ in cases) + len(_NOTHING) >= 150
    for language in ("uk", "tr", "az"):
        assert sum(case[1] == language for case in cases) >= 60
        assert sum(case[1] == language for case in _NOTHING) >= 30


def test_no_date_is_assumed() -> None:
    """Without a date the present state answers with the basis assumed, a dead one with its own."""
    present, dead = resolve("Turkey").actor, resolve("Soviet Union").actor
    assert present is not None
    assert present.basis == "assumed"
    assert dead is not None
    assert dead.basis == "stated"


def test_strict() -> None:
    """Asked to be strict, a name without a date answers only where all readings share a code."""
    assert resolve("Baku", strict=True).actor is None
    assert resolve("Baku", strict=True).candidates
    france = resolve("France", strict=True).actor
    assert france is not None
    assert france.code == "FRA"


def test_dates_of_all_types() -> None:
    """A date may be a day, an Edtf or its text."""
    asked = [resolve("Baku", on=on).actor for on in (date(1919, 5, 1), parse_edtf("1919-05"), "1919")]
    assert [a.entity for a in asked if a] == ["azerbaijan-1918"] * 3


def test_loss_is_told() -> None:
    """A projection that loses something says so."""
    adr = resolve("Azerbaijan Democratic Republic").actor
    assert adr is not None
    assert adr.loss is not None
    assert "Democratic Republic" in adr.loss


def test_viewpoint() -> None:
    """A contested polity has another code under another viewpoint, an unknown one is refused."""
    answers = {view: resolve("Taiwan", viewpoint=view).actor for view in ("", "CHN")}
    assert {view: actor.code for view, actor in answers.items() if actor} == {"": "TWN", "CHN": "CHN"}
    with pytest.raises(InputError, match="viewpoint"):
        resolve("Taiwan", viewpoint="XXX")


@pytest.mark.parametrize(
    ("text", "on", "sector"),
    [
        ("Turkish troops", None, "MIL"),
        ("opposition lawmakers", None, "OPP"),
        ("rebel soldiers", None, "REB"),
        ("former President Gorbachev", None, "ELI"),
        ("Gorbachev", "1995", "ELI"),
        ("Iraqi refugees", None, "REF"),
        ("spokesman of the Turkish army", None, "MIL"),
        ("president of Turkey", None, "GOV"),
        ("UN peacekeepers", None, "MIL"),
        ("бывший президент Азербайджана", None, "ELI"),
        ("сотрудники полиции", None, "COP"),
        ("the Pentagon", None, "MIL"),
        ("Turkish police officers", None, "COP"),
    ],
)
def test_sector(text: str, on: str | None, sector: str) -> None:
    """Roles and names combine to the PLOVER sector of the whole phrase (PLOVER 1.3, table 5.2)."""
    actor = resolve_phrase(text, on).actor
    assert actor is not None
    assert actor.sector == sector


def test_combine_with_owner_outside() -> None:
    """A group without a name takes the owner that is passed apart."""
    scan = scanner("en")
    [officials] = scan.scan("officials")
    owner = registry().actor(scan.scan("Baku")[0].key, (date(1994, 1, 1), date(1994, 1, 1))).actor
    actor = combine([officials], modifier=owner)
    assert actor is not None
    assert (actor.code, actor.sector, actor.entity) == ("AZE", "GOV", "azerbaijan")


def test_codes_and_show() -> None:
    """COW 640 covers the Ottoman Empire in 1900; AZE stands for several entities."""
    [turkey] = codes("COW", 640, "1900")
    assert "ottoman" in turkey.entities
    assert codes("gw", "GDR", "2000") == ()
    assert {"azerbaijan-1918", "azerbaijan"} <= {entity.id for entity in show("AZE")}
    with pytest.raises(InputError, match="scheme"):
        codes("fips", "TU")


def test_unknown_language_is_refused() -> None:
    """A language without names is refused with the ones there are."""
    with pytest.raises(InputError, match="en, ru"):
        resolve("Ankara", language="fr")
