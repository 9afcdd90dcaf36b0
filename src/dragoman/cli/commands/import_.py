"""``dragoman import``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.exits import OK, SOME_FAILED
from dragoman.cli.options import json_option, study_option
from dragoman.cli.output import plural, print_json, print_json_rows, print_table, progress, say

if TYPE_CHECKING:
    from dragoman.study.importing import ImportResult

__all__ = ["command"]

_SHOWN = 10


@click.command("import")
@click.argument("dataset", required=False)
@click.argument("paths", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--list", "list_", is_flag=True, help="Name the datasets, their files and what their owners ask."
)
@click.option("--mapping", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
              help="For csv: TOML that says which column is what.")  # fmt: skip
@click.option("--dataset-version", "version", metavar="TEXT", help="Where the files do not tell.")
@click.option("--encoding", default="utf-8", show_default=True, help="cp1252 for Latin-1 files.")
@click.option(
    "--covers", metavar="INTERVAL",
    help="The time of which these files say everything (EDTF, 2015-02-18/2020): silence in it is a zero.",
)  # fmt: skip
@json_option
@study_option
def command(
    dataset: str | None, paths: tuple[Path, ...], list_: bool, mapping: Path | None, version: str | None,
    encoding: str, covers: str | None, as_json: bool, study: Path,
) -> int:  # fmt: skip
    """Read the providers' own files of a public dataset into the study.

    Plain, gzip or zip files, or folders of them.  Every row is taken or refused by line and reason;
    a file that is in the study already is passed over.
    """
    if list_:
        _list(as_json)
        return OK
    if dataset is None or not paths:
        raise click.UsageError("Say which dataset and which files: dragoman import gdelt FILE... "
                               "(dragoman import --list names the datasets)")  # fmt: skip
    from dragoman.study import Study
    from dragoman.study.importing import import_data

    with progress("Importing") as report:
        result = import_data(
            Study.open(study), paths, dataset, version=version, mapping=mapping, encoding=encoding,
            covers=covers, progress=report,
        )  # fmt: skip
    if as_json:
        print_json(_machine(result))
    else:
        _tell(result)
    return SOME_FAILED if result.refused or result.summary.problems else OK


def _list(as_json: bool) -> None:
    from dragoman.datasets import datasets

    rows = [
        {"name": one.name, "title": one.title, "table": one.table, "files": one.files, "licence": one.licence}
        for one in datasets().values()
    ]
    rows.append({"name": "csv", "title": "any table of events, with --mapping", "table": "external_events",
                 "files": "as the mapping says", "licence": "as the mapping says"})  # fmt: skip
    if as_json:
        print_json_rows(rows)
    else:
        columns = ("name", "table", "title", "files", "licence")
        print_table(columns, [tuple(row[name] for name in columns) for row in rows])


def _machine(result: ImportResult) -> dict[str, object]:
    summary = result.summary
    return {
        "dataset": summary.dataset, "table": summary.table, "rows": summary.rows, "kept": summary.kept,
        "refused": summary.refused, "duplicates": summary.duplicates, "written": result.written,
        "licence": summary.licence, "passed_over": result.passed_over, "problems": summary.problems,
        "unresolved": dict(summary.unresolved.most_common()), "notes": dict(summary.notes),
        "refusals": [
            {"file": r.file, "line": r.line, "rows": r.rows, "what": r.what, "cause": r.cause}
            for r in result.refused
        ],
    }  # fmt: skip


def _tell(result: ImportResult) -> None:
    summary = result.summary
    say(f"{summary.dataset}: {plural(summary.rows, 'row')} in {plural(len(summary.files), 'file')}; "
        f"{summary.kept:,} taken, {summary.refused:,} refused.")  # fmt: skip
    if result.written != summary.kept:
        say(f"They give {plural(result.written, 'row')} of the table {summary.table}.")
    for name in result.passed_over:
        say(f"Passed over, in the study already: {name}")
    if summary.duplicates:
        say(f"{plural(summary.duplicates, 'row')} are exact copies of earlier ones; taken and marked.")
    if summary.unresolved:
        first = ", ".join(f"{name} ({rows:,})" for name, rows in summary.unresolved.most_common(_SHOWN))
        say(f"{len(summary.unresolved):,} names or codes stand for no actor known on that date: {first}.")
    for note, rows in sorted(summary.notes.items()):
        say(f"{rows:,} {note}.")
    say(f"Licence: {summary.licence}.")
    for text in summary.problems:
        click.echo(f"Problem: {text}", err=True)
    for refusal in result.refused[:_SHOWN]:
        click.echo(f"Refused: {refusal}", err=True)
    if len(result.refused) > _SHOWN:
        more = sum(one.rows for one in result.refused[_SHOWN:])
        click.echo(f"... and {more:,} rows more; Study.runs() keeps them.", err=True)
