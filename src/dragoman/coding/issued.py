"""Who takes a stand that a passive tells without an agent: whose the text is in which it is taken.

"**Norveç'in** açıklamasında kınandı", "**Bakanlıktan** yapılan açıklamada ...", "**ABD'nin** kararıyla".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.codebook import load as load_codebook
from dragoman.codebook.scheme import VERBAL_CONFLICT, VERBAL_COOPERATION
from dragoman.coding.cast import unique
from dragoman.coding.derived import derived
from dragoman.coding.slots import slots_of
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.frame import Fired
    from dragoman.coding.scene import Scene

__all__ = ["issued"]

_MEETING = derived("meeting")
_GOVERNMENT = derived("government")
_GIVEN = frozenset({derived("help"), derived("backing")})

_INSIDE, _BY_MEANS = slots_of("issued"), slots_of("ordered")
_TEXTS = frozenset({"statement", "resolution", "agreement"})
_ORDERS = frozenset({"resolution"})
_MEETINGS = frozenset({"meeting"})
_VERBAL = (VERBAL_COOPERATION, VERBAL_CONFLICT)


def issued(
    scene: Scene, fired: Fired, actor: tuple[Participant, ...], recipient: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """Return the actors of an event, with whose words or order it is where a passive names nobody.

    Parameters
    ----------
    scene : Scene
    fired : Fired
    actor, recipient : tuple of Participant
        As the rest of the sentence gives them; actors that have a code stand.
    """
    verb, frame = fired.verb, fired.frame
    if not verb.passive or frame.is_claim or any(p.code for p in actor):
        return actor
    verbs = [verb, *(scene.frames.predicates[child] for link, child in verb.comp if link == "to")]
    if verb.link == "that" and verb.parent >= 0 and scene.frames.predicates[verb.parent].passive:
        verbs.append(scene.frames.predicates[verb.parent])
    verbal = load_codebook().quad(frame.event) in _VERBAL
    met = frame.event == _MEETING
    voices = scene.speakers.voices
    for told in verbs:
        for slots, kinds in ((_INSIDE, _MEETINGS if met else _TEXTS), (_BY_MEANS, _ORDERS)):
            if slots is _INSIDE and not verbal:
                continue
            for index in (i for slot in slots for i in told.slots.get(slot, ())):
                said = not met and voices.is_word(index)
                if not said and kinds.isdisjoint(scene.frames.classes(index)):
                    continue
                people = [p for i in voices.issuers(index) for p in scene.cast.group(i)]
                if any(p.code for p in people):
                    return tuple(unique(p for p in people if p.code))
    return _announced(scene, fired, recipient) or actor


def _announced(scene: Scene, fired: Fired, recipient: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Return who announces what will be done to others: "**Berlin** ... yapılacağını duyurdu".

    What a government says has been given or backed is its own act: "**Oslo** yardım gönderildiğini bildirdi".
    """
    verb = fired.verb
    if verb.link != "that" or verb.negation >= 0 or verb.modal:
        return ()
    above = scene.frames.predicates[verb.parent] if verb.parent >= 0 else None
    if above is None or not scene.speakers.is_speech(above):
        return ()
    said = scene.speakers.told(fired)[-1:]
    if verb.tense != "fut" or above.passive:
        if fired.frame.event not in _GIVEN:
            return ()
        said = [p for p in said if p.sector == _GOVERNMENT]
    codes = {p.code for p in recipient if p.code}
    return tuple(p._replace(role=None) for p in said if p.code and codes and p.code not in codes)
