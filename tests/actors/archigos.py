"""Comparing our heads of state and government, and who held the power, with Archigos, day by day.

``python -m tests.actors.archigos`` writes archigos.tsv anew from the reference data; reasons that stand
there are kept, and what has none yet gets a question mark, which the test refuses.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import polars as pl

from dragoman.actors.entities import Person, entities, people, spells
from dragoman.actors.fold import fold
from dragoman.actors.tables import iso

TABLE = Path(__file__).with_name("archigos.tsv")
LOW, HIGH = date(1945, 1, 1).toordinal(), date(2016, 1, 1).toordinal()
_HEADS = (
    "president|prime minister|king|queen|monarch|emperor|shah|sultan|emir|chancellor|head of state|"
    "head of government|party leader|first secretary|leader|supreme leader|regent|imam|prince|"
    "governor-general|crown prince|head of junta|effective leader|state minister|military council"
)
HEADS = frozenset(_HEADS.split("|"))
# States of the list whose leader sat in an entity without that number: the United Arab Republic ruled
# Syria, the president of the Russian republic held the power in the Soviet Union's last months.
_MORE = {652: ("uar",), 365: ("rsfsr-union",)}


class Gap(NamedTuple):
    """Days ``[since, until)`` on which none of ours is theirs."""

    gw: int
    since: str
    until: str
    ours: str
    theirs: str

    @property
    def days(self) -> int:
        """How many days."""
        return (date.fromisoformat(self.until) - date.fromisoformat(self.since)).days


def _words(person: Person) -> set[str]:
    names = person.names["en"]
    return {
        word
        for name in names
        for text in (name, name.replace("'", "").replace("’", ""))
        for word in fold(text).split()
    }


def same(person: Person, theirs: str) -> bool:
    """Whether Archigos's name (mostly a surname, in its own spelling) can be the person's."""
    wanted = [word for word in fold(theirs).split() if len(word) > 1] or fold(theirs).split()
    for word in wanted:
        for own in _words(person):
            if word == own and (len(word) > 2 or len(wanted) == 1):
                return True
            if min(len(word), len(own)) > 3 and difflib.SequenceMatcher(None, word, own).ratio() >= 0.75:
                return True
    return False


def compare(shared: Path) -> tuple[dict[int, int], list[Gap]]:
    """Return the days compared by Gleditsch-Ward number, and all gaps."""
    member: dict[int, list[tuple[int, int]]] = {}
    for spell in spells():
        if spell.scheme == "gw":
            member.setdefault(spell.number, []).append((spell.since, spell.until))
    homes: dict[int, list[str]] = {number: list(more) for number, more in _MORE.items()}
    for entity in entities().values():
        if entity.gw:
            homes.setdefault(int(entity.gw), []).append(entity.id)
    terms: dict[str, list[tuple[int, int, Person]]] = {}
    for person in people().values():
        for term in person.terms:
            if term.effective or term.office in HEADS:
                terms.setdefault(term.entity, []).append((term.since, term.until, person))
    theirs: dict[int, list[tuple[int, int, str]]] = {}
    for row in pl.read_parquet(shared / "reference" / "ps_archigos.parquet").iter_rows(named=True):
        spell_days = row["startdate"].toordinal(), row["enddate"].toordinal() + 1
        theirs.setdefault(int(row["gwcode"]), []).append((*spell_days, row["leader"]))
    total: dict[int, int] = {}
    gaps: list[Gap] = []
    for gw, leaders in sorted(theirs.items()):
        ours = [one for home in homes.get(gw, ()) for one in terms.get(home, ())]
        days = {d for a, b, _ in (*leaders, *ours) for d in (a, b)} | {d for ab in member[gw] for d in ab}
        marks = sorted({LOW, HIGH} | {d for d in days if LOW < d < HIGH})
        for low, high in pairwise(marks):
            lead = [name for a, b, name in leaders if a <= low and high <= b]
            if not lead or not any(a <= low and high <= b for a, b in member[gw]):
                continue
            total[gw] = total.get(gw, 0) + high - low
            held = [person for a, b, person in ours if a <= low and high <= b]
            if not any(same(person, name) for person in held for name in lead):
                names = sorted({person.name for person in held})
                gaps.append(Gap(gw, iso(low), iso(high), " / ".join(names) or "-", " / ".join(lead)))
    return total, list(_joined(gaps))


def _joined(gaps: list[Gap]) -> Iterator[Gap]:
    """Join gaps that touch and say the same."""
    held: Gap | None = None
    for gap in gaps:
        if held is not None and (held.gw, held.until, held.ours, held.theirs) == (
            gap.gw, gap.since, gap.ours, gap.theirs,
        ):  # fmt: skip
            held = held._replace(until=gap.until)
            continue
        if held is not None:
            yield held
        held = gap
    if held is not None:
        yield held


def reasons() -> dict[Gap, str]:
    """Return the table: gaps with the reason of each."""
    found = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "gw\t")):
            gw, since, until, ours, theirs, reason = line.split("\t")
            found[Gap(int(gw), since, until, ours, theirs)] = reason
    return found


def _write(shared: Path) -> None:
    known = reasons() if TABLE.is_file() else {}
    head = (
        "# Where our tables and Archigos 4.1 differ on who led a state, 1945-2015; with the reason.\n"
        "# Days are half-open; ours are heads of state and government and holders of the power.\n"
        "gw\tfrom\tto\tours\ttheirs\treason\n"
    )
    _, gaps = compare(shared)
    rows = "".join("\t".join((str(g.gw), *g[1:], known.get(g, "?"))) + "\n" for g in gaps)
    TABLE.write_text(head + rows, encoding="utf-8")


if __name__ == "__main__":
    _write(Path(os.environ["DRAGOMAN_SHARED"]))
