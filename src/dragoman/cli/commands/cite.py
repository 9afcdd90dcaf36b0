"""``dragoman cite``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.options import as_of_option, json_option, study_option
from dragoman.cli.output import print_json, say

__all__ = ["command"]


@click.command("cite")
@click.option("--bibtex", is_flag=True, help="Print BibTeX.")
@as_of_option
@json_option
@study_option
def command(bibtex: bool, as_of: str | None, as_json: bool, study: Path) -> None:
    """Print what the study rests on, to be cited.

    The study with a hash of its content, the tool, the coders with their codebook and lexicons, the
    codebook's licence, and every source.
    """
    from dragoman.study import Study

    if bibtex and as_json:
        raise click.UsageError("Give either --bibtex or --json.")
    found = Study.open(study, as_of=as_of).cite()
    if as_json:
        print_json(found.to_json())
    else:
        say((found.bibtex() if bibtex else found.text()).rstrip("\n"))
