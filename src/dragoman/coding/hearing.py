"""Who goes on speaking: quotations over several sentences, and verbs of speech without a subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from dragoman.coding.frame import Fired
from dragoman.coding.quotations import DASHES, Quotation, quotations_of
from dragoman.model import Claim, Document, Evidence, Participant, Report

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = ["Hearing"]

_GAP = 4  # characters between sentences of one paragraph
_People = tuple[Participant, ...]
_Row = TypeVar("_Row", Report, Claim)


class Hearing:
    """Remembers, from sentence to sentence of a document, who is being quoted.

    Parameters
    ----------
    doc : Document
    """

    def __init__(self, doc: Document) -> None:
        self._found = quotations_of(doc)
        self._voice: _People = ()
        """Who is being quoted."""
        self._last: Scene | None = None
        """The sentence before: who spoke there, quoted or not, is looked for when it is asked."""
        self._carried: _People = ()
        """Who spoke there where it was told by a verb without a subject, too."""
        self._heard = -1
        """Where the sentence ended that says so."""
        self._voices: dict[Quotation, _People] = {}
        self._introduced: dict[Quotation, _People] = {}
        """Who stands before a quotation, should a verb of speech follow it."""

    def _follows(self, scene: Scene) -> bool:
        return 0 <= scene.sentence.start - self._heard <= _GAP

    def speakers(self, scene: Scene, fired: Fired) -> _People:
        """Return who says what a frame tells, where the sentence itself does not name him."""
        sentence = scene.sentence
        verb = fired.verb
        place = sentence.starts[fired.predicate.token]
        around = self._longer(place, sentence.start, sentence.stop)
        if around is not None and around in self._voices:
            return self._voices[around]
        if not self._follows(scene):
            return ()
        classes = sentence.parse.classes
        if self._voice and classes[:1] == '"':
            closing = classes.find('"', 1)
            if closing < 0 or fired.predicate.token < closing:
                return self._voice
        if not scene.speakers.unsaid(verb):
            return ()
        return _inherited(scene.topic) or self._going_on()

    def _going_on(self) -> _People:
        """Return who spoke in the sentence before."""
        if not self._carried:
            self._carried = self._voice
            if not self._carried and self._last is not None:
                self._carried = _inherited(self._last.speakers.speaking())
        return self._carried

    def _longer(self, place: int, start: int, stop: int) -> Quotation | None:
        """Return the quotation around a place that is longer than its sentence, or goes on in it."""
        found = self._found.around(place)
        if found is None:
            return None
        first = self._found.first(found)
        return first if found.start < start or found.stop > stop or first != found else None

    def listen(self, scene: Scene) -> None:
        """Take up who a sentence quotes."""
        sentence, follows = scene.sentence, self._follows(scene)
        leaving = self._found.leaving(sentence.start, sentence.stop)
        ending = self._found.ending(sentence.start, sentence.stop)
        dashed = ending is not None and sentence.text[ending.start] in DASHES
        said = _inherited(scene.speakers.quoting(dashed=dashed))
        said = tuple(p for p in said if not any(q and q.start <= p.start < q.stop for q in (leaving, ending)))
        if leaving is not None:
            if said:
                self._voices[leaving] = said
            else:
                self._introduced[leaving] = _inherited(scene.speakers.introduced(leaving.start))
        if ending is not None and ending not in self._voices:
            last = said
            if not last and scene.speakers.says(ending.stop):
                last = self._introduced.get(ending, ())
            if last:
                self._voices[ending] = last
        if ending is not None:
            said = said or self._voices.get(ending, ())
        if said:
            self._voice = said
        elif not (sentence.parse.classes[:1] == '"' and follows):
            self._voice = ()
        goes_on = follows and any(scene.speakers.unsaid(fired.predicate) for fired in scene.fired)
        self._carried = self._carried if goes_on else ()
        self._last = scene
        self._heard = sentence.stop

    def settled(self, told: Sequence[_Row]) -> tuple[_Row, ...]:
        """Return the reports or claims of a document that is read to its end, with who said them.

        Of many a long quotation only the last sentence says whose it is.
        """
        return tuple(self._settled(row) for row in told)

    def _settled(self, row: _Row) -> _Row:
        if row.speakers or not self._voices:
            return row
        around = self._longer(row.trigger.start, row.sentence.start, row.sentence.stop)
        said = self._voices.get(around, ()) if around is not None else ()
        if not said:
            return row
        evidence = tuple(Evidence("speakers", p.start, p.stop, p.text, p.basis) for p in said)
        return replace(row, speakers=said, evidence=row.evidence + evidence)


def _inherited(people: _People) -> _People:
    return tuple(p._replace(basis="inherited") for p in people)
