"""``dragoman actors``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import OK, SOME_FAILED
from dragoman.cli.options import EdtfType, json_option
from dragoman.cli.output import print_json, print_table, say

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
@json_option
def resolve(name: str, on: Edtf | None, language: str | None, as_json: bool) -> int:
    """Say who NAME means: code, sector, entity, and the other readings.

    Exit code 1 where nobody is found.
    """
    from dragoman.actors import combine, registry, scanner

    days = (on.earliest, on.latest) if on is not None else (None, None)
    mentions = [m for m in scanner(language or _language(name)).scan(name) if m.kind != "mod"]
    answers = [(name[m.start : m.stop], m.kind, registry().actor(m.key, days)) for m in mentions]
    whole = combine(mentions, days) if len(mentions) > 1 else None
    if as_json:
        found = [
            {
                "text": text,
                "kind": kind,
                "actor": _actor(answer.actor),
                "reason": answer.reason,
                "candidates": [asdict(candidate) for candidate in answer.candidates],
            }
            for text, kind, answer in answers
        ]
        print_json({"name": name, "names": found, "together": _actor(whole)})
    else:
        for text, kind, answer in answers:
            say(f"{text} ({kind}): {_words(answer.actor)}; {answer.reason}")
            for c in answer.candidates:
                say(f"  {c.since or '..'} to {c.until or '..'}  {c.code or '---'}  {c.entity} ({c.kind})")
        if whole is not None:
            say(f"together: {_words(whole)}")
        if not answers:
            say(f"No name in the tables stands in {name!r}.")
    return OK if any(answer.actor for _, _, answer in answers) else SOME_FAILED


@command.command("find")
@click.argument("words", nargs=-1, required=True)
@json_option
def find(words: tuple[str, ...], as_json: bool) -> None:
    """List states, organisations and people whose name or id has all the WORDS."""
    from dragoman.actors.entities import entities, people

    wanted = [word.casefold() for word in words]
    rows = []
    for entity in entities().values():
        if all(word in f"{entity.name} {entity.id}".casefold() for word in wanted):
            rows.append({"id": entity.id, "name": entity.name, "kind": entity.kind, **_life(entity)})
    for person in people().values():
        names = " ".join(name for said in person.names.values() for name in said)
        if all(word in f"{names} {person.name} {person.id}".casefold() for word in wanted):
            last = person.terms[-1]
            home = entities()[last.entity]
            rows.append(
                {"id": person.id, "name": person.name, "kind": f"person, {last.office}", "code": home.code,
                 "since": _iso(person.terms[0].since), "until": _iso(last.until)}
            )  # fmt: skip
    if as_json:
        print_json(rows)
    else:
        keys = ("id", "name", "kind", "code", "since", "until")
        print_table(keys, [tuple(str(row[key] or "") for key in keys) for row in rows])


@command.command("show")
@click.argument("entity")
@json_option
def show(entity: str, as_json: bool) -> None:
    """Show all that the tables say about ENTITY (its id, as `find` prints it)."""
    from dragoman.actors.entities import entities, lineages, people
    from dragoman.model.errors import InputError

    known, persons = entities(), people()
    about: dict[str, Any]
    if entity in known:
        one = known[entity]
        about = {
            "id": one.id,
            "name": one.name,
            "kind": one.kind,
            **_life(one),
            "sector": one.sector,
            "capital": one.capital,
            "part of": one.part_of,
            "before": list(one.before),
            "after": list(one.after),
            "COW": one.cow,
            "GW": one.gw,
            "lineages": sorted(name for name, chain in lineages().items() if entity in chain),
            "the code does not say": one.loss,
        }
    elif entity in persons:
        person = persons[entity]
        about = {
            "id": person.id,
            "name": person.name,
            **{f"names {language}": list(names) for language, names in person.names.items()},
            "terms": [
                f"{_iso(t.since) or '..'} to {_iso(t.until) or '..'}  {t.office}, {t.entity} ({t.sector})"
                for t in person.terms
            ],
        }
    else:
        raise InputError(f"The tables have no {entity!r}; look for it with `dragoman actors find NAME`.")
    if as_json:
        print_json(about)
        return
    for key, value in about.items():
        for line in value if isinstance(value, list) else [value] if value else []:
            say(f"{key:<22} {line}")


@command.command("codes")
@json_option
def codes(as_json: bool) -> None:
    """List the three-letter codes with the dated entities that bear them."""
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


def _language(name: str) -> str:
    return "ru" if any("\u0400" <= char <= "\u04ff" for char in name) else "en"


def _iso(day: int) -> str | None:
    from dragoman.actors.tables import iso

    return iso(day) or None


def _life(entity: Entity) -> dict[str, Any]:
    return {"code": entity.code, "since": _iso(entity.since), "until": _iso(entity.until)}


def _actor(actor: Actor | None) -> dict[str, Any] | None:
    return asdict(actor) if actor is not None else None


def _words(actor: Actor | None) -> str:
    if actor is None:
        return "nobody"
    parts = (actor.code, actor.sector, actor.entity or actor.name, actor.basis)
    return " ".join(part for part in parts if part) + (f" ({actor.loss})" if actor.loss else "")
