"""What a coder is made of, so that a year later one can say which part of it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.coding.base import Coder
    from dragoman.coding.rules import RuleCoder

__all__ = ["parts_of"]


def parts_of(coder: Coder) -> tuple[tuple[str, str], ...]:
    """Return program, codebook and lexicons of a coder with their versions, by name.

    A coder of another package says so itself with a property ``parts``, a mapping of name to version;
    one that does not has only its version.
    """
    from dragoman.coding.rules import RuleCoder

    told = getattr(coder, "parts", None)
    if told is not None:
        return tuple(sorted((str(name), str(version)) for name, version in dict(told).items()))
    return _of_rules(coder) if isinstance(coder, RuleCoder) else ()


def _of_rules(coder: RuleCoder) -> tuple[tuple[str, str], ...]:
    import dragoman
    from dragoman.actors.digest import data_digest
    from dragoman.languages import SUPPORTED, load

    parts = {
        "program": f"dragoman {dragoman.__version__}",
        "codebook": coder.codebook.id,
        "lexicon actors": data_digest(),
        **{f"lexicon {language}": load(language).pack.digest for language in SUPPORTED},
    }
    if coder.viewpoint:
        parts["viewpoint"] = coder.viewpoint
    return tuple(sorted(parts.items()))
