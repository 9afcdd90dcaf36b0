"""Which names a sentence has: everyday words, given names and namesakes are none (names_in_text.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.actors import registry, scanner
from dragoman.actors.fold import fold, marked, unmarked

_TABLE = Path(__file__).with_name("names_in_text.txt")


def _cases() -> list[tuple[str, str, list[str]]]:
    found = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            given, _, names = line.partition(" -> ")
            sentence, _, language = given.rpartition(" | ")
            found.append((sentence, language, [] if names == "-" else names.split(";")))
    return found


@pytest.mark.parametrize(("sentence", "language", "names"), _cases())
def test_names_of_a_sentence(sentence: str, language: str, names: list[str]) -> None:
    """The names in it are those, in this order; roles are left out."""
    entries = registry().entries
    found = [m for m in scanner(language).scan(sentence) if entries[m.key].kind not in ("agent", "mod")]
    assert [sentence[m.start : m.stop] for m in found] == names


def test_marks_are_of_turkic_languages() -> None:
    """Where a plain letter stands in the name, a marked one in the text is another word."""
    assert unmarked("Kars", "tr") == (3,)
    assert unmarked("İçel", "tr") == ()
    assert unmarked("Kars", "en") == ()
    assert {"ş", "Ş"} <= marked("tr")
    assert {"ш", "ҹ"} & marked("az") == {"ш"}
    assert fold("karşı") == fold("Karsi")
