"""CAMEO codes and the crosswalks."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dragoman.codebook import cameo, load
from dragoman.model.errors import CodebookError

# Table 7.1 of the PLOVER 1.3 manual, cue category to class (08 splits, 20 is ASSAULT by its note).
CUES = {
    "03": {"AGREE"},
    "04": {"CONSULT"},
    "05": {"SUPPORT"},
    "06": {"COOPERATE"},
    "07": {"AID"},
    "08": {"CONCEDE", "RETREAT"},
    "09": {"ACCUSE"},
    "10": {"REQUEST"},
    "11": {"ACCUSE"},
    "12": {"REJECT"},
    "13": {"THREATEN"},
    "14": {"PROTEST"},
    "15": {"MOBILIZE"},
    "16": {"SANCTION"},
    "17": {"COERCE"},
    "18": {"ASSAULT"},
    "19": {"ASSAULT"},
    "20": {"ASSAULT"},
}
# Where a code's own definition puts it elsewhere than its cue category.
APART = {
    **dict.fromkeys(("035", "0351", "0352", "0353", "0354", "0355", "0356", "055"), "CONCEDE"),
    "116": "SANCTION",
    "1712": "ASSAULT",
    "175": "ASSAULT",
    "191": "COERCE",
    "192": "COERCE",
}


def test_cameo_codes_and_scale(shared: Path) -> None:
    """All 312 codes of the published scale are there with its values; six more have none."""
    path = shared / "reference" / "cameo_goldstein.csv"
    with path.open(encoding="latin-1", newline="") as file:
        scale = {row["code"]: float(row["goldstein"]) for row in csv.DictReader(file)}
    book = cameo.load()
    assert {c.id: c.goldstein for c in book.codes if c.goldstein is not None} == scale
    assert [c.id for c in book.codes if c.goldstein is None] == ["1214", "155", "176", "1834", "1951", "1952"]


def test_cameo_hierarchy() -> None:
    """Twenty roots; the parent of every other code is a code, and labels are unique."""
    book = cameo.load()
    assert [c.id for c in book.codes if c.parent is None] == [f"{i:02}" for i in range(1, 21)]
    assert all(c.parent in book for c in book.codes if c.parent is not None)
    assert all(c.id.startswith(c.root) for c in book.codes)
    assert len({c.label for c in book.codes}) == len(book.codes)


@pytest.mark.parametrize("code", ["13y", "", "21", "4", "---", "0999"])
def test_cameo_refuses_impossible_codes(code: str) -> None:
    """Codes that CAMEO lacks raise wherever they are looked up."""
    book = cameo.load()
    for ask in (book.check, book.code, book.root, book.goldstein, book.to_plover, cameo.to_plover):
        with pytest.raises(CodebookError, match=r"cameo-1\.1b3"):
            ask(code)


def test_cameo_refusal_names_what_is_near() -> None:
    """The message lists the codes of the root, and knows the lost leading zero of spreadsheets."""
    with pytest.raises(CodebookError, match="130, 131, 1311"):
        cameo.load().check("13y")
    with pytest.raises(CodebookError, match=r"leading zero is missing.*'043'"):
        cameo.load().check("43")


def test_crosswalk_is_total_and_legal() -> None:
    """Every CAMEO code has a row with a stated loss, and its target is legal in PLOVER 1.3."""
    book = load()
    for code in cameo.load().codes:
        for published in (False, True):
            row = cameo.to_plover(code.id, published=published)
            assert row.loss, code.id
            if row.event is not None:
                book.check(row.event, row.mode, row.contexts)
            else:
                assert row.mode is None
                assert code.root in {"01", "02"} or code.id == "08"


def test_crosswalk_follows_the_cue_categories() -> None:
    """Classes are those of table 7.1 of the manual, save the codes listed here."""
    for code in cameo.load().codes:
        event = cameo.to_plover(code.id).event
        if event is None:
            continue
        assert event == APART.get(code.id, event)
        assert event in CUES[code.root] or code.id in APART, code.id


def test_crosswalk_carries_the_published_table(shared: Path) -> None:
    """Each line of the conversion table of 2021 is kept, and a differing class is explained."""
    lines = (shared / "reference" / "CAMEO2PLOVER-2021.txt").read_text(encoding="latin-1").splitlines()
    rows = [line.split("#")[0] for line in lines if line[:2].isdigit() and "," in line.split("#")[0]]
    assert len({row.split(":")[0] for row in rows}) == 256  # counted in the file; 175 stands twice
    for row in rows:
        code, target = row.split(":")
        found = cameo.to_plover(code)
        event = target.split(",")[0].strip()
        assert found.published is not None
        assert found.published.split(",")[0] == event
        assert cameo.to_plover(code, published=True).event == event
        if found.event != event:
            assert found.changed, code


@pytest.mark.parametrize(
    ("code", "event", "mode", "contexts", "swap"),
    [
        ("043", "CONSULT", "visit", (), True),
        ("042", "CONSULT", "visit", (), False),
        ("057", "SUPPORT", None, ("diplomatic",), False),
        ("094", "ACCUSE", "investigate", ("military", "legal"), False),
        ("163", "SANCTION", "discontinue", ("diplomatic",), False),
        ("1952", "ASSAULT", "drone", ("military",), False),
        ("010", None, None, (), False),
        ("08", None, None, (), False),
        ("19", "ASSAULT", None, (), False),
    ],
)
def test_to_plover(
    code: str, event: str | None, mode: str | None, contexts: tuple[str, ...], swap: bool
) -> None:
    """Some codes by hand."""
    row = cameo.to_plover(code)
    assert (row.event, row.mode, row.contexts, row.swap) == (event, mode, contexts, swap)


def test_to_plover_as_published() -> None:
    """The class of 2021 is to be had, without the modes that PLOVER 1.3 dropped."""
    row = cameo.to_plover("163", published=True)
    assert (row.event, row.mode, row.contexts) == ("COERCE", "restrict", ("diplomatic",))
    assert cameo.to_plover("085", published=True).mode is None
    assert cameo.to_plover("116", published=True).event == "ACCUSE"


def test_from_plover_is_total() -> None:
    """Every class, and every mode of it, has a CAMEO code with a stated loss."""
    book, codes = load(), cameo.load()
    for event in book.ids:
        for mode in (None, *book.mode_ids(event)):
            row = cameo.from_plover(event, mode)
            codes.check(row.code)
            assert row.loss
            assert (row.event, row.mode) == (event, mode)
    with pytest.raises(CodebookError):
        cameo.from_plover("AGREE", "visit")


def test_there_and_back() -> None:
    """PLOVER to CAMEO and back gives the class again, save where the loss says that it cannot."""
    book = load()
    apart = set()
    for event in book.ids:
        for mode in (None, *book.mode_ids(event)):
            row = cameo.from_plover(event, mode)
            if cameo.to_plover(row.code).event != event:
                apart.add((event, mode))
                assert row.loss != "nothing"
    # CAMEO has no verbal-material split at 080, and files a resignation under demands met.
    assert apart == {("RETREAT", None), ("RETREAT", "resign")}
