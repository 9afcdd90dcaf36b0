"""The state of whoever acts: "Polish miners protested against **their own government**"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.coding.derived import derived
from dragoman.coding.listed import listed, names_of
from dragoman.coding.relation import codes_of
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = ["own_state"]

_ARMY = derived("army")


def own_state(
    scene: Scene, actor: tuple[Participant, ...], recipient: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """Return the recipients with the code of the actor where they are bodies of his own state.

    Parameters
    ----------
    scene : Scene
    actor, recipient : tuple of Participant
    """
    bodies = names_of("home.tsv")["office"] | {_ARMY}
    if len(recipient) != 1 or recipient[0].code or recipient[0].sector not in bodies:
        return recipient
    codes = codes_of(actor)
    words = listed("own.tsv", "word", scene.grammar.pack.code)
    body = recipient[0]
    units = scene.sentence.units(body.start, body.stop)
    if len(codes) != 1 or not any(scene.sentence.words[i].form in words for i in units):
        return recipient
    scene.cast.antecedents.setdefault((body.start, body.stop), []).append(actor[0])
    return (body._replace(code=next(iter(codes)), entity=None, basis="inferred"),)
