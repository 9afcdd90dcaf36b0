"""``dragoman compact``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from dragoman.cli.options import json_option, study_option
from dragoman.cli.output import plural, print_json, print_table, say

__all__ = ["command"]


@click.command("compact")
@click.option("--files", type=click.IntRange(min=1), default=64, show_default=True,
              help="Tables with more files than this are rewritten.")  # fmt: skip
@click.option("--keep-hours", type=click.IntRange(min=0), default=24, show_default=True,
              help="Files replaced within these hours stay, for whoever reads them just now.")  # fmt: skip
@json_option
@study_option
def command(files: int, keep_hours: int, as_json: bool, study: Path) -> None:
    """Make few files of many, and take away what is said twice.

    Nothing that the study or one of its snapshots says changes.  Others may read and write meanwhile.
    With --keep-hours 0 make sure that nobody does: what they just opened may be deleted.
    """
    from dragoman.study import Study

    done = Study.open(study).compact(files=files, keep_hours=keep_hours)
    if as_json:
        print_json([asdict(one) for one in done])
        return
    touched = [one for one in done if one.dropped or one.removed or one.files != one.files_before]
    if not touched:
        say(f"Nothing to do: no table has more than {plural(files, 'file')}, and nothing is said twice.")
        return
    print_table(
        ("table", "files before", "files now", "rows said twice", "old files deleted"),
        (tuple(map(str, asdict(one).values())) for one in touched),
    )
