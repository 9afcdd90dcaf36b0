"""References to archives: which archive, fond, inventory, file and folio a text or its notes name.

Russian and Ukrainian (``ГАРФ. Ф. 970. Оп. 1. Д. 5. Л. 12–13 об.``), English
(``AVP RF, fond 132, opis 2, delo 5, list 14``; ``TNA, FO 371/4962, f. 23``) and Turkish
(``BOA, HR.SYS. 2398/4``) forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.model import Document

__all__ = ["ArchiveCite", "archive_cites", "find_archive_cites"]

_N = r"[№#]?\s*(?P<{0}>\d+[\w]{{0,2}}(?:[-/]\d+)?)"
_GAP = r"\s*[.,;:]?\s*"
_FOND = r"(?:[Фф](?:онд\w{0,3}|\.)|[Ff](?:ond|und))"
_OPIS = r"(?:[Оо]п(?:ись|иси|\.|исом)|[Оо]писи|[Oo]p(?:is|\.)|[Ss]iy(?:ahı|\.))"
_DELO = r"(?:[Дд](?:ел[оаеу]|\.)|[Сс]пр(?:ава|\.)|[Dd](?:elo|\.)|[Ff]ile|[Ee]d\. ?khr\.|[Ее]д\. ?хр\.|[İi]ş)"
_LIST = (
    r"(?:[Лл]{1,2}(?:ист\w{0,3}|\.)|[Аа]рк(?:уш\w{0,3}|\.)|[Ll]{1,2}\.|[Ll]ists?|ff?\."
    r"|[Ff]olios?|[Vv]ər(?:əq|\.))"
)
_LEAF = r"\d+(?:\s?(?:об\.?|зв\.?|v\.?|r\.?|ob\.?)(?!\w))?"
_FOLIOS = rf"(?P<folio>{_LEAF}(?:\s*[-–—,]\s*{_LEAF})*)"
_SOVIET = re.compile(
    rf"(?<!\w){_FOND}\s*{_N.format('fond')}"
    rf"(?:{_GAP}{_OPIS}\s*{_N.format('opis')})?"
    rf"(?:{_GAP}{_DELO}\s*{_N.format('file')})?"
    rf"(?:{_GAP}{_LIST}\s*{_FOLIOS})?"
)
_BRITISH = re.compile(
    r"(?<![\w/])(?P<series>(?:FO|CAB|WO|CO|ADM|AIR|PREM|DEFE|FCO|IOR)(?:\s?/\s?[A-Z]{1,4})?)[\s/]\s?(?P<piece>\d{1,4})"
    r"\s?/\s?(?P<file>[A-Z]?\d{1,6})(?:\s*[,;:]\s*(?:ff?\.|folios?|fol\.)\s*(?P<folio>\d+[rv]?(?:\s*[-–—]\s*\d+[rv]?)?))?"
)
_OTTOMAN = re.compile(
    r"(?<!\w)"
    r"(?P<series>(?:HR|DH|BEO|Y|A|MV|İ|I|ZB|MF|TS|C|DUİT|HAT)(?:[.}]{1,2}\s?[A-ZÇĞİÖŞÜ]{1,6}){0,4}\.?)"
    r"(?:[,\s]+(?:[Dd]os(?:ya)?\.?|D\.)?\s?(?:no\.?\s?:?\s?)?)(?P<file>\d{1,5})"
    r"(?:\s?[/-]\s?(?P<folio>\d{1,5}))?"
)
_PERSONS = re.compile(
    r"(?<!\w)BCA[,.:]?\s+(?P<file>\d{1,3}[.-]\d{1,3}[.-]\d{1,3}[.-]\d{1,4}(?:[.-]\d{1,4})?)"
)
_NAMES = (
    r"ГАРФ|АВП\s?РФ|АВПР(?:И|\s?СССР)?|РГАСПИ|РГВА|РГВИА|РГИА|РГАЭ|РГАНИ|ЦГАОР|ЦГА|ГИААР|ГААР|АПД\s?УДП\s?АР|АПД\s?УДПАР|"
    r"АПДУДПАР|ЦДАВО(?:\s?України)?|ЦДАГО(?:\s?України)?|НАА|НАРМ|ЦГИА|ARDA|ARDTA|ARSPİHMDA|ARPİİSSA|SPİHMDA|"
    r"GARF|AVP\s?RF|AVPRF?|RGASPI|RGVA|RGVIA|RGAE|RGANI|TsGAOR|SAAR|APDUDPAR|TsDAVO|TsDAHO|"
    r"BOA|BCA|ATASE|TİTE|TNA|PRO|NARA|MAE|AMAE|PA[- ]?AA|"
    r"The National Archives|Public Record Office|National Archives|Başbakanlık Osmanlı Arşivi|"
    r"Cumhuriyet Arşivi|Osmanlı Arşivi|"
    r"(?:Государственн\w+|Российск\w+|Центральн\w+|Національн\w+|Державн\w+|Национальн\w+)(?:\s[\w-]+){0,6}?\s[Аа]рхив\w*"
)
_NAME = re.compile(rf"(?<!\w)(?:{_NAMES})(?!\w)")
_BEFORE, _AFTER = 120, 60


@dataclass(frozen=True, slots=True)
class ArchiveCite:
    """One reference to an archive; what the text does not say is null.

    Attributes
    ----------
    start, stop : int
        Span of the signature, with the archive's name where it stands right before it.
    archive : str or None
        The name as written.
    fond, opis, file, folio : str or None
        For British files the series and piece (``FO 371``) are the fond; for Ottoman ones the office
        (``HR.SYS``) is. ``folio`` keeps its form (``12–13 об.``).
    """

    start: int
    stop: int
    archive: str | None = None
    fond: str | None = None
    opis: str | None = None
    file: str | None = None
    folio: str | None = None


def archive_cites(doc: Document) -> list[ArchiveCite]:
    """Return the references to archives in all blocks of a document, in order."""
    return [found for block in doc.blocks for found in find_archive_cites(doc.text, block.start, block.stop)]


def find_archive_cites(text: str, start: int = 0, stop: int | None = None) -> list[ArchiveCite]:
    """Return the references to archives in ``text[start:stop]``, in order, without overlap."""
    stop = len(text) if stop is None else stop
    names = [(found.start(), found.end(), found.group()) for found in _NAME.finditer(text, start, stop)]
    found: list[ArchiveCite] = []
    for match in _SOVIET.finditer(text, start, stop):
        part = match.groupdict()
        # "ф. 5" alone may be anything; with an inventory, a file or an archive it is a fond.
        near = _near(names, match.start(), match.end(), text)
        if part["opis"] is None and part["file"] is None and near is None:
            continue
        found.append(
            _cite(match, near, fond=part["fond"], opis=part["opis"], file=part["file"], folio=part["folio"])
        )
    for match in _BRITISH.finditer(text, start, stop):
        near = _near(names, match.start(), match.end(), text)
        series = " ".join(match["series"].replace("/", " ").split())
        found.append(
            _cite(match, near, fond=f"{series} {match['piece']}", file=match["file"], folio=match["folio"])
        )
    for match in _OTTOMAN.finditer(text, start, stop):
        near = _near(names, match.start(), match.end(), text)
        # "A. 5" is a reference only where the archive is named.
        if near is not None and near[2] in ("BOA", "Başbakanlık Osmanlı Arşivi", "Osmanlı Arşivi", "ATASE"):
            series = match["series"].rstrip(".")
            found.append(_cite(match, near, fond=series, file=match["file"], folio=match["folio"]))
    for match in _PERSONS.finditer(text, start, stop):
        found.append(ArchiveCite(match.start(), match.end(), "BCA", file=match["file"]))
    found.sort(key=lambda one: (one.start, -one.stop))
    kept: list[ArchiveCite] = []
    for one in found:
        if not kept or one.start >= kept[-1].stop:
            kept.append(one)
    return kept


def _near(names: list[tuple[int, int, str]], start: int, stop: int, text: str) -> tuple[int, int, str] | None:
    """Return the archive named last before a signature in its sentence, else one right behind it."""
    before = [
        name for name in names if start - _BEFORE <= name[1] <= start and ";" not in text[name[1] : start]
    ]
    if before:
        return before[-1]
    after = [
        name
        for name in names
        if stop <= name[0] <= stop + _AFTER and not text[stop : name[0]].strip(" ,.(—–-")
    ]
    return after[0] if after else None


def _cite(match: re.Match[str], near: tuple[int, int, str] | None, **parts: str | None) -> ArchiveCite:
    start, stop = match.span()
    if near is not None and near[1] <= start and start - near[1] <= 4:
        start = near[0]
    return ArchiveCite(start, stop, None if near is None else " ".join(near[2].split()), **parts)
