"""``dragoman evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.exits import OK, SOME_FAILED
from dragoman.cli.options import json_option
from dragoman.cli.output import plural, print_json, say, warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.evaluation import Evaluation, GoldSet

__all__ = ["command"]

_SHOWN = 5
_PATH = click.Path(path_type=Path, dir_okay=False)


@click.command("evaluate")
@click.argument("gold", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--errors",
    "kind",
    metavar="CLASS",
    help="Show the errors of a class, or: all, none, false-alarm, dyads, date, speaker, aux, claims.",
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Errors shown of each file."
)
@click.option(
    "--scorecard", "page", type=_PATH, metavar="FILE", help="Write the page with all figures there."
)
@click.option("--gate", is_flag=True, help="Fail where a figure lies under its floor.")
@click.option("--update", is_flag=True, help="Raise the floors to what was measured; none is lowered.")
@click.option("--allow-regression", is_flag=True, help="With --update: lower floors, too.")
@click.option("--floors", "pinned", type=_PATH, metavar="FILE", help="Floors; default: those of the package.")
@json_option
def command(
    gold: tuple[Path, ...],
    kind: str | None,
    limit: int,
    page: Path | None,
    gate: bool,
    update: bool,
    allow_regression: bool,
    pinned: Path | None,
    as_json: bool,
) -> int:
    """Score the coder against gold sentences.

    GOLD are files of JSON lines (.jsonl), files in the notation for people (.txt), or folders of them;
    without any, the .jsonl in gold/ of the folder that DRAGOMAN_SHARED names, or of ../shared.  Every
    figure has its 95 % interval.  --errors prints sentence, gold, answer, rule and why instead.
    """
    from dragoman.evaluation import evaluate, find_gold, read_gold

    if allow_regression and not update:
        raise click.UsageError("--allow-regression goes with --update.")
    if kind and (gate or update or page):
        raise click.UsageError(
            "--errors shows errors only; leave --gate, --update and --scorecard to another call."
        )
    paths = find_gold(gold)
    if not paths:
        click.echo(
            "There are no gold sets here: no .jsonl in gold/ of DRAGOMAN_SHARED or ../shared.  Name files.",
            err=True,
        )
        return SOME_FAILED
    sets = [read_gold(path) for path in paths]
    _name_missing(sets)
    if kind:
        _browse(sets, kind, limit, as_json)
        return OK
    evaluation = evaluate(sets)
    if as_json:
        print_json(evaluation.to_json())
    else:
        from dragoman.evaluation.text import render

        say(render(evaluation))
    if page is not None:
        from dragoman.evaluation.scorecard import scorecard

        page.write_text(scorecard(evaluation), encoding="utf-8")
        click.echo(f"Wrote {page}.", err=True)
    return _hold(evaluation, pinned, gate=gate, update=update, allow=allow_regression)


def _name_missing(sets: Sequence[GoldSet]) -> None:
    """Say which documents are not there: without them a sentence is coded alone, which finds less."""
    for gold in sets:
        for path, number in list(gold.missing.items())[:_SHOWN]:
            warn(f"{gold.name}: {path} is not there; its {plural(number, 'row')} were coded without it.")
        if len(gold.missing) > _SHOWN:
            warn(f"{gold.name}: ... and {len(gold.missing) - _SHOWN} more documents are not there.")


def _browse(sets: Sequence[GoldSet], kind: str, limit: int, as_json: bool) -> None:
    from dragoman.codebook import load
    from dragoman.coding.rules import RuleCoder
    from dragoman.evaluation.answers import answer_all
    from dragoman.evaluation.browse import KINDS, browse
    from dragoman.evaluation.gold import SCHEMES

    if kind.lower() in KINDS:
        kind = kind.lower()
    else:
        kind = kind.upper()
        if not any(kind in load(scheme) for scheme in SCHEMES.values()):
            classes = ", ".join([*load().ids, "YIELD", *KINDS])
            raise click.UsageError(
                f"There is no class {kind!r} whose errors could be shown. There are: {classes}."
            )
    coder = RuleCoder()
    found = [
        mistake
        for gold in sets
        for mistake in browse(gold.name, answer_all(gold.rows, coder)[0], kind, coder=coder, limit=limit)
    ]
    if as_json:
        print_json([mistake.to_json() for mistake in found])
        return
    for mistake in found:
        for line in mistake.lines():
            say(line)
        say()
    click.echo(f"{len(found)} errors shown (at most {limit} of each file).", err=True)


def _hold(evaluation: Evaluation, pinned: Path | None, *, gate: bool, update: bool, allow: bool) -> int:
    """Check and raise the floors, as far as asked for."""
    from dragoman.evaluation.floors import FLOORS, check, dump, load_floors, raised

    if not gate and not update:
        return OK
    place = pinned or FLOORS
    floors = load_floors(place)
    if update:
        floors, kept = raised(evaluation, floors, allow_regression=allow)
        place.write_text(dump(floors), encoding="utf-8")
        for line in kept:
            click.echo(f"Kept: {line}", err=True)
        click.echo(f"Wrote {place}.", err=True)
    measured = {scored.gold.name for scored in evaluation.sets}
    for name in sorted(set(floors.corpora) - measured):
        click.echo(f"Not measured: {name} has floors, but was not among the files.", err=True)
    for name in sorted(measured - set(floors.corpora)):
        click.echo(f"Not held: {name} has no floors; --update pins them.", err=True)
    faults = check(evaluation, floors) if gate else []
    for fault in faults:
        click.echo(f"Under the floor: {fault}", err=True)
    if gate and not faults:
        click.echo(f"Every floor holds (margin {floors.margin}: {floors.sentences:g} sentences).", err=True)
    return SOME_FAILED if faults else OK
