"""Tables of words that say something by being there."""

from __future__ import annotations

import pytest

from dragoman.languages.cues import Cues
from dragoman.languages.parse import Word

CUES = Cues(
    [("treaty", "kind"), ("убив*", "dead"), ("уби*", "hurt"), ("ранить", "injured"), ("dead", "dead")]
)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        (Word("treaties", "n", noun="treaty"), "kind"),
        (Word("ранены", "P", (("ранить", "P", 0),)), "injured"),
        (Word("dead", "a", adj="dead"), "dead"),
        (Word("убивший", "A"), "dead"),
        (Word("убийство", "n", noun="убийство"), "hurt"),
        (Word("sea", "n", noun="sea"), ""),
    ],
)
def test_lemma_form_and_longest_beginning(word: Word, kind: str) -> None:
    """A word is found by its form, by the lemma of any reading, else by the longest beginning."""
    assert CUES.of(word) == kind
    assert CUES.find([Word("the", "d"), word]) == ([(1, kind)] if kind else [])
