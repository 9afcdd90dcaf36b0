"""The texts that are timed; nothing is timed here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def _run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=_ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


def test_texts_are_distinct_and_the_same_each_time() -> None:
    """The generator gives distinct sentences, and the same ones in another process."""
    program = (
        "import hashlib; from benchmarks.texts import dense, quiet; d = dense(3000); "
        "print(len(set(d)), hashlib.sha256(repr((d, quiet(5000))).encode()).hexdigest())"
    )
    first = _run(program)
    assert first.startswith("3000 ")
    assert _run(program) == first


def test_prose_is_in_its_language() -> None:
    """Each of the five languages has sentences enough, and a text of them is read as that language."""
    program = (
        "from benchmarks.texts import prose; from dragoman.documents import read_text; "
        "texts = {n: prose(n, 20_000) for n in ('en', 'ru', 'uk', 'tr', 'az')}; "
        "print([n for n, t in texts.items() if read_text('\\n\\n'.join(t)).language == n "
        "and len(set(t)) == len(t)])"
    )
    assert _run(program).strip() == "['en', 'ru', 'uk', 'tr', 'az']"


def test_the_baseline_codes() -> None:
    """The baseline finds the first trigger and the countries around it."""
    program = (
        "from benchmarks.baseline import WordList; "
        "print(WordList().code('Finland asked the Swedish army for help.'))"
    )
    assert _run(program).strip() == "[('REQUEST', 'Finland', 'Sweden')]"


def test_there_is_a_measure_for_each_line_of_the_page() -> None:
    """The page can be written from any part of the results, and names what it has."""
    program = (
        "from benchmarks.page import page; "
        "print(page({'coding_dense': {'ratio': 60.0, 'reports_per_sentence': 1.1, 'peak_mb': 81.0}}))"
    )
    text = _run(program)
    assert "| coding, generated sentences full of events | 1.1 | 60.0 |" in text
    assert "100 MB" in text
