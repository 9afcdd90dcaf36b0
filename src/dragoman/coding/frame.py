"""The frame stage: which frames fire on the predicates of a sentence.

For every predicate the frame with the best met complement wins; the others are kept for
``explain``.  Predicates inside the complement of a frame that fired are consumed by it: "threatened
to attack" is one THREATEN, not an ASSAULT as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.coding.named import classes_of_mention, title_before
from dragoman.coding.sentence import Sentence
from dragoman.coding.slots import slots_of
from dragoman.languages import Grammar
from dragoman.languages.features import INF
from dragoman.languages.frames import ARGUMENT, WEIGHTS, Clause, Frame, Needs
from dragoman.languages.parse import GUESSED, Group, Predicate

__all__ = ["Fired", "Frames"]


class _Prefixed(dict[str, str]):
    """Keys of gates by what they name, each string made once."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix

    def __missing__(self, name: str) -> str:
        self[name] = key = self._prefix + name
        return key


_AT, _IS, _SUBJECT_AT, _SUBJECT_IS = _Prefixed("@"), _Prefixed("="), _Prefixed("^@"), _Prefixed("^=")
_BLOCK = 2.0
_PHRASAL = 1.5
_CURRENCIES = frozenset("$€£₽₺")
_MEASURED = slots_of("measured")
_CLAUSAL = frozenset({"to", "that", "ing"})
_CARRIED = slots_of("carried")
_RECEIVED = slots_of("received")
_SCORE = WEIGHTS | {f"{kind}+": WEIGHTS[kind] + ARGUMENT for kind in ("to", "that", "ing", "prep")}
_NOTHING: frozenset[str] = frozenset()
_NAMES = frozenset("NGJR")


Content = tuple[set[str], set[str]]
"""Classes and lemmas of the heads of groups."""


@dataclass(slots=True)
class Fired:
    """A frame that fired on a predicate."""

    predicate: Predicate
    frame: Frame
    score: float
    used: frozenset[str]
    """Kinds of the conditions that were met."""
    light: int
    """Index of the light verb that carries the event noun, or -1."""


class Frames:
    """Frame selection for one sentence.

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
        self.predicates = list(sentence.parse.predicates)
        self._lemmas: dict[int, tuple[str, ...]] = {}
        self._classes: dict[int, frozenset[str]] = {}
        self._head_sets: dict[int, tuple[set[str], set[str]]] = {}
        self._slots: dict[tuple[int, str], Content] = {}
        self._key_lists: dict[int, list[tuple[str, str]]] = {}
        self._views: dict[int, set[str]] = {}
        self._around: dict[int, set[str]] = {}
        self._fired: dict[int, Fired | None] = {}
        self.consumed: dict[int, int] = {}
        self._noun_predicates()

    # -- nouns ----------------------------------------------------------------------------------

    def lemmas(self, index: int) -> tuple[str, ...]:
        """Return the lemmas a group's head can be looked up by, longest first."""
        known = self._lemmas.get(index)
        if known is None:
            known = self._lemmas[index] = self._make_lemmas(self.groups[index])
        return known

    def _make_lemmas(self, group: Group) -> tuple[str, ...]:
        words = self.sentence.words
        head = words[group.head]
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
        for index in group.after[:1]:
            follower = self.groups[index]
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
        return tuple(found)

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
                found |= table.get(lemma, frozenset())
            for mention in self.sentence.mentions[group.head]:
                found |= classes_of_mention(mention)
            title = title_before(self.sentence.parse.classes, self.sentence.words, group)
            if title is not None:
                found |= table.get(title.noun, _NOTHING)
            if any(self.sentence.words[i].form in _CURRENCIES for i in range(group.first, group.stop)):
                found.add("money")
            self._classes[index] = frozenset(found)
            for content in self._contents(group, found):
                found |= self.classes(content)
            known = self._classes[index] = frozenset(found)
        return known

    def _contents(self, group: Group, classes: set[str]) -> list[int]:
        """Return what a measure measures: "tons **of medicine**", "$400 million **in aid**"."""
        if "measure" not in classes and self.sentence.parse.classes[group.head] != "#":
            return []
        return [index for index in group.after[:2] if self.groups[index].prep in _MEASURED]

    def _noun_predicates(self) -> None:
        frames, claims = self.pack.frames, self.pack.claims
        for group in self.groups:
            if group.inside >= 0:
                continue
            lemmas = tuple(
                lemma
                for lemma in self.lemmas(group.index)
                if ("n", lemma) in frames or ("n", lemma) in claims
            )
            if not lemmas:
                continue
            predicate = Predicate(len(self.predicates), "n", group.head, group.first, group.stop)
            predicate.lemmas = lemmas[:1]
            predicate.group = group.index
            slots = predicate.slots
            if group.owners:
                slots["poss"] = list(group.owners)
            for index in group.after:
                follower = self.groups[index]
                slots.setdefault(follower.prep, []).extend([index, *follower.coord])
            predicate.comp = self._noun_complements(group)
            self.predicates.append(predicate)

    def _noun_complements(self, group: Group) -> list[tuple[str, int]]:
        """Return the verbs behind an event noun: "a refusal **to sign**", "the demand **that** X go"."""
        parse = self.sentence.parse
        at = group.stop
        if group.comp:
            return group.comp
        if at >= len(parse.classes):
            return []
        if parse.classes[at] == "t" or (parse.classes[at] == "B" and self._infinitive(at)):
            return [("to", p.index) for p in parse.predicates if p.first == at]
        if parse.classes[at] == "q" and self.sentence.words[at].form in ("that", "что"):
            following = next((p for p in parse.predicates if p.token > at and p.finite), None)
            return [("that", following.index)] if following is not None else []
        return []

    def _infinitive(self, at: int) -> bool:
        return any(feats & INF for _, _, feats in self.sentence.words[at].verbs)

    # -- conditions -----------------------------------------------------------------------------

    def _candidates(self, predicate: Predicate) -> list[int]:
        """Groups that a class or lemma condition looks at."""
        slots = predicate.slots
        if predicate.kind == "n":
            return slots.get("of", slots.get("gen", []))
        return slots.get("obj", [])

    def _content(self, groups: Iterable[int]) -> Content:
        """Return the classes of groups and the lemmas and forms of their heads."""
        classes: set[str] = set()
        lemmas: set[str] = set()
        words = self.sentence.words
        for index in groups:
            classes |= self.classes(index)
            lemmas.update(self.lemmas(index))
            lemmas.add(words[self.groups[index].head].form)
        return classes, lemmas

    def _slot(self, predicate: Predicate, name: str) -> Content:
        """Return what stands in a slot of a predicate."""
        key = (predicate.index, name)
        known = self._slots.get(key)
        if known is None:
            known = self._slots[key] = self._content(predicate.slots.get(name, ()))
        return known

    def _subject(self, predicate: Predicate) -> Content:
        slots = predicate.slots
        name = "surface" if not predicate.passive and "surface" in slots else "subj"
        return self._slot(predicate, name)

    def _own_act(self, predicate: Predicate, child: Predicate) -> bool:
        """Whether the clause below speaks of the subject itself: a pronoun, the same name, or its own."""
        if self.pack.modals.get(child.modal) == "obligation":
            return False
        inner = child.slots.get("surface", [])
        outer = predicate.slots.get("surface", [])
        if not inner:
            return True
        words, classes = self.sentence.words, self.sentence.parse.classes
        names = {words[self.groups[index].head].form for index in outer}
        for index in inner:
            group = self.groups[index]
            if classes[group.head] == "R" or words[group.head].form in names:
                return True
            if any(classes[self.groups[owner].head] == "h" for owner in group.owners):
                return True
        return False

    def _clause_met(self, clause: Clause, predicate: Predicate) -> bool:
        """Whether a clause below the predicate shows one of the arguments asked for."""
        for link, index in predicate.comp:
            if link != clause.link:
                continue
            child = self.predicates[index]
            if clause.lemmas and (
                not clause.lemmas.isdisjoint(child.lemmas) or (child.modal and child.modal in clause.lemmas)
            ):
                return True
            if clause.classes and not clause.classes.isdisjoint(self._slot(child, "obj")[0]):
                return True
            if clause.events and child.negation < 0:  # "said it will not withdraw" announces no withdrawal
                fired = self.fire(child)
                if fired is not None:
                    for event, own in clause.events:
                        if event == fired.frame.event and (not own or self._own_act(predicate, child)):
                            return True
        return False

    def _heads(self, predicate: Predicate) -> tuple[set[str], set[str]]:
        """Return classes and lemmas of the complement's heads: objects of verbs, of-groups of nouns."""
        known = self._head_sets.get(predicate.index)
        if known is not None:
            return known
        classes: set[str] = set()
        lemmas: set[str] = set()
        for index in self._candidates(predicate):
            classes |= self.classes(index)
            group = self.groups[index]
            for inner in (index, *self._contents(group, set(self.classes(index)))):
                lemmas.update(self.lemmas(inner))
                lemmas.add(self.sentence.words[self.groups[inner].head].form)
        if predicate.kind == "n":
            for i in range(predicate.first, predicate.token):  # "troop withdrawal"
                noun = self.sentence.words[i].noun
                if noun:
                    lemmas.add(noun)
                    classes |= self.pack.classes.get(noun, frozenset())
        self._head_sets[predicate.index] = classes, lemmas
        return classes, lemmas

    def _names_actor(self, groups: Iterable[int]) -> bool:
        return any(self._is_actor(self.groups[index]) for index in groups)

    def _is_actor(self, group: Group) -> bool:
        """Whether a group's head is a name, an agent, or an unknown name behind an agent."""
        classes = self.sentence.parse.classes
        if classes[group.head] in _NAMES:
            return True
        unknown = self.sentence.words[group.head].weight == GUESSED
        return unknown and "G" in classes[group.first : group.head]

    def _nearby(self, predicate: Predicate) -> set[str]:
        """Return forms and lemmas of the words around a predicate."""
        known = self._around.get(predicate.index)
        if known is None:
            known = self._around[predicate.index] = set()
            for word in self.sentence.words[max(0, predicate.first - 8) : predicate.stop + 12]:
                known.add(word.form)
                known.add(word.noun)
                known.add(word.adj)
                if " " in word.form:  # "peacekeeping force" is one unit
                    known.update(word.form.split())
        return known

    def _best_met(self, needs: Needs, predicate: Predicate) -> str:
        """Return the heaviest kind of condition of a group that is met, ``+`` behind it with an argument."""
        classes, lemmas = self._heads(predicate)
        if not needs.lemmas.isdisjoint(lemmas):
            return "lemma"
        if needs.clauses and predicate.comp:
            for clause in needs.clauses:
                if self._clause_met(clause, predicate):
                    return clause.link + "+"
        slots = predicate.slots
        for slot in needs.slots:
            if slot.name in slots and (slot.lemmas or slot.classes):
                content = self._slot(predicate, slot.name)
                if not slot.lemmas.isdisjoint(content[1]) or not slot.classes.isdisjoint(content[0]):
                    return "prep+"
        if not needs.classes.isdisjoint(classes):
            return "class"
        if needs.subject_lemmas or needs.subject_classes or needs.has_subject:
            content = self._subject(predicate)
            if (
                not needs.subject_lemmas.isdisjoint(content[1])
                or not needs.subject_classes.isdisjoint(content[0])
                or (needs.has_subject and content[1])
            ):
                return "subject"
        if needs.words and not needs.words.isdisjoint(self._nearby(predicate)):
            return "word"
        if needs.clauses and predicate.comp:
            for clause in needs.clauses:
                if clause.bare and any(link == clause.link for link, _ in predicate.comp):
                    return clause.link
        for slot in needs.slots:
            if not (slot.bare or slot.actor):
                continue
            there = slots.get(slot.name, [])
            if (
                slot.name == predicate.particle
                or (slot.bare and there)
                or (slot.actor and self._names_actor(there))
            ):
                return "prep"
        if needs.actor and self._names_actor(self._candidates(predicate)):
            return "actor"
        return "none" if needs.none and not slots.get("obj") else ""

    def _seen(self, predicate: Predicate) -> set[str]:
        """Return what is seen at a predicate, as the gates of frames name it."""
        known = self._views.get(predicate.index)
        if known is not None:
            return known
        classes, lemmas = self._heads(predicate)
        seen = {_AT[name] for name in classes}
        seen.update([_IS[lemma] for lemma in lemmas])
        slots = predicate.slots
        seen.update(slots)
        if predicate.particle:
            seen.add(predicate.particle)
        if self._candidates(predicate):
            seen.add("!")
        if not slots.get("obj"):
            seen.add("0")
        classes, lemmas = self._subject(predicate)
        if lemmas:
            seen.add("^")
            seen.update([_SUBJECT_AT[name] for name in classes])
            seen.update([_SUBJECT_IS[lemma] for lemma in lemmas])
        for link, index in predicate.comp:
            seen.add(link)
            child = self.predicates[index]
            for lemma in (*child.lemmas, child.modal):
                seen.add(f"{link}={lemma}")
        self._views[predicate.index] = seen
        return seen

    def score(self, frame: Frame, predicate: Predicate) -> tuple[float, frozenset[str]] | None:
        """Return how much of the complement is there and which kinds of conditions were met, or None."""
        if not frame.needs:
            return 0.0, _NOTHING
        total = 0.0
        used: list[str] = []
        for needs in frame.needs:
            kind = self._best_met(needs, predicate)
            if not kind:
                return None
            total += _SCORE[kind]
            used.append(kind.rstrip("+"))
        return total, frozenset(used)

    def _keys(self, predicate: Predicate) -> list[tuple[str, str]]:
        """Return (pos, lemma) pairs to look a predicate up by; "is prepared to" is an adjective as well."""
        known = self._key_lists.get(predicate.index)
        if known is not None:
            return known
        keys = [(predicate.kind, lemma) for lemma in predicate.lemmas]
        if predicate.passive and "subj" not in predicate.slots:
            form = self.sentence.words[predicate.token].form
            if ("a", form) in self.pack.frames or ("a", form) in self.pack.claims:
                keys.insert(0, ("a", form))
        self._key_lists[predicate.index] = keys
        return keys

    def fire(self, predicate: Predicate) -> Fired | None:
        """Return the event frame that fires on a predicate, or None."""
        index = predicate.index
        if index not in self._fired:
            self._fired[index] = None  # guards against circular complements
            self._fired[index] = self._best(predicate, claims=False)
        return self._fired[index]

    def fire_claim(self, predicate: Predicate) -> Fired | None:
        """Return the claim frame that fires on a predicate, or None; claims never compete with events."""
        return self._best(predicate, claims=True)

    def _frames(self, predicate: Predicate, *, claims: bool) -> list[tuple[tuple[Frame, ...], float]]:
        """Return the frames of a predicate, by key, with the bonus of a phrasal verb."""
        table = self.pack.claims if claims else self.pack.frames
        found: list[tuple[tuple[Frame, ...], float]] = []
        particle = predicate.particle
        for key in self._keys(predicate):
            if particle:
                phrasal = table.get((key[0], f"{key[1]} {particle}"))
                if phrasal:
                    found.append((phrasal, _PHRASAL))
            plain = table.get(key)
            if plain:
                found.append((plain, 0.0))
        return found

    def _candidate_frames(self, predicate: Predicate, *, claims: bool) -> list[tuple[Frame, float]]:
        """Return the frames of a predicate whose gate is open, with the bonus of a phrasal verb."""
        found = self._frames(predicate, claims=claims)
        if not found:
            return []
        seen = self._seen(predicate)
        return [
            (frame, bonus)
            for frames, bonus in found
            for frame in frames
            if not frame.gate or not frame.gate.isdisjoint(seen)
        ]

    def _best(self, predicate: Predicate, *, claims: bool) -> Fired | None:
        best: Fired | None = None
        for frame, bonus in self._candidate_frames(predicate, claims=claims):
            answer = self.score(frame, predicate)
            if answer is None:
                continue
            score = answer[0] + bonus
            if frame.blocks and "subject" in answer[1]:
                score += _BLOCK  # "the earthquake destroyed": the subject decides
            if best is None or score > best.score:
                best = Fired(predicate, frame, score, answer[1], -1)
        return best

    @property
    def rejected(self) -> list[tuple[Predicate, Frame, str]]:
        """The frames that did not fire, with the reason; found anew, for `explain` only."""
        found = []
        for predicate in self.predicates:
            for claims in (False, True):
                best = self._best(predicate, claims=claims)
                for frame in (f for frames, _ in self._frames(predicate, claims=claims) for f in frames):
                    if best is not None and frame is best.frame:
                        continue
                    if self.score(frame, predicate) is None:
                        found.append((predicate, frame, "its complement is not there"))
                    else:
                        found.append(
                            (predicate, frame, "another frame had more of its complement or came first")
                        )
        return found

    # -- the whole sentence ---------------------------------------------------------------------

    def run(self) -> list[Fired]:
        """Return the frames that stand, in the order of their predicates."""
        n_verbal = len(self.sentence.parse.predicates)
        fired = [found for predicate in self.predicates if (found := self.fire(predicate)) is not None]
        for item in fired:
            predicate, frame = item.predicate, item.frame
            if predicate.index >= n_verbal:
                continue
            for link, child in predicate.comp:
                if link == "to" and not item.used & _CLAUSAL and self.predicates[child].subject_from == "gen":
                    continue  # "Rusya'nın saldırmasını kınadı": an act of its own, with its own subject
                if link in ("to", "ing") or item.used & {"that"} or (link == "that" and not frame.blocks):
                    self._consume(child, predicate.index)
        light = self._light()
        kept: list[Fired] = []
        for item in fired:
            predicate = item.predicate
            if predicate.index in self.consumed:
                continue
            if predicate.kind == "n":
                carrier = light.get(predicate.group)
                if carrier is not None:
                    if carrier in self.consumed or self.light_role(carrier) == "block":
                        continue
                    item = Fired(predicate, item.frame, item.score, item.used, carrier)
                elif self._inside_fired_object(predicate):
                    continue
                if carrier is not None or predicate.comp:
                    for _, child in predicate.comp:
                        self._consume(child, predicate.index)
            kept.append(item)
        kept = [item for item in kept if item.predicate.index not in self.consumed]
        for predicate in self.predicates:
            claim = self.fire_claim(predicate)
            if claim is not None:
                kept.append(claim)
        return kept

    def _consume(self, index: int, by: int) -> None:
        if index in self.consumed or index == by:
            return
        self.consumed[index] = by
        for _, child in self.predicates[index].comp:
            self._consume(child, by)

    def _light(self) -> dict[int, int]:
        """Map the group of an event noun to the light verb that carries it."""
        carried: dict[int, int] = {}
        for predicate in self.sentence.parse.predicates:
            role = self._light_role(predicate)
            if not role:
                continue
            found = self.fire(predicate)
            if found is not None and found.score >= 1.5:
                continue  # the verb has a frame of its own for this complement
            for index in next((predicate.slots[slot] for slot in _CARRIED if slot in predicate.slots), ()):
                carried[index] = predicate.index
            if role == "recip":
                for slot in _RECEIVED:
                    for index in predicate.slots.get(slot, ()):
                        carried[index] = predicate.index
        return carried

    def _light_role(self, predicate: Predicate) -> str:
        table = self.pack.light
        for lemma in predicate.lemmas:
            if predicate.particle and f"{lemma} {predicate.particle}" in table:
                return table[f"{lemma} {predicate.particle}"]
            if lemma in table:
                return table[lemma]
        return ""

    def light_role(self, index: int) -> str:
        """Return the role that a light verb gives its subject."""
        return self._light_role(self.predicates[index])

    def _inside_fired_object(self, noun: Predicate) -> bool:
        """Whether an event noun is an argument of a verb that fired with an event of its own."""
        for predicate in self.sentence.parse.predicates:
            if predicate.index in self.consumed:
                if self._holds(predicate, noun.group):
                    return True
                continue
            found = self._fired.get(predicate.index)
            if found is not None and self._holds(predicate, noun.group):
                return True
        return False

    def _holds(self, predicate: Predicate, group: int) -> bool:
        for slot, indexes in predicate.slots.items():
            if slot in ("surface", "subj"):
                continue
            for index in indexes:
                if index == group or group in self.groups[index].after:
                    return True
        return False
