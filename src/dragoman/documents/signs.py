"""Signs by which a line shows what it is: an entry of a bibliography, a contact, a heading."""

from __future__ import annotations

import re

__all__ = [
    "contact_places",
    "contact_signs",
    "entry_signs",
    "heading_level",
    "is_date_line",
    "is_name",
    "is_page_number",
]

_HEADING = 110
_CAPS_HEADING = 220
_HEADING_WORDS = 14

_CITED = re.compile(r"[.!?…][\"'»”’)]*\s?(?:\[[\d, –-]+\]|[¹²³⁰⁴-⁹]+)$")
"""A sentence ends before the marker of its note."""
_OUTLINE = re.compile(
    r"(?:(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?|[IVXLC]{1,6}[.)]"
    r"|(?i:chapter|section|part|глава|раздел|часть|розділ|bölüm|fəsil)\s+[\dIVXLC]+[.:]?)\s+(?=[^\W\d_])"
)
_YEARS = re.compile(
    r"(?:1[5-9]|20)\d\d(?:\s?[-–—]\s?(?:1[5-9]|20)?\d\d)?(?:\s?г{1,2}\.|\s?(?:годы?|рік|роки|yılı|il))?:?"
)
_INNER_END = re.compile(r"[^\W\d_]{4}[.!?]\s+[^\W\d_a-zа-я]")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\s?\w")
# Each begins with a fixed character: searching for that is what makes them quick.
_ORCID = re.compile(r"-\d{4}-\d{4}-\d{3}[\dXx]\b")
_LABEL = 60
"""A longer line that says "ORCID" and gives no number speaks about it."""
_PHONES = (re.compile(r"\+\d{1,3}[\s(-]\d?[\d\s()-]{5,}\d"), re.compile(r"\(\d{3,5}\)\s?\d[\d\s()-]{4,}\d"))
_PAGE_NUMBER = re.compile(r"[-–—\s\[(]*\d{1,4}(?:\s?(?:/|of|из)\s?\d{1,4})?[-–—\s\])]*")
_CAPITAL = r"[^\W\d_a-zа-яёіїєґ]"
_NAME = re.compile(
    rf"{_CAPITAL}[\w'’.-]*(?:\s+(?:{_CAPITAL}[\w'’.-]*|de|von|van|al|bin|ibn|oğlu|qızı|оглы|кызы)){{1,3}}"
)
_ENTRY = tuple(
    re.compile(pattern)
    for pattern in (
        r"\((?:1[5-9]|20)\d\d[a-zа-я]?\)|\(n\.\s?d\.\)",
        r"[,.:]\s?(?:1[5-9]|20)\d\d[a-z]?(?:\s?г\.)?(?=[.,;:]|\s*$|\s*[-–—])",
        r"(?<!\w)(?:pp?|[СсCcSs]|ss)\.\s?\d|\d\s?[сsp]\.(?=\s|$)",
        r"\b\d+\s?\(\d+\)|№\s?\d|(?<!\w)[Тт]\.\s?\d",
        r"(?<!\w)(?:М|Л|СПб|К)\.\s?[:,]|\b[Ee]ds?\.\)",
        rf"(?:^|[\s(\]])[^\W\d_]{{2,}},?\s{_CAPITAL}\.(?:\s?{_CAPITAL}\.)?",
        r"(?<!\w)(?:[ФфДдЛл]|[Оо]п)\.\s?№?\s?\d",
    )
)
_ENTRY_WORDS = (
    ("http://", "https://", "www.", "doi:", "doi ", "doi."),
    (" // ",),
    ("vol.", "no.", "cilt", "вып.", "issue"),
    (
        "retrieved from",
        "accessed",
        "available at",
        "url:",
        "режим доступа",
        "дата обращения",
        "электронный ресурс",
    ),
    ("press", "издательство", "изд-во", "publish", "yayın", "nəşr", "под ред"),
    ("[in ", "(in english)", "(in russian)", "(in turkish)"),
    ("архив", "archive", "fond "),
    ("ibid", "op. cit", "op.cit", "там же", "указ. соч"),
)


def entry_signs(text: str, enough: int = 3) -> int:
    """Count the signs that a line is an entry in a list of references, up to ``enough`` (0: none)."""
    folded = text.lower()
    count = 0
    for words in _ENTRY_WORDS:
        for word in words:
            if word in folded:
                count += 1
                break
        if count >= enough:
            return count
    for sign in _ENTRY:
        if sign.search(text) is not None:
            count += 1
            if count >= enough:
                return count
    return count


def contact_signs(text: str) -> int:
    """Return 2 for what stands nowhere but in a contact (ORCID), 1 for mail or phone, else 0."""
    if _ORCID.search(text) is not None or (len(text) <= _LABEL and "orcid" in text.lower()):
        return 2
    if "@" in text and _MAIL.search(text) is not None:
        return 1
    return 1 if any(phone.search(text) is not None for phone in _PHONES) else 0


def contact_places(text: str) -> list[int]:
    """Return where `contact_signs` could find something in the long lines of a whole text."""
    found = _all(text, "@")
    # To search for one character and look what follows takes a tenth of what a search for the pattern does.
    for sign, pattern in zip("-+(", (_ORCID, *_PHONES), strict=True):
        found += [at for at in _all(text, sign) if pattern.match(text, at) is not None]
    return found


def _all(text: str, sign: str) -> list[int]:
    found, at = list[int](), text.find(sign)
    while at >= 0:
        found.append(at)
        at = text.find(sign, at + 1)
    return found


def is_page_number(text: str) -> bool:
    """Whether a line holds a page number and nothing else; a lone year is a heading."""
    return _PAGE_NUMBER.fullmatch(text) is not None and _YEARS.fullmatch(text) is None


def is_name(text: str) -> bool:
    """Whether a line reads like the name of a person: two to four capitalised words, not all capitals."""
    return len(text) <= 45 and text.upper() != text and _NAME.fullmatch(text) is not None


def is_date_line(text: str, span: tuple[int, int]) -> bool:
    """Whether a line holds the date at ``span`` and besides it at most a time or a weekday."""
    rest = text[: span[0]] + text[span[1] :]
    return len(text) <= 60 and sum(map(str.isalpha, rest)) <= 12


def heading_level(text: str) -> int:
    """Return the level of a line that looks like a heading of plain text, or 0.

    1: all capitals; 2: title-like or numbered at the first depth; 3 and more: deeper numbers, lines that
    end in a colon, years.
    """
    if len(text) > _CAPS_HEADING or len(text) < 2 or text.count("\n") > 2:
        return 0
    if _YEARS.fullmatch(text) is not None:
        return 3
    if text[-1] in ".!?;,…-\u2010" or not any(map(str.isalpha, text)):
        return 0
    if _CITED.search(text) is not None:
        return 0
    first = text.lstrip("\"'«“„([¿¡")[:1]
    if not first or first.islower() or _INNER_END.search(text) is not None:
        return 0
    outline = _OUTLINE.match(text)
    if outline is not None and len(text) <= _HEADING and text[-1] != ":":
        number = outline["number"]
        return 2 + number.count(".") if number else 1
    if text.upper() == text and text.lower() != text and sum(map(str.isalpha, text)) >= 4:
        return 1
    if len(text) > _HEADING or len(text.split()) > _HEADING_WORDS:
        return 0
    return 3 if text[-1] == ":" else 2
