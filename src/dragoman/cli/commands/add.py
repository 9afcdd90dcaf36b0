"""``dragoman add``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dragoman.cli.exits import OK, SOME_FAILED
from dragoman.cli.options import EdtfType, json_option, language_option, study_option
from dragoman.cli.output import complain, note, plural, print_json, printable, progress, say

__all__ = ["command"]

_SHOWN = 10


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--published",
    type=EdtfType(),
    help="Date of these documents (EDTF: 2021-07-28, 1992-05, 1918/1920), where the files do not know it.",
)
@language_option("Their language (ISO 639-1) where you know it better.")
@json_option
@study_option
def command(paths: tuple[Path, ...], published: Any, language: str | None, as_json: bool, study: Path) -> int:
    """Read files and folders into the study.

    Text, web pages, PDF, Word, e-books, mail and more (docs/formats.md).  What is in the study already is
    passed over; a file that cannot be read is named, and the others are added.
    """
    from dragoman.study import Study

    opened = Study.open(study)
    before = len(opened.documents())
    with progress("Reading") as report:
        opened.add(
            *paths, published=str(published) if published else None, language=language, progress=report
        )
    total = len(opened.documents())
    same, passed = (opened.added.same, opened.added.passed) if opened.added is not None else ((), 0)
    if as_json:
        print_json(
            {
                "added": total - before,
                "documents": total,
                "passed": passed,
                "same_text": [{"path": path, "as": other} for path, other in same],
                "problems": [{"path": p.path, "message": p.message} for p in opened.problems],
            }
        )
    else:
        say(f"{plural(total - before, 'document')} added, {total:,} in the study.")
        if passed:
            say(f"{plural(passed, 'file')} passed over: in the study already.")
        if total == before and not (passed or same or opened.problems):
            given = ", ".join(printable(str(path)) for path in paths[:_SHOWN])
            note(f"There is no file to be read in {given}. Hidden files and the study's own are left out.")
        if same:
            say(f"{plural(len(same), 'text')} not added again, the same under another name:")
            for path, other in same[:_SHOWN]:
                say(f"  {printable(path)} = {printable(other)}")
            if len(same) > _SHOWN:
                say(f"  ... and {len(same) - _SHOWN:,} more; the same command with --json lists them all.")
        complain(opened.problems)
    return SOME_FAILED if opened.problems else OK
