"""Tables of words that say something by being there: looked up by lemma, by form or by a beginning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.languages.parse import Word

__all__ = ["Cues"]


class Cues:
    """Kinds of words.

    Parameters
    ----------
    rows : iterable of (word, kind)
        A word is a lemma or a form in lower case; one that ends in ``*`` is a beginning.

    Examples
    --------
    >>> cues = Cues([("treaty", "kind"), ("погиб*", "dead")])
    >>> cues.of(Word("treaties", "n", noun="treaty")), cues.of(Word("погибших", "n"))
    ('kind', 'dead')
    >>> cues.of(Word("sea", "n", noun="sea"))
    ''
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._known: dict[str, str] = {}
        beginnings: dict[str, str] = {}
        for word, kind in rows:
            if word.endswith("*"):
                beginnings[word[:-1]] = kind
            else:
                self._known[word] = kind
        # the longest beginning counts
        self._beginnings = tuple(sorted(beginnings.items(), key=lambda pair: (-len(pair[0]), pair[0])))
        self._any = tuple(beginnings)
        self._seen: dict[str, str] = {}
        self._silent: set[str] = set()
        """Forms seen that say nothing: most of a text."""

    def of(self, word: Word) -> str:
        """Return the kind of a word, or an empty string."""
        if word.form in self._silent:
            return ""
        kind = self._seen.get(word.form)
        if kind is None:
            kind = self._look_up(word)
            if kind:
                self._seen[word.form] = kind
            else:
                self._silent.add(word.form)
        return kind

    def find(self, words: Sequence[Word]) -> list[tuple[int, str]]:
        """Return the places of words that say something, with what they say."""
        silent = self._silent
        places = [at for at, word in enumerate(words) if word.form not in silent]
        return [(at, kind) for at in places if (kind := self.of(words[at]))]

    def _look_up(self, word: Word) -> str:
        known = self._known
        kind = known.get(word.form) or known.get(word.noun) or known.get(word.adj)
        if kind:
            return kind
        for lemma, _, _ in word.verbs:
            if lemma in known:
                return known[lemma]
        if self._any and word.form.startswith(self._any):
            return next(kind for start, kind in self._beginnings if word.form.startswith(start))
        return ""
