"""``dragoman actors``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.options import EdtfType, json_option
from dragoman.cli.output import print_json, print_table, say

if TYPE_CHECKING:
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

    scan = scanner(language or _language(name))
    days = (on.earliest, on.latest) if on is not None else (None, None)
    found = []
    mentions = [mention for mention in scan.scan(name) if mention.kind != "mod"]
    for mention in mentions:
        answer = registry().actor(mention.key, days)
        found.append(
            {
                "text": name[mention.start : mention.stop],
                "kind": mention.kind,
                "actor": _actor(answer.actor),
                "reason": answer.reason,
                "candidates": [
                    {"entity": c.entity, "kind": c.kind, "code": c.code, "since": c.since, "until": c.until}
                    for c in answer.candidates
                ],
            }
        )
    whole = combine(mentions, days) if len(mentions) > 1 else None
    if as_json:
        print_json({"name": name, "names": found, "together": _actor(whole)})
    for one in [] if as_json else found:
        say(f"{one['text']} ({one['kind']}): {_words(one['actor'])}; {one['reason']}")
        for reading in one["candidates"]:
            say(
                f"  {reading['since'] or '..'} to {reading['until'] or '..'}  {reading['code'] or '---'}  {reading['entity']}"
            )
    if whole is not None and not as_json:
        say(f"together: {_words(_actor(whole))}")
    if not found and not as_json:
        say(f"No name in the tables stands in {name!r}.")
    return 0 if any(one["actor"] for one in found) else 1


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
    if entity in known:
        one = known[entity]
        about: dict[str, Any] = {
            "id": one.id, "name": one.name, "kind": one.kind, **_life(one), "sector": one.sector,
            "capital": one.capital, "part of": one.part_of, "before": list(one.before), "after": list(one.after),
            "COW": one.cow, "GW": one.gw, "lineages": sorted(n for n, chain in lineages().items() if entity in chain),
            "the code does not say": one.loss,
        }  # fmt: skip
    elif entity in persons:
        person = persons[entity]
        about = {
            "id": person.id, "name": person.name, "names": {k: list(v) for k, v in person.names.items()},
            "terms": [
                {"entity": t.entity, "office": t.office, "sector": t.sector, "since": _iso(t.since), "until": _iso(t.until)}
                for t in person.terms
            ],
        }  # fmt: skip
    else:
        raise InputError(f"The tables have no {entity!r}; look for it with `dragoman actors find NAME`.")
    if as_json:
        print_json(about)
        return
    for key, value in about.items():
        for line in value if isinstance(value, list) else [value] if value else []:
            words = " ".join(f"{k} {v}" for k, v in line.items() if v) if isinstance(line, dict) else line
            say(f"{key:<22} {words}")


@command.command("codes")
@json_option
def codes(as_json: bool) -> None:
    """List the three-letter codes with the dated entities that bear them."""
    from dragoman.actors.entities import entities

    bearers: dict[str, list[Entity]] = {}
    for entity in entities().values():
        if entity.code and entity.sector is None:
            bearers.setdefault(entity.code, []).append(entity)
    rows = [
        {"code": code, "entities": [{"id": e.id, "name": e.name, **_life(e)} for e in sorted(found, key=lambda e: e.since)]}
        for code, found in sorted(bearers.items())
    ]  # fmt: skip
    if as_json:
        print_json(rows)
        return
    lines = []
    for row in rows:
        spans = [f"{e['name']} ({e['since'] or '..'} to {e['until'] or '..'})" for e in row["entities"]]
        lines.append((str(row["code"]), "; ".join(spans)))
    print_table(("code", "entities"), lines)


def _language(name: str) -> str:
    return "ru" if any("\u0400" <= char <= "\u04ff" for char in name) else "en"


def _iso(day: int) -> str | None:
    from dragoman.actors.tables import iso

    return iso(day) or None


def _life(entity: Entity) -> dict[str, Any]:
    return {"code": entity.code, "since": _iso(entity.since), "until": _iso(entity.until)}


def _actor(actor: Any) -> dict[str, Any] | None:
    if actor is None:
        return None
    return {
        "code": actor.code, "sector": actor.sector, "entity": actor.entity, "name": actor.name,
        "basis": actor.basis, "loss": actor.loss,
    }  # fmt: skip


def _words(actor: dict[str, Any] | None) -> str:
    if actor is None:
        return "nobody"
    parts = [actor["code"], actor["sector"], actor["entity"] or actor["name"], actor["basis"]]
    return " ".join(str(part) for part in parts if part) + (f" ({actor['loss']})" if actor["loss"] else "")
