"""``dragoman reports``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.options import EdtfType, as_of_option, json_option, language_option, study_option
from dragoman.cli.output import note, plural, print_json_rows, print_table, say
from dragoman.model.errors import CodebookError, InputError

if TYPE_CHECKING:
    import polars as pl

    from dragoman.study import Study

__all__ = ["command"]

_COLUMNS = ("id", "date", "event", "actor", "recipient", "document", "sentence")


@click.command("reports")
@click.option("--actor", multiple=True, metavar="CODE", help="Acting: TUR.  May be given again: any of them.")
@click.option("--recipient", multiple=True, metavar="CODE", help="Acted upon.  May be given again.")
@click.option("--event", multiple=True, metavar="CLASS", help="PLOVER class: CONSULT.  May be given again.")
@click.option("--since", type=EdtfType(), help="Only what can have happened on or after this date.")
@click.option("--until", type=EdtfType(), help="Only what can have happened on or before this date.")
@language_option("Language of the sentence (ISO 639-1).")
@click.option("--document", metavar="TEXT", help="Part of a document's path, or its id.")
@click.option("--publisher", metavar="TEXT", help="Part of the document's publisher, case aside.")
@click.option("--author", metavar="TEXT", help="Part of the document's author, case aside.")
@click.option("--side", metavar="NAME", help="Whose side the document speaks from, as sides.tsv says.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write them to a file instead: .csv, .tsv, .dta (Stata) or .parquet, with all their columns.",
)
@as_of_option
@json_option
@study_option
def command(as_of: str | None, as_json: bool, out: Path | None, study: Path, **wanted: Any) -> None:
    """List what the documents report.

    In the order of the documents.  Dates are EDTF (1992, 1992-05, 1918/1920); a report without a date
    matches neither --since nor --until.  On a terminal a table, else tab separated; --json prints a
    list with one report a line, in the shape of `dragoman code -` plus id, document, language and
    sentence.  --out is for R, Stata and spreadsheets (docs/exports.md).
    """
    from dragoman.study import Study

    _check(wanted)
    if out is not None and as_json:
        raise click.UsageError("--out and --json exclude each other; leave one of them out.")
    opened = Study.open(study, as_of=as_of)
    rows = _filtered(_of_documents(opened, wanted), wanted)
    if rows.is_empty():
        note(_why_nothing(opened, wanted))
    if out is not None:
        from dragoman.store.flat import write_table

        write_table(rows, out)
        say(f"{plural(len(rows), 'report')}: {out}")
    elif as_json:
        print_json_rows(_json(rows))
    else:
        print_table(_COLUMNS, _lines(rows))


def _check(wanted: dict[str, Any]) -> None:
    since, until = wanted["since"], wanted["until"]
    if since and until and since.earliest and until.latest and until.latest < since.earliest:
        raise click.UsageError(f"--until {until} lies before --since {since}; nothing can lie between them.")


def _why_nothing(study: Study, wanted: dict[str, Any]) -> str:
    """Say whether there are no documents, no reports, or none of those asked for."""
    documents = study.snapshot().documents
    if documents.is_empty():
        return "No documents are in the study yet: dragoman add FILES, then dragoman code."
    total = len(study.reports())
    if not total:
        return f"{plural(len(documents), 'document')} and no report: dragoman code, if it has not run yet."
    if wanted["side"]:
        sides = study.with_sides(documents)["side"].drop_nulls().unique().sort().to_list()
        if wanted["side"] not in sides:
            named = f"there are {', '.join(sides)}" if sides else "sides.tsv names none of them"
            return f"No document speaks from the side {wanted['side']!r}; {named}."
    return f"No report matches; the study has {total:,}. Leave an option out to see more."


def _of_documents(study: Study, wanted: dict[str, Any]) -> pl.DataFrame:
    """Return the reports of documents by publisher, author and side."""
    import polars as pl

    chosen = []
    for column in ("publisher", "author"):
        if wanted[column]:
            lowered = pl.col(column).str.to_lowercase()
            chosen.append(lowered.str.contains(wanted[column].lower(), literal=True))
    if wanted["side"]:
        chosen.append(pl.col("side") == wanted["side"])
    if not chosen:
        return study.reports()
    ids = study.with_sides(study.snapshot().documents).filter(*chosen)["id"]
    return study.reports(where=pl.col("document_id").is_in(ids.to_list()))


def _filtered(frame: pl.DataFrame, wanted: dict[str, Any]) -> pl.DataFrame:
    import polars as pl

    from dragoman.codebook import load
    from dragoman.dossier.sides import check_code

    for side in ("actor", "recipient"):
        codes = [code.upper() for code in wanted[side]]
        for code in codes:
            check_code(code)
        if codes:
            frame = frame.filter(pl.col(f"{side}_codes").list.eval(pl.element().is_in(codes)).list.any())
    events = [event.upper() for event in wanted["event"]]
    try:
        for event in events:
            load().check(event)
    except CodebookError as error:  # here it is the user's word that is wrong, not the codebook
        raise InputError(str(error)) from error
    if events:
        frame = frame.filter(pl.col("event").is_in(events))
    since, until = wanted["since"], wanted["until"]
    if since is not None and since.earliest is not None:
        frame = frame.filter(pl.col("date_latest") >= since.earliest)
    if until is not None and until.latest is not None:
        frame = frame.filter(pl.col("date_earliest") <= until.latest)
    if wanted["language"]:
        frame = frame.filter(pl.col("language") == wanted["language"])
    if wanted["document"]:
        part = wanted["document"]
        frame = frame.filter(
            pl.col("path").str.contains(part, literal=True) | (pl.col("document_id") == part)
        )
    return frame.head(wanted["limit"]) if wanted["limit"] else frame


def _json(frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    from dragoman.store.rows import report_of

    for row in frame.iter_rows(named=True):
        report = report_of(row)
        yield {
            "id": row["id"],
            "document": row["path"],
            "language": row["language"],
            "sentence": report.sentence.to_json(),
            **report.to_json(),
        }


def _lines(frame: pl.DataFrame) -> Iterator[tuple[str, ...]]:
    for row in frame.iter_rows(named=True):
        yield (
            row["id"][:8],
            row["date"] or "",
            " ".join([row["event"], *row["aux"]]),
            ", ".join(who["code"] or who["text"] for who in row["actor"]),
            ", ".join(who["code"] or who["text"] for who in row["recipient"]),
            Path(row["path"]).name,
            row["sentence"],
        )
