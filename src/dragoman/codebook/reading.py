"""From the YAML files of a scheme to a checked :class:`Codebook`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.codebook.book import Codebook
from dragoman.codebook.code import unknown_code
from dragoman.codebook.scheme import (
    AuxRule,
    Context,
    EventClass,
    Example,
    Exclusion,
    FineRule,
    Mode,
    Quad,
    Sector,
)
from dragoman.model.errors import CodebookError

__all__ = ["DATA", "load", "versions", "yield15"]

DATA = Path(__file__).parent / "data"

_FOLDERS = {"plover-1.3": "plover", "plover15": "plover15"}


def versions() -> tuple[str, ...]:
    """Return the ids of the schemes that :func:`load` knows."""
    return tuple(_FOLDERS)


def load(version: str = "plover-1.3") -> Codebook:
    """Return a codebook; read once for each process.

    Parameters
    ----------
    version : str
        ``plover-1.3``, or ``plover15`` where CONCEDE and RETREAT are one class YIELD.

    Raises
    ------
    CodebookError
        If there is no such version, or its files contradict themselves.
    """
    return _load(version)


@cache
def _load(version: str) -> Codebook:
    folder = _FOLDERS.get(version)
    if folder is None:
        raise unknown_code("codebook", version, _FOLDERS, book="this release")
    head = _read(DATA / folder / f"{folder}.yaml")
    return _merged(head, DATA / folder) if "based_on" in head else _whole(head, DATA / folder)


def yield15(event: str) -> str:
    """Return the class of the 15-class scheme for a class of either scheme.

    Raises
    ------
    CodebookError
        If neither scheme has the class.
    """
    book = load("plover15")
    return book.cls(book.merges.get(event, event)).id


def _read(path: Path) -> Any:
    import yaml

    try:
        return yaml.load(path.read_bytes(), yaml.CSafeLoader)
    except FileNotFoundError:
        raise CodebookError(
            f"{path}: this file of the codebook is missing. The package is incomplete; install it again."
        ) from None
    except yaml.YAMLError as error:
        raise CodebookError(f"{path}: not valid YAML: {error}. Quote texts that hold a colon.") from error


def _class(path: Path, row: dict[str, Any], base: Codebook | None = None) -> EventClass:
    try:
        event = row["id"]
        modes = tuple(Mode(m["id"], m["definition"], m.get("adds_context")) for m in row.get("modes", ()))
        examples = tuple(
            Example(
                e["text"], event, e.get("mode"), tuple(e.get("contexts", ())), tuple(e.get("actor", ())),
                tuple(e.get("recipient", ())),
            )
            for e in row.get("examples", ())
        )  # fmt: skip
        if base is not None:
            modes += tuple(m for parent in row.get("modes_of", ()) for m in base.modes(parent))
            examples += tuple(
                Example(e.text, event, e.mode, e.contexts, e.actor, e.recipient)
                for parent in row.get("examples_of", ())
                for e in base.cls(parent).examples
            )
        return EventClass(
            id=event,
            since=row["since"],
            section=row["section"],
            labels=row["labels"],
            quad=row["quad"],
            score=float(row["score"]),
            requires_recipient=row["requires_recipient"],
            definition=row["definition"],
            includes=tuple(row["includes"]),
            excludes=tuple(Exclusion(x["what"], x["to"]) for x in row["excludes"]),
            modes=modes,
            examples=examples,
            notes=row.get("notes"),
        )
    except KeyError as error:
        raise CodebookError(f"{path}: the field {error} is missing; a class needs it.") from error


def _whole(head: dict[str, Any], folder: Path) -> Codebook:
    classes = []
    for event in head["classes"]:
        path = folder / "classes" / f"{event}.yaml"
        cls = _class(path, _read(path))
        if cls.id != event:
            raise CodebookError(f"{path}: the file says id {cls.id!r}; id and file name must be the same.")
        classes.append(cls)
    sectors, rules = _read(folder / "sectors.yaml"), _read(folder / "fine_rules.yaml")
    book = Codebook(
        id=head["id"],
        name=head["name"],
        title=head["title"],
        version=head["version"],
        source=head["source"],
        licence=head["licence"],
        classes=tuple(classes),
        contexts=tuple(Context(**row) for row in _read(folder / "contexts.yaml")["contexts"]),
        sectors=tuple(Sector(**row) for row in sectors["sectors"]),
        special_codes=tuple(Sector(**row) for row in sectors["codes"]),
        quads=tuple(Quad(**row) for row in _read(folder / "quads.yaml")["quads"]),
        aux=tuple(head["aux"]),
        aux_rules=tuple(AuxRule(**{**row, "events": tuple(row["events"])}) for row in rules["aux_rules"]),
        fine_rules=tuple(
            FineRule(
                row["id"], row["event"], row["section"], row["statement"], row["example"],
                tuple(row.get("not", ())), row.get("mode"), tuple(row.get("contexts", ())),
            )
            for row in rules["rules"]
        ),
    )  # fmt: skip
    _verify(book, folder)
    return book


def _merged(head: dict[str, Any], folder: Path) -> Codebook:
    base = load(head["based_on"])
    merges: dict[str, str] = head["merges"]
    otherwise: dict[str, str] = {row["rule"]: row["event"] for row in head.get("rules", ())}
    known = {rule.id for rule in base.aux_rules} | {rule.id for rule in base.fine_rules}
    for name in otherwise:
        if name not in known:
            raise unknown_code("rule", name, sorted(known), book=f"{folder.name}: {base.id}")

    def event_of(rule: AuxRule | FineRule) -> str:
        return otherwise.get(rule.id, merges.get(rule.event, rule.event))

    def renamed(events: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(merges.get(event, event) for event in events))

    def mode_of(rule: AuxRule | FineRule) -> str | None:
        return None if rule.id in otherwise else rule.mode

    new = {
        event: _class(path, _read(path), base)
        for event in dict.fromkeys(merges.values())
        for path in [folder / "classes" / f"{event}.yaml"]
    }
    kept = {cls.id: cls for cls in base.classes}
    order = renamed(base.ids)
    classes = []
    for event in order:
        cls = new.get(event) or kept[event]
        excludes = tuple(Exclusion(x.what, merges.get(x.to, x.to)) for x in cls.excludes)
        classes.append(replace(cls, excludes=tuple(x for x in excludes if x.to != event)))
    book = replace(
        base,
        id=head["id"],
        name=head["name"],
        title=head["title"],
        version=head["version"],
        source=head["source"],
        licence=head["licence"],
        classes=tuple(classes),
        merges=merges,
        otherwise=otherwise,
        by_mode={
            (rule.event, rule.mode): rule.id
            for row in head.get("rules", ())
            if row.get("mode")
            for rule in (base.rule(row["rule"]),)
            if rule.mode
        },
        aux_rules=tuple(
            replace(rule, events=renamed(rule.events), event=event_of(rule), mode=mode_of(rule))
            for rule in base.aux_rules
        ),
        fine_rules=tuple(
            replace(
                rule,
                event=event_of(rule),
                mode=mode_of(rule),
                mistaken_for=tuple(e for e in renamed(rule.mistaken_for) if e != event_of(rule)),
            )
            for rule in base.fine_rules
        ),
    )
    _verify(book, folder)
    return book


def _verify(book: Codebook, folder: Path) -> None:
    """Raise where a file names a code that another file does not have."""
    quads = {quad.id for quad in book.quads}
    try:
        for cls in book.classes:
            if cls.quad not in quads:
                raise unknown_code("quad", cls.quad, map(str, sorted(quads)), book=book.id)
            for excluded in cls.excludes:
                book.cls(excluded.to)
            for mode in cls.modes:
                if mode.adds_context is not None:
                    book.context(mode.adds_context)
            for example in cls.examples:
                book.check(example.event, example.mode, example.contexts)
        for rule in book.fine_rules:
            book.check(rule.event, rule.mode, rule.contexts)
            for event in rule.mistaken_for:
                book.cls(event)
        for aux in book.aux_rules:
            book.check(aux.event, aux.mode)
            for event in aux.events:
                book.cls(event)
            if aux.aux not in book.aux:
                raise unknown_code("auxiliary mode", aux.aux, book.aux, book=book.id)
    except CodebookError as error:
        raise CodebookError(f"{folder}: the files of the codebook contradict themselves. {error}") from error
