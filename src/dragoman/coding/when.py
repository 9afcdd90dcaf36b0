"""When: which of a sentence's time expressions dates an event, and what it means."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.coding.anchors import Anchors
from dragoman.coding.own_times import behind_colon, by_when, finest, is_future, lies_in, opening, steps_back
from dragoman.coding.sentence import Sentence
from dragoman.coding.timing import NO_WORDS, TimingWords
from dragoman.coding.together import Together
from dragoman.languages import features as f
from dragoman.languages.parse import Predicate
from dragoman.languages.times import ENDS
from dragoman.model import Edtf, Evidence, parse_edtf
from dragoman.model.report import Basis

__all__ = ["UNDATED", "Dated", "Timeline"]


class Dated(NamedTuple):
    """The date of an event and the words it rests on."""

    date: Edtf | None
    evidence: tuple[Evidence, ...]
    basis: str | None


_DESCRIBING = frozenset("aAkG")
_VERBAL = frozenset("VBPIxm")
_WHOLE = 365  # days of a year, at least
_TITLE = 8  # letters beside its date that make a heading a title
UNDATED = Dated(None, (), None)
_YEAR = 366  # days
_SEASON = 89  # days, at least
_MONTH = 31  # days
_WEEK = 7  # days
_FROM_DAY = len("1994-01-01/..")


class Timeline:
    """Keeps the last date named while a document is read.

    Parameters
    ----------
    published : Edtf or None
        Day of the document.
    words : TimingWords
    """

    def __init__(self, published: Edtf | None, words: TimingWords = NO_WORDS) -> None:
        self.published = published
        self._words = words
        self._anchors = Anchors(published, words.counting)
        self._occasion: tuple[Edtf, Evidence] | None = None
        """The day of the text where it first speaks of that day: what is told is what was done then."""
        self.together = Together()
        self._seen = False
        self._lead: tuple[Edtf, Evidence] | None = None
        """The day that news begins with."""
        self._held: dict[str, tuple[Edtf, Evidence]] = {}
        """Occasions to the days on which they were held."""
        self._heading: tuple[Edtf, Evidence] | None = None
        self._dated_only = False
        """Whether the heading is a date and no title, as in a chronology."""
        self._carried: tuple[Edtf, Evidence] | None = None
        self._entry: tuple[Edtf, Evidence] | None = None
        """The day that heads an entry of a chronicle: "**5 June:** ..." dates all that the entry tells."""
        self._list: tuple[Edtf, Evidence] | None = None
        """What dates every point of a list: the date of the sentence that opens it."""
        self._opens = True
        self._scene: tuple[Edtf, Evidence] | None = None
        """The month or year that a paragraph opens with before it tells anything: "let us turn to 1920"."""

    def heading(self, sentence: Sentence) -> None:
        """Take over the date of a heading; a heading without one clears it."""
        self._heading = None
        self._carried = self._list = None
        for unit, time in sorted(sentence.times.items()):
            date = self._anchors.heading(time)
            if date is not None:
                start, stop = sentence.starts[unit], sentence.stops[unit]
                quote = sentence.text[start:stop]
                self._heading = date, Evidence("date", start, stop, quote, "inherited")
                rest = sentence.text[sentence.start : start] + sentence.text[stop : sentence.stop]
                self._dated_only = sum(map(str.isalpha, rest)) < _TITLE
                if time.bound or self._names_thing(sentence, unit, date):
                    self._heading = None  # "Cambodia **after 1953**"
                return

    def heads_entry(self, sentence: Sentence) -> bool:
        """Whether the first sentence of a paragraph is but a date that heads an entry, as in a diary.

        The day of the text itself is none, it stands in a dateline.
        """
        if sentence.parse.predicates or not sentence.times:
            return False
        inside = sum(
            char.isalpha()
            for time in sentence.times.values()
            for char in sentence.text[time.start : time.stop]
        )
        beside = sum(map(str.isalpha, sentence.text[sentence.start : sentence.stop])) - inside
        if beside >= _TITLE:
            return False
        if self.published is None:
            return True
        day = self.published.text
        return not any(
            time.edtf == day or day.endswith(f"-{time.month:02d}-{time.day:02d}")
            for time in sentence.times.values()
        )

    def _names_thing(self, sentence: Sentence, unit: int, date: Edtf) -> bool:
        """Whether a title's year tells things apart in a text that has a day: "the treaty **of 2010**"."""
        day = self.published.earliest if self.published is not None else None
        if day is None or date.latest is None or (date.days or 0) < _WHOLE or day.year - date.latest.year < 1:
            return False
        return unit > 0 and sentence.parse.group_of[unit - 1] >= 0

    def paragraph(self) -> None:
        """Forget the date of the last sentence: it does not reach over a paragraph."""
        self._carried = self._list = self._scene = self._entry = None
        self._opens = True
        self.together.paragraph()
        self._anchors.paragraph(self._heading[0] if self._heading is not None else None)

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
        """Place every time expression of a sentence; see `Anchors.resolve`."""
        return self._anchors.resolve(sentence)

    def carry(self, sentence: Sentence, resolved: dict[int, Edtf], *, told: bool = False) -> None:
        """Remember the sentence's date for the sentences after it in its paragraph.

        Parameters
        ----------
        told : bool
            Whether the sentence reported something.  The first that did and has a date says what day a
            text speaks of: where it is its own ("met in Baku on 3 May", in a communiqué of 3 May), that
            day stands behind all that is told without one.
        """
        opens, self._opens = self._opens, False
        if 0 in resolved and sentence.text[sentence.stops[0] :].lstrip()[:1] == ":":
            quote = sentence.text[sentence.starts[0] : sentence.stops[0]]
            evidence = Evidence("date", sentence.starts[0], sentence.stops[0], quote, "inherited")
            self._entry = resolved[0], evidence
        if not told and resolved and self._is_aside(sentence, resolved):
            return
        if told and not resolved and any(t.kind == "vague" and t.offset > 0 for t in sentence.times.values()):
            self._carried = self._scene = None  # "later they ...": nobody knows how much later
            return
        for unit in sorted(resolved):
            date = resolved[unit]
            if date.earliest is None or date.latest is None or sentence.times[unit].inferred:
                continue
            day = self.published.latest if self.published is not None else None
            if day is not None and day < date.earliest:
                continue
            if (day is None or date.latest >= day) and is_future(sentence, unit):
                continue  # "let us return to the autumn of 2009" is no future
            if steps_back(sentence, unit):
                # "they had signed it in 2009": a story stays where it is, news may go on from there
                self._carried = None if self.published is not None else self._carried
                continue
            if not told and not opens and self.published is not None and (date.days or _WHOLE) >= _SEASON:
                return  # "a bill failed last summer": news that comes next is not of that summer
            start, stop = sentence.starts[unit], sentence.stops[unit]
            self._carried = date, Evidence("date", start, stop, sentence.text[start:stop], "inherited")
            if opens and not told and date.days != 1 and not _tells(sentence):
                self._scene = self._carried
            if date.days == 1:
                if self._lead is None and day is not None and (day - date.latest).days < _WEEK:
                    self._lead = self._carried
                for word in sentence.words:
                    if word.noun in self._words.occasion:
                        self._held[word.noun] = self._carried
            if told and not self._seen:
                self._seen = True
                if date == self.published:
                    self._occasion = self._carried
            return

    def _is_aside(self, sentence: Sentence, resolved: dict[int, Edtf]) -> bool:
        """Whether a sentence that tells nothing dates no step of the story.

        A dateline of its own ("MOSCOW, 10 November."), and what others write of a day.
        """
        if not sentence.parse.predicates:
            return self.published is not None and self.published in resolved.values()
        accounts = self._words.account
        return any(word.noun in accounts for word in sentence.words)

    def date(
        self,
        sentence: Sentence,
        resolved: dict[int, Edtf],
        predicate: Predicate,
        owners: dict[int, int],
        related: tuple[int, ...],
        *,
        attitude: bool = False,
        stands: bool | None = None,
        negated: bool = False,
        step: bool = False,
        repeated: bool = False,
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
            where the sentence does not date it, neither the day of the sentence before it nor the date
            of what it is about is its own.
        stands : bool, optional
            The same of the act that it is told together with, which then says whether it takes a date from
            before.
        negated : bool
            Whether it did not happen.
        step : bool
            Whether it is done once: "as of 1 January it left the pact" dates the day of leaving.
        repeated : bool
            Whether it happened several times, or went on: then the day of the sentence before is none of
            its own.
        means : frozenset of int
            Those of ``related`` by which it is done: "in a note **of 10 April** it demanded".
        """
        told = predicate.tense in ("past", "") and not predicate.perfect
        if not sentence.times:
            return self._from_before(
                sentence, predicate, attitude if stands is None else stands, negated, repeated
            )
        if predicate.tense == "pres":
            resolved = {
                unit: date for unit, date in resolved.items() if not self._is_over(sentence, unit, date)
            }
        limits = [unit for unit in resolved if sentence.times[unit].bound in ENDS]
        dating = {
            unit: date
            for unit, date in resolved.items()
            if unit not in limits and not _in_description(sentence, predicate, unit)
        }
        # "in August they signed it, and **later** Cairo sent arms"
        later = all((date.days or _WHOLE) <= _MONTH for date in dating.values()) and any(
            time.kind == "vague" and time.offset > 0 and owners.get(unit) == predicate.index
            for unit, time in sentence.times.items()
        )
        for units_of in (dating, {} if told and not dating else resolved):
            for index in related if later else (*related, -1):
                if attitude and index < -1 and index != -2 - predicate.group and index not in means:
                    continue  # "condemned the February attack"
                units = [unit for unit, owner in owners.items() if owner == index and unit in units_of]
                if units:
                    unit = finest(sentence, units, resolved)
                    date = resolved[unit]
                    from_day = date.text.endswith("/..") and len(date.text) == _FROM_DAY
                    if step and from_day and sentence.times[unit].bound != "after":
                        date = parse_edtf(date.text[:-3])
                    return self._stated(sentence, unit, date)
        if dating and not later and (unit := opening(sentence, min(dating), predicate, owners)) >= 0:
            return self._stated(sentence, unit, resolved[unit])
        if dating and predicate.tense == "past":
            unit = by_when(sentence, predicate, dating, owners, self._words.when)
            if unit < 0 and not (attitude or step):  # "left the pact: it ended on 1 April"
                unit = behind_colon(sentence, predicate, dating, owners)
            if unit >= 0:
                return self._stated(sentence, unit, resolved[unit])
        attitude = attitude if stands is None else stands
        times = {
            unit: time for unit, time in sentence.times.items() if not _in_relative(sentence, predicate, unit)
        }
        vague = [time for time in times.values() if time.kind == "vague"]
        limits = [unit for unit in limits if unit in times]
        if len(limits) + len(vague) < len(times):
            return UNDATED
        if vague:
            return UNDATED if any(time.offset < 0 for time in vague) else self._under_heading(attitude)
        inherited = self._from_before(sentence, predicate, attitude, negated, repeated)
        if limits and inherited.date is None:
            return self._stated(sentence, limits[0], resolved[limits[0]])
        return inherited

    def _from_before(
        self, sentence: Sentence, predicate: Predicate, attitude: bool, negated: bool, repeated: bool
    ) -> Dated:
        """Return the date of an event that its sentence does not tell."""
        told = predicate.tense in ("past", "") and not predicate.perfect
        held = self._of_occasion(sentence) if told and not attitude and self._words.occasion else None
        if held is not None:
            return Dated(held[0], (held[1],), "inherited")
        if self._entry is not None and predicate.tense != "fut" and not predicate.perfect:
            return Dated(self._entry[0], (self._entry[1],), "inherited")
        return self._inherited(told, attitude=attitude, negated=negated, repeated=repeated)

    def _is_over(self, sentence: Sentence, unit: int, date: Edtf) -> bool:
        """Whether an era ended before the text: "**thanks** Mali for its support during the Cold War"."""
        day = self.published.earliest if self.published is not None else None
        ended = day is not None and date.latest is not None and date.latest < day
        return ended and sentence.times[unit].inferred

    def day_of_words(self, sentence: Sentence, predicate: Predicate) -> Dated:
        """Return the day on which a communiqué itself says something: "Ukraine **demands** that ..."."""
        own = all(_in_relative(sentence, predicate, unit) for unit in sentence.times)
        if self._occasion is None or not own:
            return UNDATED
        return Dated(self._occasion[0], (self._occasion[1],), "inherited")

    def _of_occasion(self, sentence: Sentence) -> tuple[Edtf, Evidence] | None:
        """Return the day of the occasion at which something is told to have been done: "**törende** dedi"."""
        for group in sentence.parse.groups:
            noun = sentence.words[group.head].noun
            beside = f.LOC | f.ABL if group.prep else f.LOC  # "törenden önce"
            if noun in self._words.occasion and group.head == group.first and group.case & beside:
                return self._held.get(noun, self._lead)
        return None

    def _inherited(self, told: bool, *, attitude: bool, negated: bool, repeated: bool) -> Dated:
        """Return the date that stands where a sentence has none: what lasts until then began before."""
        carried = self._carried
        if told and self._occasion is not None and (carried is None or self._is_day(carried[0])):
            return Dated(self._occasion[0], (self._occasion[1],), "inherited")
        if carried is not None and told and (not repeated or carried[0].days != 1):
            # a stand of nobody knows which day lies in the year told of
            near = (carried[0].days or 0) >= _WHOLE and not negated and self.published is None
            if not attitude or near or self._narrows(carried[0]):
                return Dated(carried[0], (carried[1],), "inherited")
        if attitude and told and self._scene is not None:
            return Dated(self._scene[0], (self._scene[1],), "inherited")
        return self._under_heading(attitude)

    def _narrows(self, carried: Edtf) -> bool:
        """Whether the date before is a day of the few that the heading gives."""
        if self._heading is None or not self._dated_only:
            return False
        days = self._heading[0].days
        return days is not None and days < _WEEK and lies_in(carried, self._heading[0])

    def _under_heading(self, attitude: bool) -> Dated:
        """Return the date of the heading where it dates an act.

        "1918-1920" or "March and April" do not; a stand takes a bare date, a season or a year.
        """
        if self._heading is None:
            return UNDATED
        date, evidence = self._heading
        days = date.days
        if days is None or days > _YEAR or ("/" in date.text and days > _MONTH):
            return UNDATED
        if attitude and not self._dated_only and days < _SEASON:
            return UNDATED
        return Dated(date, (evidence,), "inherited")

    def _is_day(self, date: Edtf) -> bool:
        """Whether the day of the text lies in a date."""
        day = self.published.latest if self.published is not None else None
        return bool(day and date.earliest and date.latest and date.earliest <= day <= date.latest)

    @staticmethod
    def _stated(sentence: Sentence, unit: int, date: Edtf) -> Dated:
        start, stop = sentence.starts[unit], sentence.stops[unit]
        basis: Basis = "inferred" if sentence.times[unit].inferred else "stated"
        return Dated(date, (Evidence("date", start, stop, sentence.text[start:stop], basis),), basis)


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence tells what was."""
    return any(p.finite and p.tense == "past" for p in sentence.parse.predicates)


def _in_relative(sentence: Sentence, predicate: Predicate, unit: int) -> bool:
    """Whether a time is that of a relative clause behind an act: "demands X, **whom** it arrested in May"."""
    classes = sentence.parse.classes
    if _in_description(sentence, predicate, unit):
        return True
    opens = classes.find("q", predicate.stop, unit) if predicate.stop < unit else -1
    if opens < 1 or classes[opens - 1] not in ",p":
        return False
    return not any(char in ";:" for char in classes[opens:unit])


def _in_description(sentence: Sentence, predicate: Predicate, unit: int) -> bool:
    """Whether a time is that of a description before an act: "Связи, **тёплые** в 1921 году, охладели"."""
    if unit >= predicate.first:
        return False
    classes = sentence.parse.classes
    opens, closes = classes.rfind(",", 0, unit), classes.find(",", unit, predicate.first)
    inside = classes[opens + 1 : closes] if 0 <= opens < closes else ""
    if inside.removeprefix("p")[:1] == "q":
        return True  # "Poland, **which in 1919 had attacked Russia**, recognised Latvia"
    return inside[:1] in _DESCRIBING and _VERBAL.isdisjoint(inside)
