"""``dragoman explain``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.options import (
    AssumeDateType,
    actors_of,
    actors_option,
    as_of_option,
    json_option,
    study_option,
)
from dragoman.cli.output import print_json

if TYPE_CHECKING:
    from dragoman.coding.base import AssumeDate
    from dragoman.coding.explain import Explanation
    from dragoman.coding.rules import RuleCoder
    from dragoman.study import Study

__all__ = ["command"]


@click.command("explain")
@click.argument("report", required=False, metavar="[REPORT]")
@click.option("--text", help="Explain this text instead of a report or claim of the study.")
@click.option("--language", metavar="XX", help="Language of --text (ISO 639-1); default: recognised.")
@click.option("--published", metavar="DATE", help="Date of --text, as EDTF.")
@click.option(
    "--assume-date",
    "assume",
    type=AssumeDateType(),
    help="As of when names are read where nothing gives a date; default: as the run did, else today.",
)
@actors_option
@as_of_option
@json_option
@study_option
def command(
    report: str | None,
    text: str | None,
    language: str | None,
    published: str | None,
    assume: AssumeDate | None,
    own: Path | None,
    as_of: str | None,
    as_json: bool,
    study: Path,
) -> None:
    """Show how a report came about, stage by stage.

    REPORT is the id of a report or claim, or its first characters, as `dragoman reports` and `dragoman
    claims` show it.  The sentence runs through the coder once more: words and names, groups, predicates
    with their slots, the frame (file:line) that fired, the frames that did not and why, roles,
    qualifiers, result.  Names are those of the study's actors.tsv, too; with --text also those of
    --actors, or of the study that you are in.
    """
    if (report is None) == (text is None):
        raise click.UsageError("Give either the id of a REPORT or --text; `dragoman reports` lists the ids.")
    if report is not None and " " in report.strip():
        raise click.UsageError("That is no id of a report; a text of your own goes with --text.")
    if text is not None:
        if as_of is not None:
            raise click.UsageError("--as-of goes with a REPORT; --text is not of a study.")
        from dragoman.coding.explain import explain
        from dragoman.coding.rules import RuleCoder
        from dragoman.documents import read_text
        from dragoman.languages import SUPPORTED, is_coded

        if not text.strip():
            raise click.UsageError("--text is empty; give it a sentence.")
        if language is not None and not is_coded(language):
            raise click.UsageError(
                f"{language!r} is no language that is coded; there are {', '.join(SUPPORTED)}. "
                "Leave --language out and it is recognised."
            )
        coder = RuleCoder(actors=actors_of(study, own))
        doc = read_text(text, published=published, language=language)
        found = explain(doc, coder=coder, assume=assume or "today")
    else:
        given = [
            name
            for name, value in (("--language", language), ("--published", published), ("--actors", own))
            if value
        ]
        if given:
            raise click.UsageError(f"{given[0]} goes with --text; a report has its own.")
        from dragoman.study import Study

        found = _of_report(Study.open(study, as_of=as_of), str(report), assume)
    if as_json:
        print_json([made.to_json() for made in found])
        return
    from dragoman.cli.explained import show

    show(found)


def _of_report(study: Study, wanted: str, assume: AssumeDate | None) -> list[Explanation]:
    """Explain the sentence of a stored report or claim, as of the same day as the run that coded it."""
    import polars as pl

    from dragoman.coding.explain import explain
    from dragoman.coding.rules import RuleCoder
    from dragoman.model.errors import InputError

    starts = pl.col("id").str.starts_with(wanted) if wanted else pl.lit(value=False)
    rows = [row for read in (study.reports, study.claims) for row in read(where=starts).iter_rows(named=True)]
    if len(rows) != 1:
        what = f"{len(rows)} reports and claims" if rows else "no report and no claim"
        raise InputError(
            f"{what} in {study.path} with an id that starts with {wanted!r}; `dragoman reports` and "
            "`dragoman claims` list them."
        )
    (row,) = rows
    said = "event" if "event" in row else "direction"
    if row["coder"] != "rules":
        raise InputError(
            f"The report was made by the coder {row['coder']!r}; only the rule coder can be explained."
        )
    coder = RuleCoder(actors=study.own_actors)
    if row["coder_version"] != coder.version:
        _warn_of_actors(study, row["coder_version"], coder)
    if assume is None:
        coded = study.snapshot().coded.filter(document_id=row["document_id"], coder=row["coder"])
        assume = _day(coded["assume"][0]) if len(coded) else "today"
    span = (row["sentence_start"], row["sentence_stop"])
    found = explain(study.document(row["document_id"]), coder=coder, assume=assume, within=span)
    again = [
        (made[said], made["trigger"]["start"])
        for explanation in found
        for verdict in explanation.verdicts
        if (made := verdict.report if said == "event" else verdict.claim) is not None
    ]
    if (row[said], row["trigger_start"]) not in again:
        click.echo(
            f"Note: version {row['coder_version']} of the coder found {row[said]} here by {row['rule']}; "
            "the present one does not find it. Code the study again.",
            err=True,
        )
    return found


def _warn_of_actors(study: Study, version: str, coder: RuleCoder) -> None:
    """Say so where the study's actors.tsv is not the one that the report was coded with."""
    name = "own actors"
    then = next((dict(c.parts).get(name) for c in study.cite().coders if c.version == version), None)
    now = coder.parts.get(name)
    if then != now:
        click.echo(
            f"Note: the report was coded with {_table(then)} and is explained with {_table(now)}. "
            "Code the study again, or put the table back.",
            err=True,
        )


def _table(digest: str | None) -> str:
    return f"the actors.tsv of version {digest}" if digest else "no actors.tsv"


def _day(word: str) -> AssumeDate:
    if word == "today":
        return "today"
    return "none" if word == "none" else date.fromisoformat(word)
