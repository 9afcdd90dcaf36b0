"""People who stand behind an office that is not theirs, where no word order or article parts the two.

"Ukrayna Cumhurbaşkanı **Putin'i** suçladı", "Fransa prezidenti **Əliyevi** təbrik etdi": whom the registry
knows to be of another country than the office acts or is acted on himself.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors import Mention, Registry

__all__ = ["set_apart"]

_COUNTRIES = frozenset({"state", "adj", "seat"})
_OFFICE, _PERSON = "agent", "person"


def set_apart(mentions: Sequence[Mention], reg: Registry) -> None:
    """Mark the people of a text who are of another country than the office right before them.

    Parameters
    ----------
    mentions : sequence of Mention
        Of one text, in order; their ``apart`` is set.
    reg : Registry
    """
    for at in range(2, len(mentions)):
        person, office = mentions[at], mentions[at - 1]
        if person.kind != _PERSON or office.kind != _OFFICE or person.start - office.stop != 1:
            continue
        country = mentions[at - 2]
        if country.kind not in _COUNTRIES or office.start - country.stop != 1:
            continue
        own, other = _codes(person, reg), _codes(country, reg)
        person.apart = bool(own and other and own.isdisjoint(other))


def _codes(mention: Mention, reg: Registry) -> frozenset[str]:
    """Return the countries that a name can mean at any time."""
    return frozenset(c.code for c in reg.actor(mention.key, (None, None)).candidates if c.code)
