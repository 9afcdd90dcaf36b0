"""Every data table has a twin note that says where it comes from; here they are checked."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

__all__ = ["FIELDS", "TABLES", "check_twins"]

FIELDS = ("table", "source", "version", "accessed", "licence", "sha256", "made")
"""What a twin note must say."""

TABLES = (".csv", ".tsv", ".parquet", ".json")
"""Endings of files that count as data tables."""


def check_twins(folder: Path) -> list[str]:
    """Return what is wrong with the twin notes under a folder; empty where all is well.

    The twin of ``codes.tsv`` is ``codes.source.yaml`` beside it.

    Parameters
    ----------
    folder : Path
        Searched with all folders below it.
    """
    import yaml

    wrong = []
    for table in sorted(p for p in folder.rglob("*") if p.suffix in TABLES):
        twin = table.with_suffix(".source.yaml")
        if not twin.is_file():
            wrong.append(f"{table}: no twin note; write {twin.name} with {', '.join(FIELDS)}")
            continue
        note: dict[str, Any] = yaml.safe_load(twin.read_text(encoding="utf-8"))
        missing = [name for name in FIELDS if not note.get(name)]
        if missing:
            wrong.append(f"{twin}: fields missing: {', '.join(missing)}")
        if note.get("table") != table.name:
            wrong.append(f"{twin}: it names the table {note.get('table')!r}, which is not {table.name!r}")
        found = hashlib.sha256(table.read_bytes()).hexdigest()
        if note.get("sha256") != found:
            wrong.append(f"{twin}: sha256 is not that of the table ({found}); was the table changed?")
    for twin in sorted(folder.rglob("*.source.yaml")):
        stem = twin.name.removesuffix(".source.yaml")
        if not any((twin.parent / f"{stem}{ending}").is_file() for ending in TABLES):
            wrong.append(f"{twin}: a twin note without its table")
    return wrong
