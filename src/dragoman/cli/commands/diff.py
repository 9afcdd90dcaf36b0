"""``dragoman diff``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.options import json_option, study_option
from dragoman.cli.output import print_json, say

__all__ = ["command"]


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="[B]", default="now")
@json_option
@study_option
def command(before: str, after: str, as_json: bool, study: Path) -> None:
    """Show what changed between two states of the study, and why.

    A and B are names of snapshots, or "now", which is what B is where it is left out.  Every table is
    compared row by row: added, changed, withdrawn.  That a newer coder said the same again is no change.
    """
    from dragoman.study import Study

    found = Study.open(study).diff(before, after)
    if as_json:
        print_json(found.to_json())
    else:
        say(found.text().rstrip("\n"))
