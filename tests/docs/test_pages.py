"""The documentation says what the program does."""

from __future__ import annotations

import re
import runpy
from importlib import import_module
from pathlib import Path

import pytest

from dragoman.cli.main import cli
from dragoman.model.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


PAGES = runpy.run_path(str(ROOT / "scripts" / "pages.py"))["PAGES"]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_generated_page_is_fresh(name: str) -> None:
    """A generated page is what the program says of itself (python scripts/pages.py writes it)."""
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()


@pytest.mark.parametrize("name", sorted(cli.summaries))
def test_command_is_documented(name: str) -> None:
    """Every command has its section."""
    assert f"## dragoman {name}\n" in (DOCS / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", sorted(TABLES))
def test_table_is_documented(table: str) -> None:
    """Every table of a study has its section."""
    assert f"\n## {table}\n" in (DOCS / "tables.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("module", ["dragoman.study", "dragoman.documents"])
def test_api_is_documented(module: str) -> None:
    """Every public name that users start from stands on the page of the Python interface."""
    page = (DOCS / "api.md").read_text(encoding="utf-8")
    for name in import_module(module).__all__:
        assert f"::: {module}.{name}\n" in page, name


def test_word_classes_are_documented() -> None:
    """Every word class that a complement may name stands in the page on lexicons."""
    page = (DOCS / "lexicons.md").read_text(encoding="utf-8")
    folder = ROOT / "src" / "dragoman" / "languages"
    named = {path.stem for path in folder.glob("*/word_classes/*.txt")}
    assert named
    assert sorted(name for name in named if f"`{name}`" not in page) == []


@pytest.mark.parametrize("lock", ["core", "dev"])
def test_lock_is_hashed_and_names_no_index(lock: str) -> None:
    """Every requirement has a hash, and no address of an index stands in a lock."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_locks_agree() -> None:
    """What a user runs is in the developers' lock with the same version."""
    pin = re.compile(r"^([A-Za-z0-9._-]+==\S+(?: ;[^\\]*)?)", re.MULTILINE)
    core, dev = (set(pin.findall((ROOT / "requirements" / f"{n}.txt").read_text())) for n in ("core", "dev"))
    assert {line.strip() for line in core} <= {line.strip() for line in dev}


def test_make_help_lists_every_target() -> None:
    """Every phony target has the comment that is its help."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    match = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert match is not None
    for target in match.group(1).split():
        assert re.search(rf"^{target}:.*## \S", text, re.MULTILINE), target
