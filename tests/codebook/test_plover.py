"""The PLOVER codebook: its data and what it answers."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman import codebook
from dragoman.codebook import Code, load, yield15
from dragoman.codebook.reading import DATA
from dragoman.model import AUX
from dragoman.model.errors import CodebookError

LANGUAGES = {"en", "ru", "uk", "tr", "az"}

# Scores of table 2.2, quads of the classes' own pages (chapter 3) of the 1.3 manual.
MANUAL = {
    "AGREE": (4.2, 1),
    "CONSULT": (2.1, 1),
    "SUPPORT": (4.6, 1),
    "CONCEDE": (5.0, 1),
    "COOPERATE": (6.8, 2),
    "AID": (7.4, 2),
    "RETREAT": (7.6, 2),
    "REQUEST": (-5.0, 3),
    "ACCUSE": (-2.0, 3),
    "REJECT": (-4.2, 3),
    "THREATEN": (-5.1, 3),
    "PROTEST": (-6.6, 4),
    "SANCTION": (-5.2, 4),
    "MOBILIZE": (-5.3, 4),
    "COERCE": (-7.2, 4),
    "ASSAULT": (-9.3, 4),
}
# Numbers of modes in tables 3.1 to 3.11 of the 1.3 manual.
MODES = {
    "CONSULT": 4,
    "RETREAT": 7,
    "REQUEST": 4,
    "ACCUSE": 3,
    "REJECT": 4,
    "THREATEN": 7,
    "PROTEST": 6,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 11,
    "ASSAULT": 19,
}


def test_plover_classes_scores_and_quads() -> None:
    """The 16 classes stand in the manual's order with its scores and quads."""
    book = load()
    assert {e: (book.score(e), book.quad(e)) for e in book.ids} == MANUAL
    assert book.ids == tuple(MANUAL)


def test_plover_modes() -> None:
    """Each class has as many modes as the manual's tables."""
    book = load()
    assert {e: len(book.modes(e)) for e in book.ids if book.modes(e)} == MODES


def test_plover_requires_recipient() -> None:
    """COOPERATE, AID and SANCTION need a recipient (manual 3.5.2, 3.6.1, 3.13.1)."""
    book = load()
    assert [e for e in book.ids if book.requires_recipient(e)] == ["COOPERATE", "AID", "SANCTION"]


def test_plover_contexts_and_sectors() -> None:
    """37 contexts (table 2.1), 24 sectors (table 5.2) and 7 special codes (table 5.1)."""
    book = load()
    assert len(book.context_ids) == 37
    assert len(book.sectors) == 24
    assert [c.id for c in book.special_codes] == ["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"]
    assert all(" " not in c and c == c.lower() for c in book.context_ids)
    assert {s.tier for s in book.sectors} == {"frequent", "rare"}


def test_plover_same_context_names_as_manual(shared: Path) -> None:
    """Every context of table 2.1 of the manual is there, spaces as underscores."""
    text = (shared / "reference" / "plover-1.3-manual.txt").read_text(encoding="utf-8")
    # Headings of chapter 4 name them; two are spelled otherwise there than in the table.
    heads = re.findall(r"^4\.\d+\s+(\S.*)$", text, re.MULTILINE)
    named = {h.strip().lower().replace(" ", "_").replace("-", "_") for h in heads}
    assert named == set(load().context_ids)


@pytest.mark.parametrize("book", [load(), load("plover15")], ids=lambda b: b.id)
def test_classes_are_complete(book: codebook.Codebook) -> None:
    """Each class has labels in five languages, a definition, bounds and at least six examples."""
    for cls in book.classes:
        assert set(cls.labels) == LANGUAGES, cls.id
        assert cls.definition
        assert cls.includes
        assert cls.excludes, cls.id
        assert len(cls.examples) >= 6, cls.id
        assert all(x.to != cls.id for x in cls.excludes)
        assert len({mode.id for mode in cls.modes}) == len(cls.modes)
    for quad in book.quads:
        assert set(quad.labels) == LANGUAGES


def test_examples_name_legal_codes_and_vary() -> None:
    """Examples are distinct, name three-letter codes and speak of many states and years."""
    examples = [e for cls in load().classes for e in cls.examples]
    texts = [e.text for e in examples]
    assert len(set(texts)) == len(texts)
    codes = {c for e in examples for c in (*e.actor, *e.recipient)}
    assert all(re.fullmatch(r"[A-Z]{3}", c) for c in codes)
    assert len(codes) >= 80
    assert len({y for t in texts for y in re.findall(r"\b(?:19|20)\d\d\b", t)}) >= 25
    assert all(e.actor for e in examples)


def test_examples_carry_required_recipient() -> None:
    """Where a class needs a recipient, its examples have one, or several parties as actors."""
    for cls in load().classes:
        if cls.requires_recipient:
            assert all(e.recipient or len(e.actor) > 1 for e in cls.examples), cls.id


def test_each_mode_of_small_tables_has_an_example() -> None:
    """Outside COERCE and ASSAULT nearly every mode is shown by an example."""
    for cls in load().classes:
        shown = {e.mode for e in cls.examples} - {None}
        assert len(shown) >= min(len(cls.modes), 6) - 1, cls.id


def test_nothing_is_copied_from_the_manual(shared: Path) -> None:
    """No run of eight words is shared with the manuals of PLOVER and CAMEO."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z']+", text.lower())
        return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}

    manual = runs((shared / "reference" / "plover-1.3-manual.txt").read_text(encoding="utf-8"))
    cameo = runs(
        (shared / "reference" / "cameo-1.1b3-manual.txt").read_text(encoding="utf-8", errors="replace")
    )
    files = [*DATA.rglob("*.yaml"), *DATA.rglob("*.tsv"), Path(__file__).with_name("fine_rules.txt")]
    for path in sorted(files):
        assert not runs(path.read_text(encoding="utf-8")) & (manual | cameo), path.name


def test_check_accepts_legal_codes() -> None:
    """A legal class, mode and contexts pass without a word."""
    assert load().check("CONSULT", "phone", ["military", "pro_democracy"]) is None


@pytest.mark.parametrize(
    ("event", "mode", "contexts", "said"),
    [
        ("ASSALT", None, (), "Did you mean 'ASSAULT'.*AGREE, CONSULT"),
        ("agree", None, (), "Did you mean 'AGREE'"),
        ("AGREE", "visit", (), "mode of AGREE 'visit'.*Legal: none"),
        ("COERCE", "martial law", (), "Did you mean 'martial-law'"),
        ("AID", None, ("pro democracy",), "Did you mean 'pro_democracy'"),
        ("YIELD", None, (), "no event 'YIELD'"),
    ],
)
def test_check_refuses_and_lists(event: str, mode: str | None, contexts: tuple[str, ...], said: str) -> None:
    """An illegal code raises, names the nearest and lists the legal ones."""
    with pytest.raises(CodebookError, match=said):
        load().check(event, mode, contexts)


def test_look_ups_of_impossible_codes_raise() -> None:
    """No look-up answers for a code that is not there."""
    book = load()
    for ask in (
        book.score,
        book.quad,
        book.requires_recipient,
        book.modes,
        book.mode_ids,
        book.future,
        book.code,
    ):
        with pytest.raises(CodebookError):
            ask("FIGHT")
    with pytest.raises(CodebookError, match=r"language 'fr'.*az"):
        book.label("AID", "fr")
    with pytest.raises(CodebookError):
        book.rule("no-such-rule")
    with pytest.raises(CodebookError, match="no codebook 'plover-9'"):
        load("plover-9")


def test_code_refuses_impossible_comparison() -> None:
    """A Code equals itself, differs from other codes and raises beside a code that does not exist."""
    code = load().code("AID")
    assert code == "AID"
    assert code != "AGREE"
    assert code in {"AID": 1}
    assert (code == 5) is False
    with pytest.raises(CodebookError):
        _ = code == "AIDE"
    with pytest.raises(CodebookError):
        _ = code != "aid"
    with pytest.raises(CodebookError):
        Code("X", frozenset({"Y"}), "b")


def test_code_survives_pickling() -> None:
    """A Code sent to a worker keeps refusing."""
    import pickle

    code = pickle.loads(pickle.dumps(load().code("AID")))  # noqa: S301 - our own bytes
    assert code == "AID"
    with pytest.raises(CodebookError):
        _ = code == "AIDE"


def test_mode_brings_its_context() -> None:
    """COERCE cyber and misinformation add the context of the same name (manual table 3.10)."""
    book = load()
    assert book.contexts_of("COERCE", "cyber", ["military"]) == ("cyber", "military")
    assert book.contexts_of("COERCE", "misinformation") == ("misinformation",)
    assert book.contexts_of("COERCE", "arrest", ["legal"]) == ("legal",)


def test_aux_modes_are_those_of_the_model() -> None:
    """Codebook and model name the same auxiliary modes in the same order."""
    assert load().aux == AUX


@pytest.mark.parametrize(
    ("event", "aux", "own_word", "event_out", "aux_out"),
    [
        ("CONSULT", ["future"], False, "AGREE", ()),
        ("SUPPORT", ["future"], False, "AGREE", ()),
        ("COOPERATE", ["future"], False, "AGREE", ()),
        ("AID", ["historical", "future"], False, "AGREE", ("historical",)),
        ("RETREAT", ["future"], False, "CONCEDE", ()),
        ("CONCEDE", ["future"], False, "CONCEDE", ("future",)),
        ("SANCTION", ["future"], False, "SANCTION", ("future",)),
        ("CONSULT", ["negation", "future"], False, "AGREE", ("negation",)),
        ("ASSAULT", ["hypothetical"], False, "ASSAULT", ("hypothetical",)),
        ("ASSAULT", ["hypothetical"], True, "THREATEN", ()),
        ("AID", [], False, "AID", ()),
    ],
)
def test_resolve_aux(
    event: str, aux: list[str], own_word: bool, event_out: str, aux_out: tuple[str, ...]
) -> None:
    """Class and auxiliary mode come to one class (manual 2.3, 3.1, 3.7.2)."""
    found = load().resolve_aux(event, aux, own_word=own_word)
    assert (found.event, found.aux) == (event_out, aux_out)
    assert (found.rule is None) == (event == event_out)


def test_resolve_aux_refuses_unknown() -> None:
    """An auxiliary mode that does not exist raises."""
    with pytest.raises(CodebookError, match="auxiliary mode 'past'"):
        load().resolve_aux("AID", ["past"])


def test_future_names_one_class() -> None:
    """The future of each class by the rules of the data."""
    book = load()
    changed = {e: book.future(e) for e in book.ids if book.future(e) != e}
    assert changed == {
        "CONSULT": "AGREE",
        "SUPPORT": "AGREE",
        "COOPERATE": "AGREE",
        "AID": "AGREE",
        "RETREAT": "CONCEDE",
    }


def test_plover15_has_one_class_yield() -> None:
    """CONCEDE and RETREAT are YIELD; modes and examples of both are there."""
    book = load("plover15")
    assert len(book.classes) == 15
    assert "CONCEDE" not in book
    assert "RETREAT" not in book
    assert book.mode_ids("YIELD") == load().mode_ids("RETREAT")
    assert (book.quad("YIELD"), book.score("YIELD")) == (2, 5.0)
    assert len(book.cls("YIELD").examples) == 14
    assert {x.to for cls in book.classes for x in cls.excludes} <= set(book.ids)


def test_plover15_reads_rules_by_the_table_of_2021() -> None:
    """Apology, conviction, sanctions and promised concessions follow the conversion table of 2021."""
    book = load("plover15")
    assert book.rule("regret").event == "SUPPORT"
    assert book.rule("conviction").event == "ACCUSE"
    assert book.rule("sanctions-imposed").event == "COERCE"
    assert book.rule("withdrawal-done").event == "YIELD"
    assert book.future("YIELD") == "AGREE"
    assert load().rule("regret").event == "CONCEDE"


def test_yield15() -> None:
    """Only the two split classes change; an impossible class raises."""
    assert {e: yield15(e) for e in load().ids if yield15(e) != e} == {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
    assert yield15("YIELD") == "YIELD"
    with pytest.raises(CodebookError):
        yield15("FIGHT")


def test_labels() -> None:
    """Labels come in the language asked for."""
    book = load()
    assert book.label("AID", "ru") == "Помощь"
    assert book.label("AID", "tr") == "Yardım"
    assert len({book.label(e, "ru") for e in book.ids}) == 16


def test_load_is_cached() -> None:
    """A second load gives the same object."""
    assert load() is load("plover-1.3")


def test_import_reads_nothing() -> None:
    """Importing the package reads no YAML: files are read when a codebook is asked for."""
    script = "import sys, dragoman.codebook; raise SystemExit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_no_code_stands_in_the_python() -> None:
    """Python of this package names no class in its code; docstrings and comments aside."""
    import ast

    ids = set(load().ids) | {"YIELD"}
    for path in sorted(Path(codebook.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in ids, f"{path.name}:{node.lineno}"
