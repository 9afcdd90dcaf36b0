"""A study, or a snapshot of it, as a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from dragoman.model.causes import said
from dragoman.model.errors import StudyError
from dragoman.store import Snapshot, Store, export
from dragoman.study.originals import original_path
from dragoman.study.settings import FILE

__all__ = ["export_study"]


def export_study(path: Path, store: Store, snapshot: Snapshot, target: Path) -> None:
    """Copy originals and tables into ``target``; ``study.toml`` comes last and makes it a study.

    Raises
    ------
    StudyError
        The folder is not empty, the disk refuses, or files are missing.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise StudyError(f"{target} is there already and not empty. Name a new folder for the copy.")
    try:
        (target / "originals").mkdir(parents=True, exist_ok=True)
        (target / "tables").mkdir()
        for sha256, name in (
            snapshot.scan("documents").select("sha256", "path").unique().collect().iter_rows()
        ):
            # Of a text that was added under two endings only one original was kept.
            original = original_path(path / "originals", sha256, name)
            if sha256 and original.exists():
                copy = original_path(target / "originals", sha256, name)
                copy.parent.mkdir(exist_ok=True)
                shutil.copy2(original, copy)
        export(store, snapshot, target / "tables")
        shutil.copyfile(path / FILE, target / FILE)
    except OSError as error:
        raise StudyError(
            f"The study could not be copied to {target}: {said(error)}. Remove the half copy and try again."
        ) from error
