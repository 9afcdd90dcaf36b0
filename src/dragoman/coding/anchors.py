"""What the times of a text count from: its day, the day of a heading, the last time named."""

from __future__ import annotations

from datetime import date

from dragoman.coding.own_times import dateline, in_relative, is_future, is_present, steps_back
from dragoman.coding.sentence import Sentence
from dragoman.languages.times import ENDS, Time, place
from dragoman.model import Edtf, parse_edtf

__all__ = ["Anchors"]

_YEAR = 366  # days
_NEXT = 6  # characters between two times that say one thing
_SOON = 60  # days
_SET_FOR = "for"
_NOW = frozenset({"day", "week"})
"""Units of times beside the day of the text: "today", "last week"."""
_REACH = 2  # paragraphs without a time over which a year still stands behind "in March"


class Anchors:
    """Places the times of sentences, each counted from what the text named before.

    Parameters
    ----------
    published : Edtf or None
        Day of the document.
    counting : frozenset of str
        Words behind which a time counts from what is named next: "two days **after** the coup".

    Attributes
    ----------
    previous : Edtf or None
        The time that a month or day without its year stands under.
    """

    def __init__(self, published: Edtf | None, counting: frozenset[str] = frozenset()) -> None:
        self.published = published
        self._counting = counting
        self.previous: Edtf | None = None
        self._written: Edtf | None = None
        """The day that a text without one is written on where a heading says so, as in a diary."""
        self._recent: Edtf | None = None
        """The last time of the passage, also one that counts from the day of the text."""
        self._last: Edtf | None = None
        self._heading: Edtf | None = None
        """The time of the heading that the paragraph stands under."""
        self._silent = 0
        """Paragraphs since a time was named."""

    def heading(self, time: Time) -> Edtf | None:
        """Take over the time of a heading; "5 May" stands under the heading before it."""
        placed = place(time, self.published, self.previous)
        if placed is not None:
            self.previous = self._last = self._recent = placed
            self._silent = 0
            self._written = placed if self.published is None and placed.days == 1 else None
        return placed

    def paragraph(self, heading: Edtf | None) -> None:
        """Begin a paragraph: in a dated text its day anchors it, in one without a day the story goes on."""
        self._silent += 1
        if self.published is not None and (self.published.days or _YEAR) < _YEAR - 1:
            self.previous = self._heading = heading  # a book of 1934 goes on telling
            self._recent = None

    def resolve(self, sentence: Sentence) -> dict[int, Edtf]:
        """Place every time expression of a sentence, in order of the text.

        A month or day without its year stands under the paragraph; "the day before" and "that year" count
        from the last date named, however many paragraphs ago.  "Until 2042" dates nothing behind it.
        """
        found: dict[int, Edtf] = {}
        line = dateline(sentence)
        times = sorted(sentence.times.items())
        counted = -1  # a time that another one counts from
        for at, (unit, time) in enumerate(times):
            if unit == counted:
                continue
            ahead = time.bound == _SET_FOR or is_future(sentence, unit)
            back = steps_back(sentence, unit)
            near = times[at - 1][0] if at else -1
            beside = found.get(near) if near >= 0 and time.start - sentence.times[near].stop < _NEXT else None
            placed = self._placed(sentence, unit, time, beside, ahead=ahead, back=back)
            if time.kind == "anaphoric" and self._counts_from(sentence, times[at : at + 2]):
                counted, other = times[at + 1]
                start = self._placed(sentence, counted, other, None, ahead=ahead, back=back)
                placed = place(time, self.published, start) if start is not None else None
            if placed is None:
                continue
            if time.kind == "partial" and not ahead:
                placed = _in_order(time, placed, times[at + 1 :])
            elif time.kind in ("relative", "ago") and time.unit == "year" and at + 1 < len(times):
                placed = self._to_the_day(placed, time, times[at + 1][1])
            if unit < line:
                self.previous = placed  # when it was written, not when it happened
                continue
            found[unit] = _open_ended(time, placed)
            if self.published is not None and _in_quotation(sentence, unit):
                continue  # what somebody recalls in news is no day of its story
            if self.published is not None and in_relative(sentence, unit):
                continue  # "Mali, which left **in 2015**, ...": only says who it is
            self._go_on(time, placed, ahead=ahead, back=back)
        return found

    def _go_on(self, time: Time, placed: Edtf, *, ahead: bool, back: bool) -> None:
        """Let what comes after count from a time; not from one that only looks back or ahead."""
        self._silent = 0
        if time.bound in ENDS or time.inferred:
            return
        if back and time.kind == "partial":
            self._recent = placed
            return
        if time.kind in ("relative", "ago"):
            if self.published is not None and time.unit in _NOW and time.offset <= 0:
                self.previous = (
                    self._heading
                )  # "... in 2009. **Today** both ... On 24 February": of this year
            if time.offset < 0 and not ahead:
                self._recent = placed
            return
        if time.kind == "anaphoric" and time.offset < 0:
            return  # "the day before": the story stays where it is
        if self.published is not None and (placed.days or _YEAR + 1) > _YEAR:
            return  # "since the 1990s": a month that comes next is of the news
        self.previous = self._recent = placed
        self._last = placed if (placed.days or _YEAR + 1) <= _YEAR else self._last

    def _placed(
        self, sentence: Sentence, unit: int, time: Time, beside: Edtf | None, *, ahead: bool, back: bool
    ) -> Edtf | None:
        told = not ahead and (self.published is None or _opens(sentence, unit))
        if time.kind == "relative" and time.offset > 0 and time.unit != "day" and told:
            time = time._replace(kind="anaphoric")  # "the next year war broke out", "весной следующего года"
        day = self.published or self._written
        if time.kind == "ago":
            # "bir hafta önce": before the day of the text, or with a pluperfect before the day told of
            time = time._replace(kind="anaphoric" if day is None or (back and self._recent) else "relative")
        if time.kind in ("relative", "weekday"):
            return place(time, day, None, future=ahead)
        anchor = self.previous
        if time.kind == "partial":
            if beside is not None:
                anchor = beside  # "a week ago, on 15 June"
            elif ahead and self.published is not None:
                anchor = None  # "in June our minister will visit you"
            elif self.published is None and (time.lean or self._silent > _REACH):
                return None  # "last March" counts from a day that nobody knows
        elif time.kind == "anaphoric":
            anchor = self._recent or anchor
            if anchor is None or (anchor.days or _YEAR + 1) > _YEAR:
                anchor = self._last or anchor
        placed = place(time, self.published, anchor, future=ahead, back=back)
        if time.kind == "partial" and not ahead and placed is not None and is_present(sentence, unit):
            return self._coming(time, placed)
        return placed

    def _coming(self, time: Time, placed: Edtf) -> Edtf:
        """Return the next such day where it is near and the last one is not: "leaves **on 5 November**"."""
        day = self.published.latest if self.published is not None else None
        if day is None or placed.latest is None or (day - placed.latest).days < _YEAR - _SOON:
            return placed
        return place(time, self.published, None, future=True) or placed

    def _counts_from(self, sentence: Sentence, times: list[tuple[int, Time]]) -> bool:
        """Whether a time counts from the next one: "**two days after** the declaration **of 26 May**"."""
        if len(times) < 2 or not times[0][1].offset:
            return False
        (unit, time), (last, _) = times
        first, parse = unit + 1, sentence.parse
        ending = sentence.text[time.start : time.stop].rpartition(" ")[2].lower()
        if ending not in self._counting and sentence.words[first].form not in self._counting:
            return False
        if "," in parse.classes[first:last] or all(index < 0 for index in parse.group_of[first:last]):
            return False
        return not any(first <= p.token < last for p in parse.predicates if p.kind == "v")

    def _to_the_day(self, placed: Edtf, time: Time, following: Time) -> Edtf:
        """Return the day that "twenty years ago today" names."""
        day = self.published.latest if self.published is not None and self.published.days == 1 else None
        today = following.kind == "relative" and following.unit == "day" and not following.offset
        if day is None or not today or following.start - time.stop >= _NEXT or placed.days == 1:
            return placed
        if (day.month, day.day) == (2, 29):
            return placed
        return parse_edtf(date(day.year + time.offset, day.month, day.day).isoformat())


def _in_order(time: Time, placed: Edtf, following: list[tuple[int, Time]]) -> Edtf:
    """Return a day or month of the year in which it lies before what the sentence tells next.

    "**On 7 May** Russia recognised it, but in February 1921 the army invaded": a story moves forward.
    """
    later = next((other for _, other in following if other.kind == "absolute"), None)
    if later is None or placed.earliest is None:
        return placed
    limit = parse_edtf(later.edtf)
    if limit.latest is None or placed.earliest <= limit.latest:
        return placed
    if placed.earliest.year != limit.latest.year:
        return placed
    return place(time, None, parse_edtf(f"{limit.latest.year - 1:04d}")) or placed


def _in_quotation(sentence: Sentence, unit: int) -> bool:
    """Whether a time stands in a quotation that its sentence ends: "**in 2019** they refused," she said."""
    classes = sentence.parse.classes
    return classes.count('"', 0, unit) % 2 == 1 and '"' in classes[unit:]


def _opens(sentence: Sentence, unit: int) -> bool:
    """Whether a time stands before the verb of a sentence that tells what was."""
    verb = next((p for p in sentence.parse.predicates if p.finite and p.kind == "v"), None)
    return verb is not None and unit < verb.token and verb.tense == "past"


def _open_ended(time: Time, placed: Edtf) -> Edtf:
    """Open the interval of "until 1 December", "before 1914", "since 1991" and "after 1945"."""
    if time.bound in ("", _SET_FOR) or "/" in placed.text:
        return placed
    return parse_edtf(f"../{placed.text}" if time.bound in ENDS else f"{placed.text}/..")
