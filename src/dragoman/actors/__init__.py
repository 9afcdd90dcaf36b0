"""Who a name means, on that date."""

from dragoman.actors.compose import combine
from dragoman.actors.registry import LANGUAGES, Registry, registry
from dragoman.actors.resolve import StateCode, codes, resolve, resolve_phrase, show
from dragoman.actors.scan import Scanner, scanner
from dragoman.actors.types import Actor, Candidate, Kind, Mention, Resolution

__all__ = [
    "LANGUAGES",
    "Actor",
    "Candidate",
    "Kind",
    "Mention",
    "Registry",
    "Resolution",
    "Scanner",
    "StateCode",
    "codes",
    "combine",
    "registry",
    "resolve",
    "resolve_phrase",
    "scanner",
    "show",
]
