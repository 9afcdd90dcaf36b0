"""Data tables and their twin notes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import yaml

from dragoman.codebook.reading import DATA
from dragoman.codebook.twins import FIELDS, check_twins


def test_every_table_has_its_twin() -> None:
    """No table of the codebook lacks its note, and every hash is right."""
    assert check_twins(DATA) == []
    assert sorted(p.name for p in DATA.rglob("*.source.yaml")) == [
        "codes.source.yaml",
        "crosswalk.source.yaml",
        "from_plover.source.yaml",
    ]


def test_check_twins_finds_what_is_wrong(tmp_path: Path) -> None:
    """Missing notes, changed tables, missing fields and orphans are named."""
    table = tmp_path / "a.tsv"
    table.write_text("x\n", encoding="utf-8")
    assert "no twin note" in check_twins(tmp_path)[0]
    note = dict.fromkeys(FIELDS, "z") | {
        "table": "a.tsv",
        "sha256": hashlib.sha256(table.read_bytes()).hexdigest(),
    }
    twin = tmp_path / "a.source.yaml"
    twin.write_text(yaml.safe_dump(note), encoding="utf-8")
    assert check_twins(tmp_path) == []
    table.write_text("y\n", encoding="utf-8")
    assert "sha256 is not that of the table" in check_twins(tmp_path)[0]
    twin.write_text(yaml.safe_dump({**note, "licence": ""}), encoding="utf-8")
    assert "fields missing: licence" in check_twins(tmp_path)[0]
    table.unlink()
    assert "without its table" in check_twins(tmp_path)[0]
