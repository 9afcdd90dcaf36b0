"""The commands that keep, compare, tidy up and cite a study."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def test_snapshot_diff_and_copy(run: Any, study: Path, tmp_path: Path) -> None:
    """A snapshot is made, listed, compared with the present, and copied as a study."""
    assert "No snapshots yet" in run("snapshot", "--study", study).out
    assert run("snapshot", "first", "--study", study).out == "Kept 'first': 1 document.\n"
    assert run("snapshot", "first", "--study", study).code == 2
    assert run("diff", "first", "--study", study).out == "first -> now: nothing changed.\n"
    more = tmp_path / "more.txt"
    more.write_text("Turkey attacked Armenia in May 1992.", encoding="utf-8")
    assert run("add", more, "--study", study).code == 0
    assert "documents: 1 added (document added)" in run("diff", "first", "--study", study).out
    found = json.loads(run("diff", "first", "now", "--study", study, "--json").out)
    assert [(row["table"], row["change"]) for row in found["changes"]] == [("documents", "added")]
    listed = json.loads(run("snapshot", "--study", study, "--json").out)["snapshots"]
    assert [row["name"] for row in listed] == ["first"]
    copy = tmp_path / "copy"
    assert run("snapshot", "first", "--export", copy, "--study", study).code == 0
    assert json.loads(run("reports", "--study", copy, "--json").out)[0]["event"] == "SUPPORT"
    assert run("snapshot", "--export", copy, "--study", study).code == 3
    assert run("diff", "nothing", "--study", study).code == 2


def test_compact(run: Any, study: Path) -> None:
    """With nothing to do it says so; told to, it rewrites; the JSON has every table."""
    assert "Nothing to do" in run("compact", "--study", study).out
    assert "runs\t2\t1\t0\t0" in run("compact", "--files", 1, "--study", study).out.splitlines()
    assert {"table", "files", "removed"} <= set(json.loads(run("compact", "--study", study, "--json").out)[0])
    assert "runs 1" in run("doctor", "--study", study).out


def test_cite(run: Any, study: Path) -> None:
    """As text, BibTeX and JSON, of the present and of a snapshot; both forms at once is a mistake."""
    run("snapshot", "first", "--study", study)
    assert "licence: scheme: CC BY-SA 4.0" in run("cite", "--study", study).out
    assert "@misc{plover-1.3," in run("cite", "--bibtex", "--as-of", "first", "--study", study).out
    assert json.loads(run("cite", "--json", "--study", study).out)["tool"] == "Dragoman"
    assert run("cite", "--json", "--bibtex", "--study", study).code == 2
