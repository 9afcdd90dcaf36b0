"""A dossier: everything a study's documents say about two actors, each statement with its proof."""

from dragoman.dossier.collect import collect
from dragoman.dossier.data import AgreementReading, ClassInfo, DossierData, EntityInfo, Passage, SourceInfo
from dragoman.dossier.page import build, render

__all__ = [
    "AgreementReading",
    "ClassInfo",
    "DossierData",
    "EntityInfo",
    "Passage",
    "SourceInfo",
    "build",
    "collect",
    "render",
]
