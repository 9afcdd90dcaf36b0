"""What the noun groups of a sentence are headed by: lemmas and semantic classes, each made once."""

from __future__ import annotations

from collections.abc import Iterable, Set

from dragoman.coding.named import classes_of_mention, title_before
from dragoman.coding.sentence import Sentence
from dragoman.coding.slots import slots_of
from dragoman.languages import Grammar
from dragoman.languages.parse import GUESSED, Group

__all__ = ["Content", "Heads"]

_CURRENCIES = frozenset("$€£₽₺")
_MEASURED = slots_of("measured")
_NOTHING: frozenset[str] = frozenset()

Content = tuple[set[str], set[str]]
"""Classes and lemmas of the heads of groups."""


class Heads:
    """Look-up of the heads of one sentence's noun groups.

    Parameters
    ----------
    grammar : Grammar
    sentence : Sentence
    """

    def __init__(self, grammar: Grammar, sentence: Sentence) -> None:
        self.pack = grammar.pack
        self.words = grammar.words
        self.sentence = sentence
        self.groups = sentence.parse.groups
        self._lemmas: dict[int, tuple[str, ...]] = {}
        self._classes: dict[int, frozenset[str]] = {}
        self._priced = not _CURRENCIES.isdisjoint(sentence.forms)

    def lemmas(self, index: int) -> tuple[str, ...]:
        """Return the lemmas a group's head can be looked up by, longest first."""
        known = self._lemmas.get(index)
        if known is None:
            known = self._lemmas[index] = self._make_lemmas(self.groups[index])
        return known

    def _make_lemmas(self, group: Group) -> tuple[str, ...]:
        words = self.sentence.words
        head = words[group.head]
        if "demonstrative" in head.traits and group.after:
            return self._stands_for(group)
        found: list[str] = []
        noun = self.words.noun
        before = group.head - 1
        if before >= group.first:
            left = words[before].form
            if before - 1 >= group.first and self.pack.longest > 2:
                longest = noun(f"{words[before - 1].form} {left} {head.form}")
                if longest:
                    found.append(longest)
            pair = noun(f"{left} {head.form}")
            if pair:
                found.append(pair)
        if group.stop > group.head + 1 and words[group.stop - 1].noun:
            inside = noun(
                f"{head.form} {words[group.stop - 1].form}"
            )  # "сотрудник (французского) посольства"
            if inside:
                found.append(inside)
        if group.after:
            follower = self.groups[group.after[0]]
            joined = noun(self._with_follower(head.form, follower)) if follower.prep else ""
            if joined:
                found.append(joined)
        if head.noun:
            found.append(head.noun)
            singular = self.words.singular(head.form)
            if singular and singular != head.noun:
                found.append(singular)
        elif head.verbs:
            found.append(head.verbs[0][0])
        elif head.adj:  # "назвал это незаконным"
            found.append(head.adj)
        return tuple(found)

    def _stands_for(self, group: Group) -> tuple[str, ...]:
        """Return the lemmas of what a bare "those" repeats: "ties with Oslo, but **those with Riga**"."""
        link = self.groups[group.after[0]].prep
        for earlier in reversed(self.groups[: group.index]):
            if earlier.after and self.groups[earlier.after[0]].prep == link:
                return self.lemmas(earlier.index)
        return ()

    def _with_follower(self, form: str, follower: Group) -> str:
        """Return a noun with the group behind it: "rules of war", "прекращение огня", "акт о капитуляции"."""
        link = follower.prep.partition("+")[0]
        tail = self.sentence.words[follower.head].form
        return f"{form} {tail}" if link == "gen" else f"{form} {link} {tail}"

    def classes(self, index: int) -> frozenset[str]:
        """Return the semantic classes of a group's head; of a measure, those of what it measures."""
        known = self._classes.get(index)
        if known is None:
            table = self.pack.classes
            group = self.groups[index]
            found: set[str] = set()
            for lemma in self.lemmas(index):
                if lemma in table:
                    found |= table[lemma]
            for mention in self.sentence.mentions[group.head]:
                found |= classes_of_mention(mention)
            title = title_before(self.sentence.parse.classes, self.sentence.words, group)
            if title is not None:
                found |= table.get(title.noun, _NOTHING)
            if self._priced and not _CURRENCIES.isdisjoint(self.sentence.forms[group.first : group.stop]):
                found.add("money")
            if "measure" in found and group.stop > group.head + 1:
                # "партию **гаубиц**": what a word for parties, too, has taken into its group
                for i in range(group.head + 1, group.stop):
                    found |= table.get(self.sentence.words[i].noun, _NOTHING)
            self._classes[index] = frozenset(found)
            if group.after and (contents := self._contents(group, found)):
                for content in contents:
                    found |= self.classes(content)
                self._classes[index] = frozenset(found)
            known = self._classes[index]
        return known

    def _contents(self, group: Group, classes: Set[str]) -> list[int]:
        """Return what a measure measures: "tons **of medicine**", "$400 million **in aid**"."""
        kinds = self.sentence.parse.classes
        if "measure" not in classes and kinds[group.head] != "#":
            # "300 million kroner **in aid**": whether a list knows the currency or not
            counted = "#" in kinds[group.first : group.head]
            currency = "money" in classes or self.sentence.words[group.head].weight == GUESSED
            if not (counted and currency):
                return []
        return [index for index in group.after[:2] if self.groups[index].prep in _MEASURED]

    def _content(self, groups: Iterable[int]) -> Content:
        """Return the classes of groups and the lemmas and forms of their heads."""
        classes: set[str] = set()
        lemmas: set[str] = set()
        words = self.sentence.words
        for index in groups:
            classes |= self.classes(index)
            lemmas.update(self.lemmas(index))
            lemmas.add(words[self.groups[index].head].form)
            title = title_before(self.sentence.parse.classes, words, self.groups[index])
            if title is not None and title.noun:
                lemmas.add(title.noun)  # "the **analyst** Moradi"
        return classes, lemmas
