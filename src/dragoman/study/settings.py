"""``study.toml``: what makes a folder a study."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from dragoman.model.errors import SchemaError, StudyError

__all__ = ["ACTORS", "FILE", "SIDES", "Settings", "own_actors", "read_settings", "write_settings"]

FILE = "study.toml"
ACTORS = "actors.tsv"
SIDES = "sides.tsv"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a study."""

    name: str
    format: int = _FORMAT


def own_actors(folder: Path) -> Path | None:
    """Return a study's own table of actors, ``actors.tsv`` in its folder, if there is one."""
    table = folder / ACTORS
    return table if table.is_file() else None


def _quoted(text: str) -> str:
    """Write a TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}" for c in escaped) + '"'


def write_settings(folder: Path, settings: Settings) -> None:
    """Write ``study.toml`` at once or not at all; with it the folder becomes a study."""
    part = folder / f".{FILE}.{os.getpid()}"
    part.write_text(
        "# A Dragoman study: originals/ holds the files as they were added, tables/ what was read in them.\n"
        f"format = {settings.format}\nname = {_quoted(settings.name)}\n",
        encoding="utf-8",
    )
    os.replace(part, folder / FILE)


def read_settings(folder: Path) -> Settings:
    """Read ``study.toml``.

    Raises
    ------
    StudyError
        The folder is missing or no study, or its ``study.toml`` cannot be read.
    SchemaError
        A newer release made the study.
    """
    try:
        return _read(folder)
    except PermissionError as error:
        raise StudyError(
            f"{error.filename} cannot be read: you may not look into it. Ask whoever owns the study for the "
            "right to read all of it."
        ) from error


def _read(folder: Path) -> Settings:
    if not folder.exists():
        raise StudyError(f"There is no folder {folder}. Make a study there: dragoman new {folder}")
    if not folder.is_dir():
        raise StudyError(f"{folder} is a file; a study is a folder. Make one beside it: dragoman new NAME")
    file = folder / FILE
    if not file.is_file():
        raise StudyError(
            f"{folder} is no study: it has no {FILE}. Make it one with `dragoman new {folder}`, "
            "or name the folder of your study (on the command line: --study DIR)."
        )
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StudyError(f"{file} cannot be read: {error}. Mend the line it names.") from error
    form = data.get("format")
    if not isinstance(form, int) or form < 1:
        raise StudyError(f"{file} has no line `format = {_FORMAT}`. Add it back; nothing else is lost.")
    if form > _FORMAT:
        raise SchemaError(
            f"{file} has format {form}, this release reads up to {_FORMAT}. "
            "A newer Dragoman made the study: upgrade with `pip install -U dragoman`."
        )
    return Settings(name=str(data.get("name") or folder.resolve().name), format=form)
