"""A dossier: everything a study's documents say about two actors, each statement with its proof."""

from dragoman.dossier.data import ClassInfo, DossierData, EntityInfo, Passage, SourceInfo
from dragoman.dossier.page import build, render

__all__ = ["ClassInfo", "DossierData", "EntityInfo", "Passage", "SourceInfo", "build", "render"]
