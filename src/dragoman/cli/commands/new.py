"""``dragoman new``."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from dragoman.cli.options import study_option
from dragoman.cli.output import say

__all__ = ["command"]


@click.command("new")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--name", help="Name of the study; default: that of the folder.")
@study_option
def command(folder: Path | None, name: str | None, study: Path) -> None:
    """Make a study in a folder.

    FOLDER is made where it does not exist; without it the folder of --study, or the current one,
    becomes the study.
    """
    from dragoman.study import Study

    made = Study.create(folder or study, name=name)
    say(f"Made the study {made.path}. Next: dragoman add FILES --study {shlex.quote(str(made.path))}")
