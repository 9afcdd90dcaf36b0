"""Papers and a coder for the tests of a study."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.fake_coder import FakeCoder

_SENTENCES = [
    "Turkey met Azerbaijan in 1992.",
    "Russia criticised Turkey, and relations cooled.",
    "Turkey signed with Russia the Treaty of Moscow in 1921 \N{GRINNING FACE}.",
    "Турция и Азербайджан встретились в 1992.",
    "Armenia signed with Turkey the Treaty of Kars in 1922.",
    "Nothing happened at the cafe\N{COMBINING ACUTE ACCENT} of I\u0307zmir.",
]


@pytest.fixture
def coder() -> FakeCoder:
    """Return a coder that knows five words."""
    return FakeCoder()


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with twelve short papers and one broken file."""
    folder = tmp_path_factory.mktemp("papers")
    for number in range(12):
        lines = [_SENTENCES[(number + step) % len(_SENTENCES)] for step in range(3)]
        text = f"Paper number {number}\n\n" + "\r\n\r\n".join(lines) + "\n"
        (folder / f"paper-{number:02d}.txt").write_bytes(text.encode("utf-8"))
    (folder / "broken.txt").write_bytes(b" \n")
    return folder
