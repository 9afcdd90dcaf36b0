"""``dragoman actors``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import OK, SOME_FAILED
from dragoman.cli.options import EdtfType, actors_of, actors_option, json_option
from dragoman.cli.output import note, print_json, print_table, say
from dragoman.model.errors import InputError

if TYPE_CHECKING:
    from dragoman.actors import Actor
    from dragoman.actors.entities import Entity
    from dragoman.model import Edtf

__all__ = ["command"]


@click.group("actors")
def command() -> None:
    """Ask who a name means on a date.

    The tables know dated states, organisations and people; what a name means depends on the day.
    """


@command.command("resolve")
@click.argument("name")
@click.option("--on", type=EdtfType(), help="Date as EDTF; without one the name is read as of today.")
@click.option("--language", metavar="XX", help="Language of the name; default: by its letters.")
@click.option("--viewpoint", default="", metavar="XXX", help="Whose reading of contested polities.")
@click.option("--strict", is_flag=True, help="Without a date, answer only where all candidates agree.")
@click.option("--other", metavar="TEXT", help="The other party, for a phrase such as 'his counterpart'.")
@actors_option
@json_option
@click.pass_context
def resolve(
    ctx: click.Context,
    name: str,
    on: Edtf | None,
    language: str | None,
    viewpoint: str,
    strict: bool,
    other: str | None,
    own: Path | None,
    as_json: bool,
) -> int:
    """Say who NAME means: code, sector, entity, and the other readings.

    NAME is a name ("Baku") or a noun phrase ("the Turkish president").  Exit code 1 where nobody
    or several are meant; the reason is printed.

    With - for NAME: JSON lines {"id", "text", "language"?, "on"?, "other"?} on standard input, one
    answer a line.  Run in a study, the names of its actors.tsv are known.
    """
    from dragoman.actors import resolve, resolve_phrase

    own = actors_of(Path(ctx.obj or "."), own)
    if name == "-":
        if on is not None or language is not None or other is not None:
            raise click.UsageError("With - each line has its own language, on and other.")
        return _stream(viewpoint, strict, own)
    answer = resolve(name, on=on, language=language, viewpoint=viewpoint, strict=strict, own=own)
    if answer.actor is None and not answer.candidates:
        phrase = resolve_phrase(name, on, language, viewpoint=viewpoint, strict=strict, other=other, own=own)
        answer = phrase if phrase.actor is not None or phrase.candidates else answer
    if as_json:
        print_json({"name": name, **asdict(answer)})
    else:
        say(f"{name}: {_words(answer.actor)}; {answer.reason}")
        for c in answer.candidates:
            say(f"  {c.since or '..'} to {c.until or '..'}  {c.code or '---'}  {c.entity} ({c.kind})")
    return OK if answer.actor is not None else SOME_FAILED


def _stream(viewpoint: str, strict: bool, own: Path | None) -> int:
    from dragoman.actors.stream import resolve_stream

    failed = False
    out = sys.stdout.buffer
    for line, ok in resolve_stream(sys.stdin.buffer, viewpoint=viewpoint, strict=strict, own=own):
        failed = failed or not ok
        out.write(line.encode("utf-8", "backslashreplace") + b"\n")
        out.flush()
    return SOME_FAILED if failed else OK


@command.command("find")
@click.argument("words", nargs=-1, required=True, metavar="NAME...")
@click.option("--on", type=EdtfType(), help="Only who existed or was in office then (EDTF).")
@json_option
def find(words: tuple[str, ...], on: Edtf | None, as_json: bool) -> int:
    """List whose name or id has all the words of NAME.

    States, other polities, organisations and people.  Accents and capitals do not matter.  Of a person, the
    office is the one held on that date, else the last one.
    """
    from dragoman.actors.entities import entities, people
    from dragoman.actors.fold import fold
    from dragoman.actors.resolve import days_of
    from dragoman.actors.tables import ALWAYS

    wanted = [word for text in words for word in fold(text).split()]
    first, last = days_of(on)
    low, high = first.toordinal() if first else 0, last.toordinal() + 1 if last else ALWAYS

    def meant(text: str) -> bool:
        have = fold(text)
        return all(word in have for word in wanted)

    rows = []
    for entity in entities().values():
        if meant(f"{entity.name} {entity.id}") and entity.since < high and low < entity.until:
            rows.append({"id": entity.id, "name": entity.name, "kind": entity.kind, **_life(entity)})
    for person in people().values():
        names = " ".join(name for said in person.names.values() for name in said)
        terms = [t for t in person.terms if t.since < high and low < t.until]
        if not terms or not meant(f"{names} {person.name} {person.id}"):
            continue
        term = terms[-1]
        since, until = (
            (person.terms[0].since, person.terms[-1].until) if on is None else (term.since, term.until)
        )
        rows.append(
            {"id": person.id, "name": person.name, "kind": f"person, {term.office}",
             "code": entities()[term.entity].code, "since": _iso(since), "until": _iso(until)}
        )  # fmt: skip
    if as_json:
        print_json(rows)
    elif rows:
        keys = ("id", "name", "kind", "code", "since", "until")
        print_table(keys, [tuple(str(row[key] or "") for key in keys) for row in rows])
    else:
        name = " ".join(words)
        when = f" on {on}" if on is not None else ""
        say(
            f"No state, organisation or person is called {name!r}{when}. "
            f"Whom a capital, an office or a phrase stands for says `dragoman actors resolve {name!r}`."
        )
    return OK if rows else SOME_FAILED


@command.command("show")
@click.argument("what", metavar="ID|CODE")
@json_option
def show(what: str, as_json: bool) -> None:
    """Show all that the tables say about an entity or person.

    ID is its id as `find` prints it; a three-letter CODE shows all who bear it, earliest first.
    """
    from dragoman.actors import show
    from dragoman.actors.entities import entities, people

    if what in entities() or what in people():
        found = [_about(what)]
    else:
        found = [_about(entity.id) for entity in show(what)]
    if not found:
        raise InputError(f"The tables have no {what!r}; look for it with `dragoman actors find NAME`.")
    if as_json:
        print_json(found)
        return
    for number, about in enumerate(found):
        if number:
            say()
        for key, value in about.items():
            for line in value if isinstance(value, list) else [value] if value else []:
                say(f"{key:<22} {line}")


def _about(entity: str) -> dict[str, Any]:
    from dragoman.actors.entities import entities, lineages, people

    known = entities()
    if entity in known:
        one = known[entity]
        return {
            "id": one.id,
            "name": one.name,
            "kind": one.kind,
            **_life(one),
            "sector": one.sector,
            "capital": [
                f"{seat.name}, {_iso(seat.since) or '..'} to {_iso(seat.until) or '..'}" for seat in one.seats
            ],
            "part of": one.part_of,
            "before": list(one.before),
            "after": list(one.after),
            "COW": one.cow,
            "GW": one.gw,
            "lineages": sorted(name for name, chain in lineages().items() if entity in chain),
            "the code does not say": one.loss,
        }
    person = people()[entity]
    return {
        "id": person.id,
        "name": person.name,
        **{f"names {language}": list(names) for language, names in person.names.items()},
        "terms": [
            f"{_iso(t.since) or '..'} to {_iso(t.until) or '..'}  {t.office}, {t.entity} ({t.sector})"
            + ("; held the power" if t.effective else "")
            + ("; days doubtful" if t.doubtful else "")
            for t in person.terms
        ],
    }


@command.command("codes")
@click.argument("scheme", required=False, type=click.Choice(["cow", "gw", "iso3"], case_sensitive=False))
@click.argument("value", required=False)
@click.option("--on", type=EdtfType(), help="Only what holds on this date (EDTF).")
@json_option
def codes(scheme: str | None, value: str | None, on: Edtf | None, as_json: bool) -> int:
    """Say what a code of a scheme stands for.

    VALUE is a number or an abbreviation of Correlates of War or Gleditsch and Ward, or three letters.
    Without SCHEME and VALUE: all three-letter codes with the dated entities that bear them.
    """
    if scheme is None or value is None:
        if scheme is not None or on is not None:
            raise click.UsageError("Give SCHEME and VALUE (gw 373), or neither for the list of all codes.")
        _all_codes(as_json)
        return OK
    from dragoman.actors import codes

    found = codes(scheme, value, on)
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        keys = ("scheme", "value", "abbreviation", "name", "since", "until", "other", "entities")
        print_table(
            keys,
            [
                (
                    one.scheme,
                    one.value,
                    one.abbreviation,
                    one.name,
                    one.since,
                    one.until,
                    " ".join(one.other),
                    " ".join(one.entities),
                )
                for one in found
            ],
        )
    if not found:
        when = f" on {on}" if on is not None else ""
        note(f"{scheme} has no code {value!r}{when}. `dragoman actors codes` lists the three-letter codes.")
    return OK if found else SOME_FAILED


def _all_codes(as_json: bool) -> None:
    from dragoman.actors.entities import entities

    bearers: dict[str, list[Entity]] = {}
    for entity in entities().values():
        if entity.code and entity.sector is None:
            bearers.setdefault(entity.code, []).append(entity)
    for found in bearers.values():
        found.sort(key=lambda entity: entity.since)
    if as_json:
        print_json(
            [
                {"code": code, "entities": [{"id": e.id, "name": e.name, **_life(e)} for e in bearers[code]]}
                for code in sorted(bearers)
            ]
        )
        return
    lines = []
    for code in sorted(bearers):
        spans = [f"{e.name} ({_iso(e.since) or '..'} to {_iso(e.until) or '..'})" for e in bearers[code]]
        lines.append((code, "; ".join(spans)))
    print_table(("code", "entities"), lines)


def _iso(day: int) -> str | None:
    from dragoman.actors.tables import iso

    return iso(day) or None


def _life(entity: Entity) -> dict[str, Any]:
    return {"code": entity.code, "since": _iso(entity.since), "until": _iso(entity.until)}


def _words(actor: Actor | None) -> str:
    if actor is None:
        return "nobody"
    parts = (actor.code, actor.sector, actor.entity or actor.name, actor.basis)
    return " ".join(part for part in parts if part) + (f" ({actor.loss})" if actor.loss else "")
