"""A dossier: everything a study's documents say about two actors, each statement with its proof."""

from dragoman.dossier.collect import collect
from dragoman.dossier.data import (
    AgreementReading,
    ClassInfo,
    DossierData,
    EntityInfo,
    Outside,
    Passage,
    SourceInfo,
)
from dragoman.dossier.page import build, render
from dragoman.dossier.writers import write

__all__ = [
    "AgreementReading",
    "ClassInfo",
    "DossierData",
    "EntityInfo",
    "Outside",
    "Passage",
    "SourceInfo",
    "build",
    "collect",
    "render",
    "write",
]
