"""How every number of a dossier was made, in sentences."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from dragoman import __version__
from dragoman.dossier.data import DossierData

__all__ = ["methods"]


@lru_cache(maxsize=1)
def _texts() -> tuple[tuple[str, str, str | None], ...]:
    import yaml

    source = resources.files("dragoman.dossier").joinpath("templates", "methods.yaml")
    rows = yaml.safe_load(source.read_text(encoding="utf-8"))
    return tuple((row["what"], row["how"], row.get("when")) for row in rows)


def _command(data: DossierData) -> str:
    words = ["dragoman dossier", data.a, data.b]
    words += [f"--lineage {name}" for name in (data.lineage or "").split(", ") if name]
    if data.minimum != 5:
        words.append(f"--minimum {data.minimum}")
    if data.as_of:
        words.append(f"--as-of {data.as_of}")
    return " ".join(words)


def methods(data: DossierData) -> list[tuple[str, str]]:
    """Return the paragraphs of the methods section: (what, how)."""
    lineage = f" Read as one over the lineage {data.lineage}, as the reader chose." if data.lineage else ""
    filled = {"a": data.a, "b": data.b, "lineage": lineage, "minimum": data.minimum}
    there = {None, *(["alike"] if data.alike is not None else []), *(["phases"] if data.phases else [])}
    made = [(what, how.format(**filled)) for what, how, when in _texts() if when in there]
    if data.outside:
        sources = "; ".join(dict.fromkeys(one.source for one in data.outside))
        made.append(
            (
                "Public datasets",
                "Rows of datasets imported into the study, brought to the two codes by date, each under its "
                f"provider's own terms: {sources}. They stand beside the reports, never added to them.",
            )
        )
    made.append(("Versions", " ".join(data.versions) or f"Dragoman {__version__}."))
    made.append(
        ("To make it again", f"Run “{_command(data)}” in the study; the same study gives the same dossier.")
    )
    return made
