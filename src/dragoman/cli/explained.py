"""An explanation as text: with colours on a terminal, plain elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dragoman.cli.output import harmless

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from dragoman.coding.explain import Explanation
    from dragoman.coding.explain_frames import Verdict

__all__ = ["show"]

_STYLES = {"event": "bold magenta", "actor": "bold cyan", "recipient": "bold yellow", "date": "green"}
_SHOWN_REJECTED = 40


def show(found: Sequence[Explanation]) -> None:
    """Print explanations on standard output."""
    from rich.console import Console

    console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
    for number, made in enumerate(found):
        if number:
            console.print()
        _sentence(console, made)


def _sentence(console: Console, made: Explanation) -> None:
    reports = [v.report or v.claim for v in made.verdicts if v.report or v.claim]
    marks = [e for found in reports if found is not None for e in found["evidence"]]
    console.print(_marked(made.sentence, made.start, made.stop, marks))
    as_of = f"; names as of {made.as_of}" if made.as_of else ""
    console.print(
        f"  {made.document}, {made.start}-{made.stop}, language {made.language}{as_of}", style="dim"
    )
    for note in made.notes:
        console.print(f"  {note}")
    if made.notes:
        return
    _head(console, "words")
    console.print("  " + "  ".join(f"{u.text}/{u.date or u.what}" for u in made.units))
    _head(console, "groups")
    for group in made.groups:
        prep = f"({group.prep}) " if group.prep else ""
        extra = [f"class {', '.join(group.classes)}"] if group.classes else []
        extra += [f"of {owner!r}" for owner in group.owners]
        extra += [f"= {_who(p)}" for p in group.means]
        console.print(f"  {prep}{group.text}" + (f"   [{'; '.join(extra)}]" if extra else ""))
    _head(console, "predicates")
    for predicate in made.predicates:
        about = ", ".join([predicate.kind, *predicate.features])
        console.print(f"  {predicate.text}   [{'/'.join(predicate.lemmas)}: {about}]")
        for slot, texts in predicate.slots.items():
            console.print(f"    {slot or 'bare'}: {', '.join(texts)}")
        for line in predicate.complements:
            console.print(f"    complement {line}")
        if predicate.hangs_on:
            console.print(f"    hangs on {predicate.hangs_on}")
    _head(console, "frames that fired")
    for frame in made.chosen:
        state = "stands" if frame.stands else f"gives way: {frame.why_not}"
        console.print(
            f"  {frame.predicate} -> {frame.event}   {frame.rule}   score {frame.score:g}   {state}"
        )
        console.print(f"    {frame.row}", style="dim")
    if not made.chosen:
        console.print("  none")
    _head(console, "frames that did not fire")
    for miss in made.rejected[:_SHOWN_REJECTED]:
        console.print(f"  {miss.predicate} -> {miss.event}   {miss.rule}   {miss.why}", style="dim")
    if len(made.rejected) > _SHOWN_REJECTED:
        console.print(f"  ... and {len(made.rejected) - _SHOWN_REJECTED} more (--json has them all)")
    if not made.rejected:
        console.print("  none")
    _head(console, "result")
    for verdict in made.verdicts:
        _verdict(console, verdict)
    if not made.verdicts:
        console.print("  nothing is coded from this sentence")


def _head(console: Console, title: str) -> None:
    console.print(title, style="bold underline")


def _verdict(console: Console, verdict: Verdict) -> None:
    found = verdict.report or verdict.claim
    title = f"  {verdict.predicate}: {verdict.event}" + (f" ({verdict.why})" if verdict.why else "")
    console.print(title, style="bold" if found else "dim")
    for line in (*verdict.slots, *verdict.notes, *verdict.cues):
        console.print(f"    {line}", style="dim")
    if verdict.left_out:
        console.print(f"    left out: {verdict.left_out}")
    if found is None:
        return
    rows: list[tuple[str, Any]] = []
    if verdict.report:
        rows += [("actor", _people(found["actor"])), ("recipient", _people(found["recipient"]))]
        rows += [
            (key, found[key])
            for key in ("mode", "contexts", "occurrence", "date", "place", "agreement", "counts")
        ]
    else:
        rows += [("parties", _people(found["parties"]))]
        rows += [(key, found[key]) for key in ("period", "cause", "interest")]
    rows += [
        ("aux", found["aux"]),
        ("speakers", _people(found["speakers"])),
        ("confidence", found["confidence"]),
    ]
    for key, value in rows:
        if value:
            words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            console.print(f"    {key:<10} {words}")


def _people(people: list[dict[str, Any]]) -> list[str]:
    return [f"{'and ' * (who.get('role') == 'joint')}{who['text']} = {_who(who)}" for who in people]


def _who(who: dict[str, Any]) -> str:
    code = " ".join(str(part) for part in (who["code"], who["sector"]) if part) or "nobody known"
    entity = f", {who['entity']}" if who["entity"] else ""
    basis = "" if who["basis"] == "stated" else f", {who['basis']}"
    return f"{code}{entity}{basis}"


def _marked(quote: str, start: int, stop: int, marks: list[dict[str, Any]]) -> Text:
    """Return the sentence with brackets around the evidence, each closed with its field."""
    from rich.text import Text

    spans: dict[tuple[int, int], list[str]] = {}
    for mark in marks:
        if start <= mark["start"] and mark["stop"] <= stop:
            names = spans.setdefault((mark["start"] - start, mark["stop"] - start), [])
            if mark["field"] not in names:
                names.append(mark["field"])
    opening: dict[int, int] = {}
    closing: dict[int, list[str]] = {}
    for (first, last), names in sorted(spans.items(), key=lambda item: (item[0][1], -item[0][0])):
        opening[first] = opening.get(first, 0) + 1
        closing.setdefault(last, []).append("/".join(names))
    text = Text()
    for at, char in enumerate(quote):
        for name in closing.get(at, ()):
            text.append(f"]{name}", style=_STYLES.get(name.split("/")[0], "blue"))
        text.append("[" * opening.get(at, 0), style="blue")
        text.append(harmless(char))
    for name in closing.get(len(quote), ()):
        text.append(f"]{name}", style=_STYLES.get(name.split("/")[0], "blue"))
    return text
