"""On whose word: the chain of speakers over a predicate, outermost first."""

from __future__ import annotations

from dragoman.coding.derived import derived
from dragoman.coding.dropped import is_first_person
from dragoman.coding.frame import Fired
from dragoman.coding.saying import STOPS, Saying
from dragoman.coding.source_scope import speaks_for
from dragoman.languages.parse import Predicate
from dragoman.model import Participant

__all__ = ["Speakers"]

_ALLEGATION = derived("allegation")

_OPENING = 3
"""Tokens before which a clause that opens a sentence has its verb."""
_LONGEST_NAME = 5
_BESIDE = 4
"""Tokens between a closing mark and who said it: '", - deyə Əliyev'."""


class Speakers(Saying):
    """Tells on whose word each act of a sentence stands."""

    def quoting(self, *, dashed: bool = False) -> tuple[Participant, ...]:
        """Return who says the quotation that the sentence ends or introduces: he goes on in the next one.

        Parameters
        ----------
        dashed : bool
            Whether the sentence ends one that stands between dashes.
        """
        classes = self.cast.sentence.parse.classes
        if '"' not in classes and not dashed:
            return ()
        for tail in self._tails:
            return tuple(self._named(self._voices(tail)))
        for speech in self._spoken:
            if not (speech.finite or speech.link == "rel"):
                continue
            voices = self._voices(speech)
            if voices:
                # 'Erdoğan, "..." dedi', 'the envoy answered: "..."', '"..." diyen Erdoğan'
                group = self.cast.groups[voices[0]]
                lead = min(group.first, speech.first)
                beside = classes[speech.stop : speech.stop + 2].strip(",:")[:1] == '"'
                beside = beside or ':"' in classes[speech.stop :]
                between = '"' in classes[group.stop : speech.first]
                if beside or between or '"' in classes[max(0, lead - _BESIDE) : lead]:
                    return tuple(self._named(voices))
        return ()

    def introduced(self, at: int) -> tuple[Participant, ...]:
        """Return who stands before a quotation that begins at a place: '**Erdoğan**, "..." dedi'."""
        sentence = self.cast.sentence
        unit = sentence.units(at, at + 1)
        before = unit.start - 1 if len(unit) else -1
        while before > 0 and sentence.parse.classes[before] in ",:":
            before -= 1
        for group in self.cast.groups:
            if group.stop == before + 1 and not group.prep and self.voices.speaks(group.index):
                return tuple(self._named([group.index]))
        return ()

    def says(self, at: int) -> bool:
        """Whether a verb of speech without a subject stands right behind a place: '..." **dedi**'."""
        sentence = self.cast.sentence
        return any(
            p.finite
            and not p.passive
            and all(sentence.starts[self.cast.groups[i].first] < at for i in self._voices(p))
            and sentence.starts[p.first] >= at
            and p.first - sentence.units(at, sentence.stop).start < _OPENING
            for p in self._spoken
        )

    def speaking(self) -> tuple[Participant, ...]:
        """Return who speaks in the sentence, quoted or not."""
        for speech in self._spoken:
            if speech.finite and speech.parent < 0:
                return tuple(self._named(self._voices(speech)))
        return ()

    def unsaid(self, predicate: Predicate) -> bool:
        """Whether a predicate is reported by a verb of speech whose subject is left out: "əlavə edib ki"."""
        if not self._inflected or predicate.parent < 0 or predicate.link != "that":
            return False
        above = self.predicates[predicate.parent]
        if not above.finite or above.passive or not self._has(above, ("speech",)):
            return False
        return not self._voices(above) and not is_first_person(self.cast.sentence, above)

    # -- the chain ------------------------------------------------------------------------------

    def told(self, fired: Fired) -> list[Participant]:
        """Return the speakers of a frame that fired."""
        return self.of(fired.verb)

    def of(self, predicate: Predicate) -> list[Participant]:
        """Return the speakers whose word the predicate rests on, outermost first."""
        if self._is_silent:
            return list(dict.fromkeys(self._headed(predicate)))
        chain: list[Participant] = []
        seen = set()
        said: Predicate | None = None
        here = predicate
        while True:
            chain[:0] = self._claimants(here)
            found = self._above(here)
            if found is None or found[0].index in seen:
                break
            here, reported = found
            seen.add(here.index)
            if reported:
                chain[:0] = self._quoted(here)
                said = here
        classes = self.cast.sentence.parse.classes
        for tail in self._tails if self._can_be_told(predicate, chain) else ():
            if tail.index == predicate.index or tail.index in seen:
                continue
            first = min(self.cast.groups[index].first for index in self._voices(tail))
            if self._is_inverted(tail):
                first = tail.first
            if self._opens_for(predicate, first):
                continue
            last = max([tail.stop, *(self.cast.groups[index].stop for index in self._voices(tail))])
            if not speaks_for(classes, self.predicates, min(first, tail.first), last, predicate):
                continue
            if (predicate.token < first and not self._separated(predicate.token, first)) or self._interrupts(
                tail, predicate
            ):
                chain[:0] = self._quoted(tail)
                chain.extend(self._cited(tail))
                said = said or tail
                break
        if not chain:
            said = self._before(predicate)
            if said is not None:
                chain.extend(self._quoted(said))
                chain.extend(self._cited(said))
            else:
                chain.extend(self._headed(predicate))
        elif said is not None:
            for index in sorted(seen):
                chain.extend(self._cited(self.predicates[index]))
        return list(dict.fromkeys(self._with_sources(chain, said, predicate)))

    def _above(self, here: Predicate) -> tuple[Predicate, bool] | None:
        """Return what a predicate hangs on and whether that reports it.

        Of a second "and that ..." it is the verb of speech before it; "... when Georgia shelled the town"
        belongs to the clause before.
        """
        if here.parent >= 0:
            above = self.predicates[here.parent]
            said = here.link == "that" and self.is_speech(above)
            return above, said or (here.link == "ing" and self._is_quoted(here, above))
        that = self._that(here)
        if here.kind != "v" or not (here.finite or that >= 0):
            return None
        shared = here.slots.get("surface")
        if shared and here.finite and that < 0:
            # "said that Poland betrayed Petliura **and signed** the peace"
            tails = {tail.index for tail in self._tails}
            for other in reversed(self.verbal):
                if other.token < here.token and other.finite and other.index not in tails:
                    same = other.slots.get("surface") == shared and not self._separated(
                        other.token, here.token
                    )
                    if same and self.cast.groups[shared[0]].first < other.token:
                        return other, False
                    break
        classes = self.cast.sentence.parse.classes
        at = that if that >= 0 else self._opening(here)
        if at < 1 or (that >= 0 and classes[at - 1] not in "c,"):
            return None
        # a subordinate clause, or what is still to come: "..., але Україна не здасться"
        if that < 0 and classes[at] != "u" and (here.tense != "fut" or classes[at - 1 : at + 1] != ",c"):
            return None
        found = None
        for other in self.verbal:
            if other.token < at and other.finite and (that < 0 or self.is_speech(other)):
                found = None if self._separated(other.token, at) else other
        return None if found is None else (found, that >= 0)

    def _opening(self, here: Predicate) -> int:
        """Return the place before a clause that begins with its subject, or -1."""
        surface = here.slots.get("surface")
        return self.cast.groups[surface[0]].first - 1 if surface else -1

    def _that(self, here: Predicate) -> int:
        """Return the place of the "that" right before a predicate's subject, or -1."""
        at = self._opening(here)
        return at if at >= 0 and self._is_word(at, "that") else -1

    def _can_be_told(self, predicate: Predicate, chain: list[Participant]) -> bool:
        """Whether a clause of speech behind a predicate can report it: no converb is told."""
        if predicate.kind != "v":
            return True
        if not predicate.finite and predicate.link == "adv":
            return False  # "Подписав пакт, США пообещали"
        return not chain or predicate.link == "that" or self._that(predicate) < 0

    def _opens_for(self, predicate: Predicate, stop: int) -> bool:
        """Whether a predicate opens for the main clause: "**when Baku asked**, Ankara agreed"."""
        opens = self.cast.sentence.parse.classes[:1] == "u" and predicate.kind == "v" and predicate.finite
        return opens and sum(p.finite and p.kind == "v" and p.token < stop for p in self.verbal) == 1

    def _quoted(self, speech: Predicate) -> list[Participant]:
        """Return who speaks, and whom he quotes: "цитирует министра", "X cites Y, who said"."""
        voices = self._voices(speech)
        said = self._named(voices)
        if speech.passive and self._has(speech, ("cite",)):
            told = speech.slots.get("surface", [])  # "Shoigu was quoted by agencies as saying"
            return [*said, *self._named([i for i in told if i not in voices])]
        if speech.finite and not speech.passive and self._has(speech, ("cite",)):
            behind = [i for i in speech.slots.get("obj", ()) if i not in voices and self.voices.speaks(i)]
            return [*said, *self._named(behind)]
        for other in self.verbal:
            objects = other.slots.get("obj", ())
            quoted = other.passive and not other.finite and self._has(other, ("cite",))
            if quoted and any(i in objects for i in voices):
                return [*self._named(self._voices(other)), *said]  # "Haddad, **quoted by Reuters**, says"
            cites = other.finite and not other.passive and other.index != speech.index
            if cites and self._has(other, ("cite",)) and any(i in objects for i in voices):
                return [*self._named(self._voices(other)), *said]
        return said

    def _claimants(self, here: Predicate) -> list[Participant]:
        """Return whose word a noun brings in: "**Iran's** claim that", "заявление **Лондона** о том, что"."""
        at = self._that(here) - 1
        if at < 0:
            return []
        groups = self.cast.groups
        if self.cast.sentence.parse.classes[at] == ",":
            at -= 1
            if self._is_word(at, "about"):  # "слова министра о **том**, что"
                at -= 2
        for group in groups:
            if group.prep and here.parent >= 0 and self.is_speech(self.predicates[here.parent]):
                continue  # "said in his address that"
            if group.stop <= at + 1 and any(
                groups[i].stop == at + 1 for i in (group.index, *group.after, *group.owners)
            ):
                authors = self.voices.authors(group.index)
                if authors != [group.index]:
                    return [*self._citing_word(group.index), *self.voices.people(authors)]
        return []

    def _citing_word(self, index: int) -> list[Participant]:
        """Return who cites somebody's words: "**«Интерфакс»** приводит слова Пескова о том, что"."""
        for other in self.verbal:
            cites = other.finite and not other.passive and self._has(other, ("cite",))
            if cites and index in other.slots.get("obj", ()):
                return self._named(self._voices(other))
        return []

    def _is_quoted(self, here: Predicate, above: Predicate) -> bool:
        """Whether one is said to say it: "Reuters **quoted** the minister as **saying**"."""
        return self.is_speech(here) and self._has(above, ("speech", "cite"))

    def _with_sources(
        self, chain: list[Participant], said: Predicate | None, predicate: Predicate
    ) -> list[Participant]:
        """Return the chain with the sources that prepositions name, each outside or inside of who speaks."""
        classes = self.cast.sentence.parse.classes
        sources = [
            found
            for found in self._sourced()
            if self._holds(found[0], predicate.token)
            and speaks_for(classes, self.predicates, found[0], found[0] + 1, predicate)
        ]
        if chain:  # "in **his** view, Petraeus wrote"
            own = self.pack.references
            sources = [found for found in sources if any(p.text.lower() not in own for p in found[1])]
        if not sources:
            return chain
        if said is None:
            return [*chain, *(person for _, people in sources for person in people)]
        voices = self._voices(said)
        first = min([said.first, *(self.cast.groups[index].first for index in voices)])
        outer = [person for at, people in sources if at < first for person in people]
        inner = [person for at, people in sources if at >= first for person in people]
        if predicate.token < first:
            return [*chain, *outer, *inner]  # a tail: what stands before it is within what it reports
        return [*outer, *chain, *inner]

    def _holds(self, at: int, token: int) -> bool:
        """Whether a source at a place is that of a predicate: not over a semicolon, nor back over a colon."""
        sentence = self.cast.sentence
        if self._separated(min(at, token), max(at, token)):
            return False
        return at < token or all(
            sentence.text[sentence.starts[i]] != ":"
            for i in range(token, at)
            if sentence.parse.classes[i] == ":"
        )

    def _cited(self, speech: Predicate) -> list[Participant]:
        """Return whom a speaker cites: "X said, citing Y", "X, **who cited Y**, said"."""
        found: list[int] = []
        for other in self.verbal:
            if other.passive or other.index == speech.index:
                continue
            if other.finite and not self._is_of(other, self._voices(speech)):
                continue
            form = self.cast.sentence.words[other.token].form
            cites = any(self.pack.reporting.get(("v", lemma)) == "cite" for lemma in other.lemmas)
            if cites or self.pack.reporting.get(("phrase", form)) == "cite":  # "citing"
                objects = [*other.slots.get("obj", []), *self._referred(other)]
                objects = [i for i in objects if self.voices.authors(i) != [i] or not self.voices.is_word(i)]
                behind = [i for i in objects if self.cast.groups[i].first >= other.stop]
                found.extend(behind or objects[-1:])
        authors = [author for index in found for author in self.voices.authors(index)]
        return self.voices.people([index for index in authors if self.voices.is_named_source(index)])

    def _interrupts(self, tail: Predicate, predicate: Predicate) -> bool:
        """Whether a clause of speech stands between a subject and its verb: "Lisbon, he said, will help"."""
        surface = predicate.slots.get("surface")
        if predicate.token < tail.token or (not surface and predicate.kind == "v"):
            return False
        groups, classes = self.cast.groups, self.cast.sentence.parse.classes
        ours = [groups[index] for index in self._voices(tail)]
        first = min(tail.first, *(group.first for group in ours))
        stop = self._behind_name(max(tail.stop, *(group.stop for group in ours)))
        while stop < len(classes) and classes[stop] not in STOPS:
            stop += 1  # "the minister said **on Monday**,"
        if any(p.finite and p.index != tail.index and first <= p.token < stop for p in self.verbal):
            return False
        if stop >= len(classes) or classes[stop] not in ',:"':
            return False
        # '"Turkey," said Cavusoglu, "will open"', «Турция, — сказал он, — откроет»
        return classes[:first].rstrip('":')[-1:] == "," and classes[stop] != '"'

    def _behind_name(self, stop: int) -> int:
        """Return the place behind a name in quotation marks: "the newspaper **«Politiken»**"."""
        classes = self.cast.sentence.parse.classes
        if stop < len(classes) and classes[stop] == '"':
            closing = classes.find('"', stop + 1)
            return closing + 1 if 0 < closing <= stop + _LONGEST_NAME else stop
        return stop

    def _before(self, predicate: Predicate) -> Predicate | None:
        """Return the verb of a clause before what is said: "X reports: ...", "as X reported, ..."."""
        classes = self.cast.sentence.parse.classes
        for speech in self._spoken:
            if speech.token >= predicate.token or not speech.finite:
                continue
            between = classes[speech.stop : predicate.token]
            voices = self._voices(speech)
            introduced = ":" in between and ";" not in between and not self._is_word(0, "as")
            introduced = introduced and not self._has_object(speech, voices)
            if introduced:
                colon = speech.stop + between.index(":")
                introduced = all(at < colon for at, _ in self._sourced())
            opening = speech.token <= _OPENING and self._is_word(0, "as") and "," in between
            if (introduced or opening) and voices:
                return speech
        return None

    def _headed(self, predicate: Predicate) -> list[Participant]:
        """Return who opens a headline before a colon: "**Zelensky**: Russia attacked Odesa"."""
        colon = self.cast.sentence.parse.classes.find(":", 0, predicate.first)
        if colon < 1:
            return []
        opening = [g for g in self.cast.groups if g.first == 0 and g.inside < 0 and not g.prep]
        last = [max([g.stop, *(self.cast.groups[i].stop for i in g.after)]) for g in opening]
        found = [g.index for g, stop in zip(opening, last, strict=True) if stop == colon]
        return self._named([i for i in found if self.voices.is_in_office(i)])

    def own(self, fired: Fired) -> list[Participant]:
        """Return who announces the act a clause tells of: "**Russia** announced that it would sell grain".

        A verb that says what is done by itself (to demand, to warn, to promise) has no speaker, but behind
        what is said it has: '"...", **the envoy** warned'.
        """
        predicate = fired.predicate
        if predicate.kind != "v":
            return []
        if self._ends_quotation(predicate):
            return self._named(self._voices(predicate))
        if fired.frame.event == _ALLEGATION:
            return []
        if self._announces(predicate):
            return self._named(self._voices(predicate))
        if "that" not in fired.used or not self.is_speech(predicate):
            return []
        frames = self.pack.frames
        if any(not frame.conditions for lemma in predicate.lemmas for frame in frames.get(("v", lemma), ())):
            return []
        return self._named(self._voices(predicate))

    def _ends_quotation(self, predicate: Predicate) -> bool:
        """Whether a verb of speech with its speaker behind it follows what is said: '"...", warned X'."""
        if all(tail.index != predicate.index for tail in self._tails):
            return False
        sentence, first = self.cast.sentence, predicate.first
        voices = self._voices(predicate)
        if not voices or self.cast.groups[voices[0]].first < first:
            return False
        if predicate.slots.get("surface") and voices[0] not in predicate.slots["surface"]:
            return False  # "England, he said, promises Ankara **a revision**": no speaker
        mark = len(sentence.parse.classes[:first].rstrip(",:")) - 1
        if sentence.parse.classes[mark] == '"':
            return mark > 0 and sentence.stops[mark - 1] == sentence.starts[mark]
        return self._inflected and sentence.parse.classes[first - 1] == ","

    def _announces(self, predicate: Predicate) -> bool:
        """Whether a lexicon's verb holds what is said and the saying: "tanımadığını ilan etmek"."""
        words, classes = self.cast.sentence.words, self.cast.sentence.parse.classes
        for lemma in predicate.lemmas:
            parts = lemma.split(" ")
            saying = [
                at for at in range(1, len(parts)) if self.pack.reporting.get(("v", " ".join(parts[at:])))
            ]
            for at in range(max(0, predicate.token - len(parts)), predicate.token):
                if saying and classes[at] == "M" and words[at].form in parts[: saying[-1]]:
                    return True
        return False

    def _separated(self, first: int, stop: int) -> bool:
        return ";" in self.cast.sentence.parse.classes[first:stop]
