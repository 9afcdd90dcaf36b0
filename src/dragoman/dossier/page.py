"""One self-contained HTML file from the data of a dossier."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman import __version__
from dragoman.charts import CSS, balances, runtime, spec, svg
from dragoman.dossier import alike, phases, sections
from dragoman.dossier.data import DossierData
from dragoman.dossier.methods import methods
from dragoman.dossier.payload import dump, evidence
from dragoman.dossier.pictures import charts_of, phase_names, points_of
from dragoman.dossier.stages import counted_stages, told_stages, why_uncounted
from dragoman.dossier.views import Views, named, views
from dragoman.dossier.voices import by_language_and_side, voices
from dragoman.dossier.words import (
    BASIS,
    MARKS,
    STATUS,
    basis_words,
    date_words,
    language_words,
    mark_kind,
    plural,
    short,
)
from dragoman.model.errors import DragomanError

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["build", "render"]

_WIDE = frozenset({"timeline", "balance", "stages"})
"""Charts that live and grow with the page; the others keep their shape and stand as they are drawn."""
_ODD = re.compile("[\r\x00\ud800-\udfff]")
_HOSTILE = {
    0x0D: "&#13;",  # a bare CR would be read as LF
    0x00: "\ufffd",
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


def build(data: DossierData, out: Path) -> Path:
    """Write the dossier and return its path.

    The file needs no network and carries a content security policy that forbids it; nothing from
    a document can become markup or script.

    Raises
    ------
    DragomanError
        The file cannot be written.
    """
    page = render(data)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(page.encode())
    except OSError as error:
        raise DragomanError(
            f"Cannot write the dossier to {out}: {error.strerror or error}. Choose another place with -o."
        ) from error
    return out


def render(data: DossierData) -> str:
    """Return the dossier as HTML."""
    found = views(data)
    pictures = _pictures(data, found)
    style, script = _asset("style.css"), _asset("dossier.js")
    vega = _inline(runtime()) if pictures else ""
    context = {
        "data": data,
        "found": found,
        "summary": sections.summary(data, found),
        "sources": sections.sources(data, found),
        "agreements": sections.agreements(data, found),
        "meetings": sections.meetings(found),
        "speakers": sections.by_speaker(found),
        "thirds": sections.thirds(found),
        "voices": voices(found),
        "grid": by_language_and_side(found),
        "methods": methods(data),
        "told": told_stages(found),
        "counted": counted_stages(found),
        "why_uncounted": why_uncounted(found),
        "decades": sections.by_decade(found.reports),
        "undated": sections.undated(found),
        "balances": balances(points_of(found.reports), minimum=data.minimum),
        "pictures": pictures,
        "phases": list(zip(phase_names(data), data.phases, strict=True)),
        "captions": {"phases": phases.CAPTION, "alignment": alike.CAPTION},
        "phase_header": phases.HEADER,
        "filters": _filters(found),
        "payload": dump(
            {
                **evidence(found),
                "charts": {name: made["spec"] for name, made in pictures.items() if name in _WIDE},
            }
        ),
        "style": style,
        "script": script,
        "vega": vega,
        "policy": _policy(style, script, vega),
        "version": __version__,
    }
    return _environment().get_template("dossier.html.j2").render(context)


def _pictures(data: DossierData, found: Views) -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {}
    for name, chart in charts_of(data, found, theme=CSS).items():
        drawn = spec(chart)
        made[name] = {"svg": svg(drawn), "spec": {**drawn, "width": "container"}}
    return made


def _filters(found: Views) -> dict[str, list[tuple[str, str, int]]]:
    """Return the choices of the filter box: value, words, number of reports."""
    counts: dict[str, dict[tuple[str, str], int]] = {"event": {}, "status": {}, "language": {}, "speaker": {}}
    for row in found.reports:
        for name, value, words in (
            ("event", row.event.code, row.event.label),
            ("status", row.status, STATUS[row.status][0]),
            ("language", row.language, language_words(row.language)),
            ("speaker", row.speaker or "-", row.speaker or "No speaker named"),
        ):
            counts[name][value, words] = counts[name].get((value, words), 0) + 1
    return {
        name: sorted(
            ((value, words, number) for (value, words), number in found_.items()),
            key=lambda choice: (choice[1].casefold(), choice[0]),
        )
        for name, found_ in counts.items()
    }


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    text = resources.files("dragoman.dossier").joinpath("templates", name).read_text(encoding="utf-8")
    return _inline(text.replace("\r\n", "\n"))


def _inline(code: str) -> str:
    """Refuse code that would end its own element when it stands in the page."""
    low = code.lower()
    if any(mark in low for mark in ("</script", "</style", "<!--")):
        raise DragomanError(
            "A script or style of the page holds a closing tag and cannot stand inline. "
            "This is a fault of the installation (another version of vl-convert-python?)."
        )
    return code


def _hash(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _policy(style: str, script: str, vega: str) -> str:
    """Return the content security policy: our own inline code by its hash, and nothing else."""
    scripts = " ".join(f"'sha256-{_hash(code)}'" for code in (script, vega) if code)
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'sha256-{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _finalize(value: Any) -> Any:
    """Let every string of a document come through HTML as it is, as far as HTML can say it."""
    from markupsafe import Markup, escape

    if type(value) is not str or _ODD.search(value) is None:
        return value
    return Markup(str(escape(value)).translate(_HOSTILE))  # noqa: S704 - escaped just before


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("dragoman.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters.update(
        {
            "date": date_words,
            "language": language_words,
            "basis": basis_words,
            "kind": mark_kind,
            "named": named,
            "plural": plural,
            "short": short,
            "labels": lambda names: " · ".join(MARKS.get(mark_kind(name), "evidence") for name in names),
        }
    )
    environment.globals.update({"BASIS": BASIS, "MARKS": MARKS, "STATUS": STATUS})
    return environment
