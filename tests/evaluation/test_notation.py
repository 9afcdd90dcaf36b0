"""The notation of gold sets for people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.evaluation import evaluate, find_gold, read_gold
from dragoman.evaluation.answers import Answer
from dragoman.evaluation.codes import of_gold
from dragoman.evaluation.gold import GoldEvent, GoldRow
from dragoman.evaluation.notation import read_notation
from dragoman.evaluation.parallel import parallel_figures, telling_figures
from dragoman.evaluation.text import render
from dragoman.model import Report
from dragoman.model.errors import InputError

ROOT = Path(__file__).resolve().parents[2]


def read(text: str) -> list[GoldRow]:
    """Return the rows of a text."""
    return read_notation(text.split("\n"), Path("some", "own.txt"))


def test_a_case() -> None:
    """Every field of a line is read; the id is file and line."""
    (row,) = read(
        "# language: ru\n\nSUPPORT | TUR GOV=AZE | historical | 1991-11-09 | «Хабер» / посол | Sentence."
    )
    assert (row.id, row.language, row.scheme, row.text) == ("own.txt:3", "ru", "plover", "Sentence.")
    (event,) = row.events
    assert (event.event, event.actor_codes, event.recipient_codes) == ("SUPPORT", ("TUR GOV", "AZE"), ())
    assert (event.aux, event.date, event.speaker) == (("historical",), "1991-11-09", ("«Хабер»", "посол"))
    assert event.fields == {"actor_codes", "recipient_codes", "aux", "date", "speaker"}
    assert not row.no_event


@pytest.mark.parametrize(
    ("who", "pairs"),
    [
        ("TUR>AZE", {("TUR", "AZE")}),
        ("FRA+GBR>TUR MIL", {("FRA", "TUR"), ("GBR", "TUR")}),
        ("TUR=AZE", {("TUR", "AZE"), ("AZE", "TUR")}),
        ("GRC>", set()),
        ("?>GRC", set()),
        ("IGO>SRB", {("IGO", "SRB")}),
    ],
)
def test_who(who: str, pairs: set[tuple[str, str]]) -> None:
    """The sides of an event give its ordered pairs of countries."""
    (row,) = read(f"# language: ru\nASSAULT | {who} | - | - | - | Sentence.")
    assert of_gold(row.events[0]) == pairs


def test_claims_are_no_events() -> None:
    """A direction in place of a class is a claim: the row has no event by it."""
    (row,) = read("# language: ru\ncloser; AID | TUR=RUS; TUR>RUS | - | 1921 | - | Sentence.")
    assert [event.event for event in row.events] == ["AID"]
    (claim,) = row.claims
    assert (claim.event, claim.actor_codes, claim.date) == ("closer", ("TUR", "RUS"), "1921")
    (row,) = read("# language: ru\napart | TUR=RUS | - | - | - | Sentence.")
    assert row.no_event
    assert row.claims


def test_several_events() -> None:
    """A field has one value for all events, or one for each."""
    (row,) = read("# language: uk\nACCUSE; SANCTION | EST>SWE; EST>FIN | -; negation | 1994 | - | Sentence.")
    assert [(e.event, e.recipient_codes, e.aux, e.date) for e in row.events] == [
        ("ACCUSE", ("SWE",), (), "1994"),
        ("SANCTION", ("FIN",), ("negation",), "1994"),
    ]


def test_nothing_to_code() -> None:
    """A dash as class is a sentence in which nobody saw an event."""
    (row,) = read("# language: uk\n- | - | - | - | - | На озері зійшла крига.")
    assert row.no_event
    assert row.events == ()


def test_headers_hold_on_and_a_date_of_publication_holds_once() -> None:
    """Language and scheme hold until they are set anew, a date of publication for the next case only."""
    case = "- | - | - | - | - | Sentence."
    rows = read(
        f"# language: uk\npublished=1992-05-03\n{case}\n{case}\n# language: ru\n# scheme: plover15\n{case}"
    )
    assert [(row.language, row.scheme, row.published) for row in rows] == [
        ("uk", "plover", "1992-05-03"),
        ("uk", "plover", None),
        ("ru", "plover15", None),
    ]


def test_a_fact_in_languages() -> None:
    """Each telling is a row of its own with the fact's events and its own speaker."""
    rows = read(
        "published=1994-04-27\nCONSULT | POL>LTU | - | 1994-04-26\n"
        "en | the agency | One.\nuk | агентство | Два."
    )
    assert [(row.id, row.fact, row.language, row.published) for row in rows] == [
        ("own.txt:3", "own.txt:2", "en", "1994-04-27"),
        ("own.txt:4", "own.txt:2", "uk", "1994-04-27"),
    ]
    assert [row.events[0].speaker for row in rows] == [("the agency",), ("агентство",)]
    assert {row.events[0].date for row in rows} == {"1994-04-26"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("CONSULT | POL=LTU | - | - | Sentence.", "5 fields"),
        ("CONSULT | POL=LTU | - | - | - | One | two.", "7 fields"),
        ("CONSULT | POL=LTU |  | - | - | Sentence.", "field 3 is empty"),
        ("MEET | POL=LTU | - | - | - | Sentence.", "MEET"),
        ("CONSULT | POL=LIT | - | - | - | Sentence.", "'LIT' in 'LIT' is no code"),
        ("CONSULT | POL ARMY=LTU | - | - | - | Sentence.", "'ARMY' in 'POL ARMY'"),
        ("CONSULT | POL+LTU | - | - | - | Sentence.", "is no code|neither > nor ="),
        ("CONSULT | >LTU | - | - | - | Sentence.", "'' is no code|'' in ''"),
        ("CONSULT | POL=LTU | past | - | - | Sentence.", "aux 'past'"),
        ("CONSULT | POL=LTU | - | 3.5.1992 | - | Sentence.", "1992"),
        ("CONSULT | POL=LTU | - | - | one / | Sentence.", "speaker empty"),
        (
            "CONSULT; AID | POL>LTU; POL>LTU; POL>LTU | - | - | - | Sentence.",
            "3 values in WHO, but 2 classes",
        ),
        ("- | POL=LTU | - | - | - | Sentence.", "nothing to code"),
        ("# scheme: icews", "scheme 'icews'"),
        ("# language: Ukrainian", "'Ukrainian'"),
        ("published=3 May 1992", "May"),
        ("en | - | Sentence.", "without a fact"),
    ],
)
def test_malformed_lines_are_named(line: str, said: str) -> None:
    """What cannot be read is refused with file, line and reason."""
    with pytest.raises(InputError, match=said) as caught:
        read(f"# language: uk\n{line}")
    assert str(Path("some", "own.txt")) + ":2: " in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- | - | - | - | - | Sentence.", r"own\.txt:1: no language yet"),
        ("published=1992", r"own\.txt:1: no case follows"),
        ("CONSULT | POL=LTU | - | -\nen | - | One.", r"own\.txt:1: .*two languages"),
        ("CONSULT | POL=LTU | - | -\nen | - | One.\nen | - | Two.", r"own\.txt:3: .*already told in 'en'"),
    ],
)
def test_what_is_left_open_is_named(text: str, said: str) -> None:
    """A missing header, a date without a case and a fact in one language are refused."""
    with pytest.raises(InputError, match=said):
        read(text)


@settings(max_examples=50)
@given(
    text=st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="|"), min_size=1)
    .map(str.strip)
    .filter(bool),
    date=st.dates(),
)
def test_round_trip(text: str, date: object) -> None:
    """Whatever stands in a sentence comes back as it was."""
    (row,) = read(f"# language: uk\nCONSULT | POL=LTU | - | {date} | - | {text}")
    assert row.text == text
    assert row.events[0].date == str(date)


def test_a_file_is_found_and_scored(tmp_path: Path) -> None:
    """A .txt in a folder is found, read by its name and scored like any other gold."""
    path = tmp_path / "own.txt"
    path.write_text(
        "CONSULT | GEO=ARM | - | -\n"
        "en | - | The president of Georgia met the president of Armenia in Tbilisi.\n"
        "ru | - | Президент Грузии встретился с президентом Армении.\n"
        "# language: en\n- | - | - | - | - | The lake froze early.\n",
        encoding="utf-8",
    )
    assert find_gold([tmp_path]) == [path]
    evaluation = evaluate([read_gold(path)])
    (scored,) = evaluation.sets
    figures = {name: scored.figure(name) for name in ("root.f1", "parallel.right", "false_alarms")}
    assert {name: one and (one.value, one.n) for name, one in figures.items()} == {
        "root.f1": (1.0, 3),
        "parallel.right": (1.0, 1),
        "false_alarms": (0.0, 1),
    }
    assert "facts that all languages tell as gold does" in render(evaluation)


def test_facts_told_alike_and_right(
    whole: Callable[..., Answer], report: Callable[..., Report], gold_event: Callable[..., GoldEvent]
) -> None:
    """A fact is right if every telling is; told alike if all are the same (shares by hand)."""
    gold = gold_event("CONSULT", "POL", "LTU", aux=(), date="1994-04-26")
    good = report("CONSULT", "POL", "LTU", date="1994-04-26", aux=("historical",))
    day = report("CONSULT", "POL", "LTU", date="1994-04-27")
    turned = report("CONSULT", "LTU", "POL", date="1994-04-26")
    more = report("AID", "POL", "LTU")

    def fact(name: str, *tellings: list[Report]) -> list[Answer]:
        return [whole([gold], told, fact=name) for told in tellings]

    figures = parallel_figures(
        [
            *fact("a", [good], [good]),
            *fact("b", [day], [day]),
            *fact("c", [good], [turned]),
            *fact("d", [good], [good, more]),
        ]
    )
    assert [(one.name, one.value, one.n) for one in figures] == [
        ("parallel.right", 0.25, 4),
        ("parallel.alike", 0.5, 4),
    ]
    assert parallel_figures([whole([gold], [good])]) == []


def test_tellings_of_one_language(
    whole: Callable[..., Answer], report: Callable[..., Report], gold_event: Callable[..., GoldEvent]
) -> None:
    """A telling is right by class, sides, aux and days together; sentences without a fact do not count."""
    gold = gold_event("AID", "TUR", "SOM", aux=("negation",), date="2011")
    tellings = [
        report("AID", "TUR", "SOM", aux=("negation",), date="2011"),
        report("AGREE", "TUR", "SOM", aux=("negation",), date="2011"),
        report("AID", "SOM", "TUR", aux=("negation",), date="2011"),
        report("AID", "TUR", "SOM", date="2011"),
        report("AID", "TUR", "SOM", aux=("negation",), date="2011-08"),
    ]
    answers = [whole([gold], [told], fact=str(at)) for at, told in enumerate(tellings)]
    (told,) = telling_figures([*answers, whole([gold], [tellings[0]])])
    assert (told.name, told.value, told.n) == ("parallel.told", 0.2, 5)
    assert telling_figures([whole([gold], [tellings[0]])]) == []


def test_each_language_has_its_share_of_facts(tmp_path: Path) -> None:
    """The figure stands under each language, where a fact that one language misses can be seen."""
    path = tmp_path / "own.txt"
    path.write_text(
        "CONSULT | GEO=ARM | - | -\n"
        "en | - | The president of Georgia met the president of Armenia in Tbilisi.\n"
        "ru | - | Озеро рано замёрзло.\n",
        encoding="utf-8",
    )
    evaluation = evaluate([read_gold(path)])
    (scored,) = evaluation.sets
    shares = {
        language: [one.value for one in figures if one.name == "parallel.told"]
        for language, figures in scored.groups.items()
    }
    assert shares == {"all": [], "en": [1.0], "ru": [0.0]}
    assert "facts told as gold does" in render(evaluation)


def test_the_page_shows_what_is_read() -> None:
    """The cases on the page about gold sentences can be read as they stand."""
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    blocks = page.split("```text\n")[1:]
    texts = [block.split("```")[0] for block in blocks]
    first = texts[0].replace("CLASS | WHO | aux | date | speaker | sentence\n", "")
    assert [row.no_event for row in read(first)] == [False, False, False, True]
    assert read("# language: uk\n" + texts[1])[0].published == "1992-05-03"
    assert len(read(texts[2])) == 2
