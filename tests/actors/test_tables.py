"""The tables themselves: notes, links, state systems, coverage of names."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

import dragoman.actors as actors
from dragoman.actors import codes, resolve, scanner
from dragoman.actors.entities import entities, lineages, people, spells
from dragoman.actors.tables import rows
from dragoman.model.errors import ActorError

_DATA = Path(actors.__file__).parent / "data"


def test_every_table_has_its_note() -> None:
    """Each table stands beside a note with source, version and licence (house rule 4)."""
    for table in sorted(_DATA.rglob("*.tsv")):
        note = table.with_suffix(".note.md")
        text = note.read_text(encoding="utf-8")
        assert all(f"{key}: " in text for key in ("source", "version", "accessed", "licence")), note


def test_a_person_is_in_one_table() -> None:
    """Names and terms of a person are not spread over two tables."""
    seen: dict[str, str] = {}
    for table in sorted((_DATA / "people").glob("*.tsv")):
        for line in table.read_text(encoding="utf-8").splitlines()[1:]:
            assert seen.setdefault(line.split("\t")[0], table.name) == table.name


def test_bad_tables_are_named_by_line(tmp_path: Path) -> None:
    """A wrong header or a line with too many cells is refused with file and line."""
    table = tmp_path / "names.tsv"
    table.write_text("a\tb\n1\t2\t3\n", encoding="utf-8")
    with pytest.raises(ActorError, match="line 2"):
        list(rows(table, ("a", "b")))
    with pytest.raises(ActorError, match="line 1"):
        list(rows(table, ("a", "c")))


def test_links() -> None:
    """Predecessors and successors name each other, lineages name entities, terms lie in order."""
    known = entities()
    for entity in known.values():
        for after in entity.after:
            assert entity.id in known[after].before
    assert lineages()["azerbaijan-1918"][0] == "azerbaijan-1918"
    assert {"russia-ussr", "turkey-ottoman"} <= set(lineages())
    for person in people().values():
        assert list(person.terms) == sorted(person.terms, key=lambda term: term.since)


@pytest.mark.reference
def test_state_systems(shared: Path) -> None:
    """All COW and Gleditsch-Ward spells are reproduced to the day (package states; see spells.note.md)."""
    ours = {(s.scheme, s.number, s.since, s.until) for s in spells()}
    for scheme, file, column in (("cow", "states_cowstates", "cowcode"), ("gw", "states_gwstates", "gwcode")):
        frame = pl.read_parquet(shared / "reference" / f"{file}.parquet")
        for row in frame.iter_rows(named=True):
            until = 4_000_000 if row["end"].year == 9999 else (row["end"] + timedelta(days=1)).toordinal()
            assert (scheme, int(row[column]), row["start"].toordinal(), until) in ours


@pytest.mark.reference
def test_every_spell_has_an_entity(shared: Path) -> None:
    """Every COW and Gleditsch-Ward member has an entity with its number."""
    assert (shared / "reference").is_dir()
    numbers = {(s.scheme, s.number) for s in spells()}
    for scheme, number in sorted(numbers):
        assert any(code.entities for code in codes(scheme, number)), (scheme, number)


@pytest.mark.reference
def test_names_of_all_cow_states(shared: Path) -> None:
    """The English name of every COW state is found and has the entity with that number."""
    frame = pl.read_parquet(shared / "reference" / "states_cowstates.parquet")
    known = entities()
    respelled = {"Wuerttemburg": "Wurttemberg", "Hesse Grand Ducal": "Hesse-Darmstadt"}
    missed = []
    for row in frame.iter_rows(named=True):
        name = respelled.get(row["country_name"], row["country_name"])
        found = resolve(name, on=row["start"] + timedelta(days=200))
        refs = [c.entity for c in found.candidates]
        if not any(ref in known and known[ref].cow == str(int(row["cowcode"])) for ref in refs):
            missed.append(name)
    assert missed == []


# pymorphy3 leaves Тонга as it is, reads Ирпень and Ухань in another gender, makes the vowel of the next
# three flee (Лахра), and the last two are also forms of "Порта" and "турок".
_KNOWN_TO_DIFFER = frozenset(["Тонга", "Ирпень", "Ухань", "Лахор", "Кэсон", "Брисбен", "Порту", "Турку"])


def test_russian_forms_agree_with_pymorphy() -> None:
    """Every case form that pymorphy3 gives for a one-word state or place is found with its case."""
    pymorphy3 = pytest.importorskip("pymorphy3")
    morph = pymorphy3.MorphAnalyzer(lang="ru")
    scan = scanner("ru")
    bits = {"nomn": 1, "gent": 2, "datv": 4, "accs": 8, "ablt": 16, "loct": 32}
    missed = []
    for entry in scan.registry.entries:
        if entry.language != "ru" or entry.kind not in ("state", "seat", "place") or not entry.name.isalpha():
            continue
        if entry.name.isupper() or entry.name in _KNOWN_TO_DIFFER or not morph.word_is_known(entry.name):
            continue
        parses = [p for p in morph.parse(entry.name) if {"Geox", "nomn", "sing"} <= set(p.tag.grammemes)]
        if not parses:
            continue
        for case, bit in bits.items():
            form = parses[0].inflect({case, "sing"})
            if form is None:
                continue
            word = form.word.capitalize()
            mentions = scan.scan(f"в {word}")
            if not (len(mentions) == 1 and (mentions[0].case == 0 or mentions[0].case & bit)):
                missed.append((entry.name, case, word, mentions))
    assert missed == [], [(name, word) for name, _, word, _ in missed]


def test_russian_adjectives_and_demonyms_agree_with_pymorphy() -> None:
    """Every form that pymorphy3 gives for a state's adjective or people is found, with that case."""
    pymorphy3 = pytest.importorskip("pymorphy3")
    morph = pymorphy3.MorphAnalyzer(lang="ru")
    scan = scanner("ru")
    bits = {"nomn": 1, "gent": 2, "datv": 4, "accs": 8, "ablt": 16, "loct": 32}
    missed, seen = [], 0
    for entry in scan.registry.entries:
        if entry.language != "ru" or entry.kind not in ("adj", "demonym") or "hyphen" in entry.flags:
            continue
        if not entry.name.isalpha() or not morph.word_is_known(entry.name) or entry.name == "османы":
            continue
        tags = [
            p for p in morph.parse(entry.name) if "nomn" in p.tag and ("NOUN" in p.tag or "ADJF" in p.tag)
        ]
        seen += bool(tags)
        for number in ("sing", "plur"):
            for case, bit in bits.items():
                form = tags[0].inflect({case, number}) if tags else None
                if form is None:
                    continue
                # The adjective of a city counts only before a role.
                headed = "headed" in entry.flags
                mentions = scan.scan(f"{form.word} полк" if headed else form.word)
                if not (len(mentions) == 1 + headed and mentions[0].case & bit):
                    missed.append((entry.name, case, form.word))
    assert missed == []
    assert seen > 250


# Names of women, which men would decline in another way.
_WOMEN = frozenset(
    ["Захарова", "Тихановская", "Чиллер", "Меркель", "Райс", "Каллас", "Олбрайт", "Бербок", "Тэтчер"]
)


def test_russian_surnames_agree_with_pymorphy() -> None:
    """Every case form that pymorphy3 gives for the surname of a listed man is found with its case."""
    pymorphy3 = pytest.importorskip("pymorphy3")
    morph = pymorphy3.MorphAnalyzer(lang="ru")
    scan = scanner("ru")
    bits = {"nomn": 1, "gent": 2, "datv": 4, "accs": 8, "ablt": 16, "loct": 32}
    missed, seen = [], 0
    for entry in scan.registry.entries:
        if entry.language != "ru" or entry.kind != "person" or "titled" in entry.flags:
            continue
        if not entry.name.isalpha() or entry.name in _WOMEN or not morph.word_is_known(entry.name):
            continue
        parses = [
            p for p in morph.parse(entry.name) if {"Surn", "nomn", "sing", "masc"} <= set(p.tag.grammemes)
        ]
        if not parses:
            continue
        seen += 1
        for case, bit in bits.items():
            form = parses[0].inflect({case, "sing"})
            word = form.word.capitalize() if form else entry.name
            mentions = scan.scan(f"в {word}")
            if not (len(mentions) == 1 and (mentions[0].case == 0 or mentions[0].case & bit)):
                missed.append((entry.name, case, word))
    assert missed == []
    assert seen > 60
