"""``dragoman snapshot``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.options import json_option, study_option
from dragoman.cli.output import plural, print_json, print_table, say

__all__ = ["command"]


@click.command("snapshot")
@click.argument("name", required=False)
@click.option(
    "--export",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Copy the snapshot (without NAME: the present state) to a new folder, as a study of its own.",
)
@json_option
@study_option
def command(name: str | None, folder: Path | None, as_json: bool, study: Path) -> None:
    """Keep the study as it is now under a name.

    A snapshot never changes and is never deleted; `--as-of NAME` asks it, `dragoman diff` compares it.
    Without NAME the snapshots there are get listed.  With --export, a NAME that exists is copied and
    one that does not is made first.
    """
    from dragoman.study import Study

    opened = Study.open(study)
    known = opened.snapshots()
    if name is not None and (folder is None or name not in known["name"]):
        opened.keep(name)
        known = opened.snapshots()
        if not as_json:
            say(f"Kept {name!r}: {plural(len(opened.documents()), 'document')}.")
    if folder is not None:
        Study.open(study, as_of=name).export(folder)
        if not as_json:
            say(f"Copied {name or 'the present state'} to {folder}, a study of its own.")
    if as_json:
        print_json({"snapshots": known.to_dicts(), "name": name, "export": str(folder) if folder else None})
    elif name is None and folder is None:
        if known.is_empty():
            say("No snapshots yet; make one with `dragoman snapshot NAME`.")
        rows = known.select("name", "committed", "tool_version").iter_rows()
        print_table(
            ("name", "made", "tool"), ((n, f"{made:%Y-%m-%d %H:%M} UTC", tool) for n, made, tool in rows)
        )
