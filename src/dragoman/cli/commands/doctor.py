"""``dragoman doctor``."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman import __version__
from dragoman.cli.exits import OK, SOME_FAILED, refused
from dragoman.cli.options import json_option, study_option
from dragoman.cli.output import print_json, say
from dragoman.model.errors import StudyError

if TYPE_CHECKING:
    from dragoman.store import Check
    from dragoman.study import Study

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

        try:
            opened = Study.open(study)
            checks.append(_files(opened))
            checks.append(_proof(opened))
        except StudyError as error:
            checks.append(Check("study", False, str(error)))
        except OSError as error:
            checks.append(Check("study", False, refused(error)))
    else:
        checks.append(Check("proof", True, f"{study} is no study; nothing to prove there."))
    if as_json:
        print_json([{"name": c.name, "ok": c.ok, "detail": c.detail} for c in checks])
    else:
        for check in checks:
            say(f"{'ok ' if check.ok else 'BAD'}  {check.name}: {check.detail}")
    return OK if all(check.ok for check in checks) else SOME_FAILED


def _files(study: Study) -> Check:
    from dragoman.store import Check

    counts = study.files()
    advice = "; `dragoman compact` makes few of them" if max(counts.values()) > _MANY else ""
    shown = ", ".join(f"{table} {count}" for table, count in counts.items() if count)
    return Check("files", True, f"data files of the tables: {shown or 'none'}{advice}")


def _proof(study: Study) -> Check:
    from dragoman.store import Check

    faults = study.verify()
    if faults.is_empty():
        return Check("proof", True, "Every quote and every original is as it was read.")
    first = f"first: {faults['path'][0]}: {faults['problem'][0]}"
    return Check("proof", False, f"{len(faults)} faults; {first}")


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
