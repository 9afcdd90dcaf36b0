"""The tutorials on measured relations run as they stand, and draw the pictures that they show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TUTORIALS = ROOT / "docs" / "tutorials"
FILES = {
    "data/atop.parquet": "ps_atop_alliance",
    "data/mid.parquet": "ps_cow_mid_dirdisps",
    "data/states.parquet": "ps_cow_states",
    "data/un/un_votes.parquet": "dgrtwo_un_votes",
    "data/un/un_roll_calls.parquet": "dgrtwo_un_roll_calls",
    "data/un/un_roll_call_issues.parquet": "dgrtwo_un_roll_call_issues",
}


def blocks(page: str) -> list[str]:
    """Return the Python of a page."""
    return re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


@pytest.mark.reference
@pytest.mark.parametrize("name", ["dyad", "un", "region"])
def test_tutorial_runs(name: str, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every block of the page runs, one after the other, on the providers' files."""
    for place, source in FILES.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).symlink_to(shared / "reference" / f"{source}.parquet")
    monkeypatch.chdir(tmp_path)
    run(name)


def test_pictures_by_hand_run() -> None:
    """The page of pictures needs no file."""
    run("pictures")


def run(name: str) -> None:
    """Run the blocks of a page one after the other."""
    space: dict[str, object] = {}
    for number, block in enumerate(blocks((TUTORIALS / f"{name}.md").read_text(encoding="utf-8")), start=1):
        exec(compile(block, f"{name}.md, block {number}", "exec"), space)  # noqa: S102


@pytest.mark.parametrize("page", [*sorted(TUTORIALS.glob("*.md")), ROOT / "docs" / "relations.md"])
def test_pictures_are_there_for_light_and_dark(page: Path) -> None:
    """Every picture that a page shows exists, in both colours, and says in words what it shows."""
    shown = re.findall(r"!\[([^\]]*)\]\(([^)#]*)(#only-\w+)?\)", page.read_text(encoding="utf-8"))
    assert shown
    for words, place, colour in shown:
        assert words
        assert (page.parent / place).is_file(), place
        assert colour[6:] in place
    light = {place.replace("-light", "") for _, place, colour in shown if colour == "#only-light"}
    assert light == {place.replace("-dark", "") for _, place, colour in shown if colour == "#only-dark"}
