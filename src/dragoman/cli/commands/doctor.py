"""``dragoman doctor``."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman import __version__
from dragoman.cli.exits import OK, SOME_FAILED
from dragoman.cli.options import json_option, study_option
from dragoman.cli.output import print_json, say

if TYPE_CHECKING:
    from dragoman.store import Check

__all__ = ["command"]

_MANY = 64
"""Above this number of files in a table, compacting it is worth its while."""


@click.command("doctor")
@json_option
@study_option
def command(as_json: bool, study: Path) -> int:
    """Check the installation, the disk and every proof.

    Which versions work together, whether the disk of the study (or of the current folder) keeps two
    writers apart, and, in a study, whether every stored quote still stands in its text and every
    original is the file that was read.
    """
    from dragoman.store import Check, doctor

    checks = [
        Check("versions", True, _versions()),
        *_languages(),
        *doctor(study if study.is_dir() else Path()),
    ]
    if (study / "study.toml").exists():
        from dragoman.study import Study

        opened = Study.open(study)
        counts = opened.files()
        most = max(counts, key=lambda table: counts[table])
        advice = "; `dragoman compact` makes few of them" if counts[most] > _MANY else ""
        shown = ", ".join(f"{table} {count}" for table, count in counts.items() if count)
        checks.append(Check("files", True, f"data files of the tables: {shown or 'none'}{advice}"))
        faults = opened.verify()
        first = f"; first: {faults['path'][0]}: {faults['problem'][0]}" if len(faults) else ""
        what = (
            f"{len(faults)} faults{first}"
            if len(faults)
            else "Every quote and every original is as it was read."
        )
        checks.append(Check("proof", not len(faults), what))
    else:
        checks.append(Check("proof", True, f"{study} is no study; nothing to prove there."))
    if as_json:
        print_json([{"name": c.name, "ok": c.ok, "detail": c.detail} for c in checks])
    else:
        for check in checks:
            say(f"{'ok ' if check.ok else 'BAD'}  {check.name}: {check.detail}")
    return OK if all(check.ok for check in checks) else SOME_FAILED


def _versions() -> str:
    packages = ", ".join(f"{name} {metadata.version(name)}" for name in ("polars", "deltalake", "lxml"))
    return f"dragoman {__version__}, Python {platform.python_version()} on {platform.system()}, {packages}"


def _languages() -> list[Check]:
    from dragoman.languages import SUPPORTED, load
    from dragoman.store import Check

    checks = []
    for code in SUPPORTED:
        pack = load(code).pack
        frames = sum(map(len, (*pack.frames.values(), *pack.claims.values())))
        checks.append(
            Check(f"language {code}", frames > 0, f"{frames} frames, lexicon {load(code).pack.digest[:10]}")
        )
    return checks
