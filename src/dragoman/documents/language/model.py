"""The language of a text by a small statistical model, for what the rules leave open."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dragoman.documents.language.script import SCRIPT_LANGUAGES, script_of
from dragoman.documents.language.signs import signs

__all__ = ["CERTAIN", "LIKELY", "SURE", "by_model"]

SURE = 0.6
CERTAIN = 0.95
LIKELY = 0.5
"""Enough for a text in which nothing else is known."""


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Half a second and a model in memory: only where a paragraph needs it.
    from py3langid.langid import (  # type: ignore[import-untyped]
        MODEL_FILE,
        LanguageIdentifier,
    )

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Rare languages only take probability from those that write about world politics here.
    known = {*signs().script, *SCRIPT_LANGUAGES, "ku"}
    model.set_languages(sorted(known.intersection(model.labels)))
    return model


@lru_cache(maxsize=1024)
def by_model(sample: str, least: float = SURE) -> str | None:
    """Ask the language identifier; its answer counts only when it is sure and the script fits."""
    found, confidence = _identifier().classify(sample)
    name, script = str(found), script_of(sample)
    if float(confidence) < least:
        return None
    known = signs().script.get(name)
    return None if known is not None and known != script else name
