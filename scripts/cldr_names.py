"""Write the names of present states in Ukrainian, Turkish and Azerbaijani, from CLDR through Babel.

The tables ``src/dragoman/actors/data/cldr/<language>.tsv`` and their notes are the output and are
committed; run this again after an update of Babel. What CLDR says awkwardly for running text
("Myanmar (Burma)") is set right or left out by ``corrections.tsv``, each line with its reason; a
correction that nothing needs any more is an error.

    python scripts/cldr_names.py            write the tables
    python scripts/cldr_names.py --check    fail if they are not what CLDR and the corrections give
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import babel
from babel import Locale
from babel.core import get_cldr_version, get_global

from dragoman.actors.entities import entities
from dragoman.actors.fold import fold
from dragoman.actors.tables import ALWAYS, rows

LANGUAGES = {"uk": "Ukrainian", "tr": "Turkish", "az": "Azerbaijani"}
DATA = Path(__file__).parents[1] / "src/dragoman/actors/data"
NAME = ("name", "kind", "entity", "from", "to", "sector", "flags")
COLUMNS = ("language", "territory", "name", "flags", "reason")
HEADER = "\t".join(NAME)
_OWN = {"XKX": "XK"}
NOTE = """# Names of present states from CLDR: {language}

source: Unicode CLDR, territory names of the locale {code}, as packed in Babel {version}
(scripts/cldr_names.py), after corrections.tsv
version: CLDR {cldr}
accessed: at build time, from the installed package
licence: Unicode-3.0
sha256: {sha}

name, kind, entity, from, to, sector, flags: as in names/en.
Entities are those that the English name stands for in names/en.tsv.
"""


def meant() -> dict[str, str]:
    """Return the entities that an English name of a state stands for."""
    found: dict[str, str] = {}
    for _, (name, kind, refs, since, until, _, _) in rows(DATA / "names/en.tsv", NAME):
        if kind == "state" and not since and not until:
            found.setdefault(fold(name), refs)
    return found


def bearers() -> dict[str, str]:
    """Return, by CLDR's two letters, the entities that the name of a present state stands for."""
    refs = meant()
    short = {three: two[0] for three, two in get_global("territory_aliases").items() if len(two) == 1}
    return {
        short.get(e.code or "", _OWN.get(e.code or "", "")): refs.get(fold(e.name), e.id)
        for e in entities().values()
        if e.until >= ALWAYS and e.kind in ("state", "contested", "territory") and not e.loss
    }


def tables() -> dict[str, str]:
    """Return the text of each table by language."""
    known = bearers()
    source = DATA / "cldr/corrections.tsv"
    mended = {
        (language, territory): (name, flags)
        for _, (language, territory, name, flags, _) in rows(source, COLUMNS)
    }
    unused = set(mended)
    written: dict[str, str] = {}
    for language in LANGUAGES:
        lines = []
        for territory, said in sorted(Locale(language).territories.items()):
            if territory not in known:
                continue
            name, flags = mended.get((language, territory), ("", ""))
            if name != said or flags:
                unused.discard((language, territory))
            row = (name or said, "state", known[territory], "", "", "", flags)
            lines.append("\t".join(row).rstrip("\t"))
        written[language] = "\n".join((HEADER, *lines)) + "\n"
    if unused:
        raise SystemExit(f"{source}: CLDR needs the corrections {sorted(unused)} no more; remove them.")
    return written


def main() -> None:
    """Write or check the tables and their notes."""
    check = "--check" in sys.argv
    stale = []
    for language, text in tables().items():
        note = NOTE.format(
            language=LANGUAGES[language], code=language, version=babel.__version__,
            cldr=get_cldr_version(),
            sha=hashlib.sha256(text.encode()).hexdigest(),
        )  # fmt: skip
        for path, wanted in (
            (DATA / f"cldr/{language}.tsv", text),
            (DATA / f"cldr/{language}.note.md", note),
        ):
            if check and (not path.is_file() or path.read_text(encoding="utf-8") != wanted):
                stale.append(str(path))
            elif not check:
                path.write_text(wanted, encoding="utf-8")
    if stale:
        raise SystemExit(f"Not what CLDR and the corrections give: {', '.join(stale)}")


if __name__ == "__main__":
    main()
