"""What the commands share that list rows of a study: which rows are asked for, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.cli.options import EdtfType, as_of_option, json_option, language_option, study_option
from dragoman.cli.output import note, plural, print_json_rows, print_table, say

if TYPE_CHECKING:
    import polars as pl

    from dragoman.study import Study

__all__ = ["list_rows", "row_options", "with_code"]

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--since", type=EdtfType(), help="Only what can have happened on or after this date."),
    click.option("--until", type=EdtfType(), help="Only what can have happened on or before this date."),
    language_option("Language of the sentence (ISO 639-1)."),
    click.option("--document", metavar="TEXT", help="Part of a document's path, or its id."),
    click.option("--publisher", metavar="TEXT", help="Part of the document's publisher, case aside."),
    click.option("--author", metavar="TEXT", help="Part of the document's author, case aside."),
    click.option("--side", metavar="NAME", help="Whose side the document speaks from, as sides.tsv says."),
    click.option("--limit", type=click.IntRange(min=1), help="At most so many."),
    click.option(
        "-o",
        "--out",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write them to a file instead: .csv, .tsv, .dta (Stata) or .parquet, with all their columns.",
    ),
    as_of_option,
    json_option,
    study_option,
)


def row_options(function: _Command) -> _Command:
    """Add the options that every list of rows has: dates, document, language, how many, where to."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def list_rows(
    wanted: dict[str, Any],
    *,
    table: str,
    date: str,
    columns: tuple[str, ...],
    chosen: Callable[[pl.DataFrame], pl.DataFrame],
    lines: Callable[[pl.DataFrame], Iterator[tuple[str, ...]]],
) -> None:
    """Print or write the rows of a table that the options ask for.

    Parameters
    ----------
    wanted : dict
        The values of `row_options`.
    table : str
        ``reports`` or ``claims``.
    date : str
        Beginning of the two columns with earliest and latest day.
    columns : tuple of str
        Headings of the table on a terminal.
    chosen : callable
        Leaves the rows that the command's own options ask for.
    lines : callable
        Makes the lines of that table.
    """
    from dragoman.study import Study

    since, until, out = wanted["since"], wanted["until"], wanted["out"]
    if since and until and since.earliest and until.latest and until.latest < since.earliest:
        raise click.UsageError(f"--until {until} lies before --since {since}; nothing can lie between them.")
    if out is not None and wanted["as_json"]:
        raise click.UsageError("--out and --json exclude each other; leave one of them out.")
    opened = Study.open(wanted["study"], as_of=wanted["as_of"])
    rows = _within(chosen(_of_documents(opened, table, wanted)), date, wanted)
    if rows.is_empty():
        note(_why_nothing(opened, table, wanted))
    if out is not None:
        from dragoman.store.flat import write_table

        write_table(rows, out, table=table)
        say(f"{plural(len(rows), table.removesuffix('s'))}: {out}")
    elif wanted["as_json"]:
        print_json_rows(_json(rows, table))
    else:
        print_table(columns, lines(rows))


def _json(frame: pl.DataFrame, table: str) -> Iterator[dict[str, Any]]:
    from dragoman.store.rows import claim_of, report_of

    for row in frame.iter_rows(named=True):
        told = report_of(row) if table == "reports" else claim_of(row)
        yield {
            "id": row["id"],
            "document": row["path"],
            "language": row["language"],
            "sentence": told.sentence.to_json(),
            **told.to_json(),
        }


def with_code(frame: pl.DataFrame, column: str, codes: tuple[str, ...]) -> pl.DataFrame:
    """Return the rows that have any of some codes in a column of lists; all where none is asked for.

    Raises
    ------
    InputError
        A code cannot be one.
    """
    import polars as pl

    from dragoman.dossier.sides import check_code

    asked = [code.upper() for code in codes]
    for code in asked:
        check_code(code)
    if not asked:
        return frame
    return frame.filter(pl.col(column).list.eval(pl.element().is_in(asked)).list.any())


def _of_documents(study: Study, table: str, wanted: dict[str, Any]) -> pl.DataFrame:
    """Return the rows of documents by publisher, author and side."""
    import polars as pl

    read = study.reports if table == "reports" else study.claims
    chosen = []
    for column in ("publisher", "author"):
        if wanted[column]:
            lowered = pl.col(column).str.to_lowercase()
            chosen.append(lowered.str.contains(wanted[column].lower(), literal=True))
    if wanted["side"]:
        chosen.append(pl.col("side") == wanted["side"])
    if not chosen:
        return read()
    ids = study.with_sides(study.snapshot().documents).filter(*chosen)["id"]
    return read(where=pl.col("document_id").is_in(ids.to_list()))


def _within(frame: pl.DataFrame, date: str, wanted: dict[str, Any]) -> pl.DataFrame:
    """Return the rows of the days, language and document that are asked for."""
    import polars as pl

    since, until = wanted["since"], wanted["until"]
    if since is not None and since.earliest is not None:
        frame = frame.filter(pl.col(f"{date}_latest") >= since.earliest)
    if until is not None and until.latest is not None:
        frame = frame.filter(pl.col(f"{date}_earliest") <= until.latest)
    if wanted["language"]:
        frame = frame.filter(pl.col("language") == wanted["language"])
    if wanted["document"]:
        part = wanted["document"]
        frame = frame.filter(
            pl.col("path").str.contains(part, literal=True) | (pl.col("document_id") == part)
        )
    return frame.head(wanted["limit"]) if wanted["limit"] else frame


def _why_nothing(study: Study, table: str, wanted: dict[str, Any]) -> str:
    """Say whether there are no documents, no rows, or none of those asked for."""
    documents = study.snapshot().documents
    if documents.is_empty():
        return "No documents are in the study yet: dragoman add FILES, then dragoman code."
    one = table.removesuffix("s")
    total = len(study.reports() if table == "reports" else study.claims())
    if not total:
        left = len(documents) - study.snapshot().coded["document_id"].n_unique()
        if left:
            return f"No {one} yet; {left:,} of {plural(len(documents), 'document')} not coded: dragoman code."
        return f"No {one} was found in {plural(len(documents), 'document')}; all are coded."
    if wanted["side"]:
        sides = study.with_sides(documents)["side"].drop_nulls().unique().sort().to_list()
        if wanted["side"] not in sides:
            named = f"there are {', '.join(sides)}" if sides else "sides.tsv names none of them"
            return f"No document speaks from the side {wanted['side']!r}; {named}."
    return f"No {one} matches; the study has {total:,}. Leave an option out to see more."
