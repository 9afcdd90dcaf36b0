"""When: which of a sentence's time expressions dates an event, and what it means."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.coding.sentence import Sentence
from dragoman.languages import features as f
from dragoman.languages.parse import Group, Predicate
from dragoman.languages.times import Time, place
from dragoman.model import Edtf, Evidence, parse_edtf

__all__ = ["Dated", "Timeline", "dateline", "share"]


class Dated(NamedTuple):
    """The date of an event and the words it rests on."""

    date: Edtf | None
    evidence: tuple[Evidence, ...]
    basis: str | None


_PARTS = frozenset(",;:cuq(")
_CLOSED = frozenset(";:")
_DASHES = frozenset({"-", "–", "—", "--"})
_DATELINE = 12  # units
_WHOLE = 365  # days of a year, at least
_TITLE = 8  # letters beside its date that make a heading a title
_NONE = Dated(None, (), None)
_YEAR = 366  # days
_WEEK = 7  # days
_NEXT = 6  # characters between two times that say one thing


class Timeline:
    """Keeps the last date named while a document is read.

    Parameters
    ----------
    published : Edtf or None
        Day of the document.
    occasions : frozenset of str
        Nouns of occasions (``occasions.tsv``).
    """

    def __init__(self, published: Edtf | None, occasions: frozenset[str] = frozenset()) -> None:
        self.published = published
        self._occasions = occasions
        self.previous: Edtf | None = None
        self._last: Edtf | None = None
        self._occasion: tuple[Edtf, Evidence] | None = None
        """The day of the text where it first speaks of that day: what is told is what was done then."""
        self._seen = False
        self._lead: tuple[Edtf, Evidence] | None = None
        """The day that news begins with."""
        self._held: dict[str, tuple[Edtf, Evidence]] = {}
        """Occasions to the days on which they were held."""
        self._heading: tuple[Edtf, Evidence] | None = None
        self._dated_only = False
        """Whether the heading is a date and no title, as in a chronology."""
        self._carried: tuple[Edtf, Evidence] | None = None
        self._list: tuple[Edtf, Evidence] | None = None
        """What dates every point of a list: the date of the sentence that opens it."""

    def heading(self, sentence: Sentence) -> None:
        """Take over the date of a heading; a heading without one clears it."""
        self._heading = None
        self._carried = self._list = None
        for unit, time in sorted(sentence.times.items()):
            date = place(time, self.published, None)
            if date is not None:
                start, stop = sentence.starts[unit], sentence.stops[unit]
                quote = sentence.text[start:stop]
                self._heading = date, Evidence("date", start, stop, quote, "inherited")
                rest = sentence.text[sentence.start : start] + sentence.text[stop : sentence.stop]
                self._dated_only = sum(map(str.isalpha, rest)) < _TITLE
                if self._names_thing(sentence, unit, date):
                    self._heading = None
                self.previous = self._last = date
                return

    def _names_thing(self, sentence: Sentence, unit: int, date: Edtf) -> bool:
        """Whether a title's year tells things apart in a text that has a day: "the treaty **of 2010**"."""
        day = self.published.earliest if self.published is not None else None
        if day is None or date.latest is None or (date.days or 0) < _WHOLE or day.year - date.latest.year < 1:
            return False
        return unit > 0 and sentence.parse.group_of[unit - 1] >= 0

    def paragraph(self) -> None:
        """Forget the date of the last sentence: it does not reach over a paragraph.

        In a dated text its day anchors a new paragraph; in one without a day, the story goes on.
        """
        self._carried = self._list = None
        if self.published is not None:
            self.previous = self._heading[0] if self._heading is not None else None

    def point(self, *, first: bool) -> None:
        """Begin a point of a list that a colon opened; the date before the colon holds for each point."""
        if first:
            self._list = self._carried
        self._carried = self._list

    def standing(self) -> Edtf | None:
        """Return the date that a sentence without one stands under, or None."""
        if self._carried is not None:
            return self._carried[0]
        return self._heading[0] if self._heading is not None else None

    def resolve(self, sentence: Sentence) -> dict[int, Edtf]:
        """Place every time expression of a sentence, in order of the text.

        A month or day without its year stands under the paragraph; "the day before" and "that year" count
        from the last date named, however many paragraphs ago.  "Until 2042" dates nothing behind it.
        """
        found: dict[int, Edtf] = {}
        line = dateline(sentence)
        before = -1
        for unit, time in sorted(sentence.times.items()):
            anchor = self.previous
            if (
                before in found
                and time.start - sentence.times[before].stop < _NEXT
                and time.kind == "partial"
            ):
                anchor = found[before]  # "a week ago, on 15 June"
            before = unit
            if time.kind == "anaphoric" and (anchor is None or (anchor.days or _YEAR + 1) > _YEAR):
                anchor = self._last or anchor
            back = _steps_back(sentence, unit)
            date = place(time, self.published, anchor, future=_is_future(sentence, unit), back=back)
            if date is not None:
                if unit < line:
                    self.previous = date  # when it was written, not when it happened
                    continue
                found[unit] = _open_ended(time, date)
                if (
                    time.kind != "relative"
                    and time.bound != "until"
                    and not (back and time.kind == "partial")
                ):
                    self.previous = date
                    self._last = date if (date.days or _YEAR + 1) <= _YEAR else self._last
        return found

    def carry(self, sentence: Sentence, resolved: dict[int, Edtf], *, told: bool = False) -> None:
        """Remember the sentence's date for the sentences after it in its paragraph.

        Parameters
        ----------
        told : bool
            Whether the sentence reported something.  The first that did and has a date says what day a
            text speaks of: where it is its own ("met in Baku on 3 May", in a communiqué of 3 May), that
            day stands behind all that is told without one.
        """
        for unit in sorted(resolved):
            date = resolved[unit]
            if date.earliest is None or date.latest is None:
                continue
            day = self.published.latest if self.published is not None else None
            if day is not None and day < date.earliest:
                continue
            if (day is None or date.latest >= day) and _is_future(sentence, unit):
                continue  # "let us return to the autumn of 2009" is no future
            start, stop = sentence.starts[unit], sentence.stops[unit]
            self._carried = date, Evidence("date", start, stop, sentence.text[start:stop], "inherited")
            if date.days == 1:
                if self._lead is None and day is not None and (day - date.latest).days < _WEEK:
                    self._lead = self._carried
                for word in sentence.words:
                    if word.noun in self._occasions:
                        self._held[word.noun] = self._carried
            if told and not self._seen:
                self._seen = True
                if date == self.published:
                    self._occasion = self._carried
            return

    def date(
        self,
        sentence: Sentence,
        resolved: dict[int, Edtf],
        predicate: Predicate,
        owners: dict[int, int],
        related: tuple[int, ...],
        *,
        attitude: bool = False,
        means: frozenset[int] = frozenset(),
    ) -> Dated:
        """Return the date of an event.

        Parameters
        ----------
        owners : dict of time unit to predicate index
            From `share`.
        related : tuple of int
            The predicate and those it stands for (its light verb, its parent), nearest first.
        attitude : bool
            Whether the event is a stand that somebody takes (refuses, objects, demands) or did not happen:
            where the sentence does not date it, neither the date of the sentence before it nor that
            of what it is about is its own.
        means : frozenset of int
            Those of ``related`` by which it is done: "in a note **of 10 April** it demanded".
        """
        told = predicate.tense in ("past", "") and not predicate.perfect
        limits = [unit for unit in resolved if sentence.times[unit].bound == "until"]
        dating = {unit: date for unit, date in resolved.items() if unit not in limits}
        for units_of in (dating, {} if told and not dating else resolved):
            for index in (*related, -1):
                if attitude and index < -1 and index != -2 - predicate.group and index not in means:
                    continue  # "condemned the February attack"
                units = [unit for unit, owner in owners.items() if owner == index and unit in units_of]
                if units:
                    unit = _finest(sentence, units, resolved)
                    return self._stated(sentence, unit, resolved[unit])
        if dating and (unit := _opening(sentence, min(dating), predicate, owners)) >= 0:
            return self._stated(sentence, unit, resolved[unit])
        if len(limits) < len(sentence.times):
            return _NONE
        held = self._of_occasion(sentence) if told and not attitude and self._occasions else None
        if held is not None:
            return Dated(held[0], (held[1],), "inherited")
        inherited = self._inherited(told, attitude=attitude)
        if limits and inherited.date is None:
            return self._stated(sentence, limits[0], resolved[limits[0]])
        return inherited

    def _of_occasion(self, sentence: Sentence) -> tuple[Edtf, Evidence] | None:
        """Return the day of the occasion at which something is told to have been done: "**törende** dedi"."""
        for group in sentence.parse.groups:
            noun = sentence.words[group.head].noun
            beside = f.LOC | f.ABL if group.prep else f.LOC  # "törenden önce"
            if noun in self._occasions and group.head == group.first and group.case & beside:
                return self._held.get(noun, self._lead)
        return None

    def _inherited(self, told: bool, *, attitude: bool) -> Dated:
        """Return the date that stands where a sentence has none: what lasts until then began before."""
        carried = self._carried
        if told and self._occasion is not None and (carried is None or self._is_day(carried[0])):
            return Dated(self._occasion[0], (self._occasion[1],), "inherited")
        if carried is not None and told and not attitude:
            return Dated(carried[0], (carried[1],), "inherited")
        if self._heading is not None and self._lends(attitude):
            return Dated(self._heading[0], (self._heading[1],), "inherited")
        return _NONE

    def _lends(self, attitude: bool) -> bool:
        """Whether the heading dates an act: "1918-1920" does not; a stand takes a bare date or a year."""
        days = self._heading[0].days if self._heading is not None else None
        if days is None or days > _YEAR:
            return False
        return not attitude or self._dated_only or days >= _WHOLE

    def _is_day(self, date: Edtf) -> bool:
        """Whether the day of the text lies in a date."""
        day = self.published.latest if self.published is not None else None
        return bool(day and date.earliest and date.latest and date.earliest <= day <= date.latest)

    @staticmethod
    def _stated(sentence: Sentence, unit: int, date: Edtf) -> Dated:
        start, stop = sentence.starts[unit], sentence.stops[unit]
        return Dated(date, (Evidence("date", start, stop, sentence.text[start:stop]),), "stated")


def dateline(sentence: Sentence) -> int:
    """Return the unit of the dash that ends a dateline ("BAKU, 12 October - "), or 0 where there is none."""
    words = sentence.words[:_DATELINE]
    at = next((i for i, word in enumerate(words) if word.form in _DASHES), 0)
    if not at or not (
        sentence.mentions[0] or sentence.text[sentence.starts[0] : sentence.stops[0]].isupper()
    ):
        return 0
    spoken = any(p.token < at for p in sentence.parse.predicates if p.kind == "v")
    return 0 if spoken else at


def _finest(sentence: Sentence, units: list[int], resolved: dict[int, Edtf]) -> int:
    """Return the first of the times of a verb, or the one that says the same more closely behind it.

    "Three years later, in March 1921, ..."; "twenty years ago today, on 21 May 1992".
    """
    best = last = units[0]
    for unit in units[1:]:
        between = sentence.text[sentence.stops[last] : sentence.starts[unit]]
        first, second = resolved[best], resolved[unit]
        if len(between) > _NEXT or first.days is None or second.days is None:
            break
        if second.days < first.days and ("," in between or _lies_in(second, first)):
            best = unit
        elif "," in between:
            break
        last = unit
    return best


def _lies_in(date: Edtf, span: Edtf) -> bool:
    if not (date.earliest and date.latest and span.earliest and span.latest):
        return False
    return span.earliest <= date.earliest and date.latest <= span.latest


def _opening(sentence: Sentence, unit: int, predicate: Predicate, owners: dict[int, int]) -> int:
    """Return the time that opens a sentence if it goes on to date what a later clause tells, else -1.

    "**In October** the treaty drew the border and Turkey left Batum"; "**on 10 March** they met; he refused".
    """
    owner = owners.get(unit, -1)
    if unit > 1 or owner < 0 or not predicate.finite or predicate.tense not in ("past", ""):
        return -1
    above = sentence.parse.predicates[owner]
    told = above.finite and above.token < predicate.token and above.tense == predicate.tense
    return unit if told and predicate.link in ("", "conj") else -1


def _is_future(sentence: Sentence, unit: int) -> bool:
    """Whether the verb next to a time speaks of the future."""
    predicates = sentence.parse.predicates
    before = [p for p in predicates if p.token < unit]
    after = next((p for p in predicates if p.token > unit), None)
    nearest = before[-1] if before else after
    between = sentence.parse.classes[before[-1].stop : unit] if before else ""
    if after is not None and not _CLOSED.isdisjoint(between):
        nearest = after  # "the ties hold: **on 2 September** he is to arrive"
    if nearest is None:
        return False
    if nearest.tense == "fut" or (nearest.link == "to" and nearest.tense != "past"):
        return True
    return nearest.tense == "pres" and any(p.parent == nearest.index and p.link == "to" for p in predicates)


def _steps_back(sentence: Sentence, unit: int) -> bool:
    """Whether the verb that a time belongs to tells what had been before: "in March they **had left**"."""
    predicates = sentence.parse.predicates
    owner = (sentence.parse.times or {}).get(unit, -1)
    verb = (
        predicates[owner] if owner >= 0 else next((p for p in predicates if p.finite and p.kind == "v"), None)
    )
    return verb is not None and verb.perfect and verb.finite and verb.tense == "past"


def _open_ended(time: Time, date: Edtf) -> Edtf:
    """Open the interval of "until 1 December" and "since 1991"."""
    if not time.bound or "/" in date.text:
        return date
    return parse_edtf(f"../{date.text}" if time.bound == "until" else f"{date.text}/..")


def _owner(groups: list[Group], index: int) -> int:
    """Return the group that a chain of "of" hangs on: "the treaty of **friendship**" is the treaty's."""
    for group in groups:
        if index in group.after and groups[index].prep == "of":
            return _owner(groups, group.index) if group.index < index else index
    return index


def share(sentence: Sentence) -> dict[int, int]:
    """Give every time expression to the predicate it belongs to.

    A time before the first verb dates the whole sentence (-1).  One between two verbs belongs to the
    one that no comma, conjunction or subordinator parts it from, else to the one before it, so that
    "said on Tuesday" does not date what was said.
    """
    predicates = sentence.parse.predicates
    groups = sentence.parse.groups
    known = sentence.parse.times
    group_of = sentence.parse.group_of
    classes = sentence.parse.classes
    owners: dict[int, int] = {}
    for unit in sentence.times:
        inside = group_of[unit]
        colon = sentence.text[sentence.stops[unit] :].lstrip()[:1] == ":"  # an entry of a chronology
        if unit == 0 and (colon or known is None):
            owners[unit] = -1
            continue
        if inside >= 0 and unit < groups[inside].head:
            owners[unit] = -2 - inside  # "the February agreement": dates the noun
            continue
        if known is not None:
            owners[unit] = known.get(unit, -1)
            continue
        noun = group_of[unit - 2] if unit > 1 and classes[unit - 1] == "o" else -1
        if noun >= 0 and any(p.token < unit for p in predicates if p.kind == "v"):
            owners[unit] = -2 - _owner(groups, noun)  # "the treaty of friendship of 17 December"
            continue
        before = [p for p in predicates if p.token < unit]
        after = [p for p in predicates if p.token > unit]
        if not before:
            owners[unit] = -1
            continue
        nearest = before[-1]
        parted = any(char in _PARTS for char in classes[nearest.token + 1 : unit])
        if after and parted:
            following = after[0]
            between = classes[unit + 1 : following.first]
            if not any(char in _PARTS for char in between[1:]):
                owners[unit] = following.index
                continue
        owners[unit] = nearest.index
    return owners
