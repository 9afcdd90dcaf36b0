"""Rich Text files: their own small reader, since the format is a stream of words and braces."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.documents.draft import Draft, Writer
from dragoman.model import Edtf, parse_edtf
from dragoman.model.document import BlockKind
from dragoman.model.errors import DateError, DocumentError

__all__ = ["draft"]

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_CHARSETS = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "zwj": "\u200d", "zwnj":
    "\u200c",
}  # fmt: skip
_SKIPPED = frozenset({
    "colortbl", "stylesheet", "listtable", "listoverridetable", "revtbl", "rsidtbl", "pict", "object",
    "objdata",
    "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "fldinst",
    "themedata",
    "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "generator", "filetbl", "pntext",
    "nonshppict",
    "annotation", "atnid", "atnauthor", "comment", "operator", "company", "keywords", "subject", "doccomm",
    "bkmkstart", "bkmkend", "tc", "xe", "ftnsep", "ftnsepc", "aftnsep", "listtext", "template",
    "revtim", "printim",
})  # fmt: skip
_DEEPEST = 2_000


@dataclass(slots=True)
class _State:
    """What a brace saves and its partner brings back."""

    skip: bool = False
    after_unicode: int = 1
    codepage: str = "cp1252"
    goes_to: str = ""
    hidden: bool = False


def draft(data: bytes, name: str) -> Draft:
    """Read a Rich Text file.

    Raises
    ------
    DocumentError
        The file is cut or nested beyond measure, or holds no text.
    """
    reader = _Reader()
    reader.read(data)
    for number, note in enumerate(reader.notes, 1):
        reader.writer.add(f"[{number}] {note}", kind="note")
    if not reader.writer.pieces:
        raise DocumentError("it holds no text; if its pages are pictures, run text recognition first.")
    problems = []
    if reader.depth > 0:
        problems.append("the file ends before its last brace: it was cut, and its end is missing.")
    if reader.lost:
        problems.append(
            f"{reader.lost} bytes have no meaning in the code page of their font; shown as U+FFFD."
        )
    return Draft(
        reader.writer.text,
        "rtf",
        reader.writer.pieces,
        marks_headings=any(piece.kind == "heading" for piece in reader.writer.pieces),
        title=" ".join(reader.info.get("title", "").split()) or None,
        author=" ".join(reader.info.get("author", "").split()) or None,
        created=_made(reader.made),
        encoding=reader.default,
        problems=problems,
    )


def _made(parts: dict[str, int]) -> Edtf | None:
    try:
        return parse_edtf(f"{parts['yr']:04}-{parts['mo']:02}-{parts['dy']:02}")
    except (KeyError, DateError):
        return None


class _Reader:
    """One pass over the tokens; braces are a list, so that no nesting is too deep for Python."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.notes: list[str] = []
        self.info: dict[str, str] = {}
        self.made: dict[str, int] = {}
        self.default = "cp1252"
        self.fonts: dict[int, str] = {}
        self.depth = 0
        self.lost = 0
        self.state = _State()
        self.saved: list[_State] = []
        self.parts: list[str] = []
        self.note: list[str] = []
        self.bytes = bytearray()
        self.font = 0
        self.outline = 0
        self.table = False
        self.listed = False
        self.pending = 0
        self.fresh = False

    def read(self, data: bytes) -> None:
        """Take the whole file."""
        at, end = 0, len(data)
        while at < end:
            found = _TOKEN.match(data, at)
            if found is None:
                at += 1
                continue
            at = found.end()
            word, number, code, sign, brace, text = found.groups()
            if text is not None:
                self.raw(text)
            elif code is not None:
                self.raw(bytes((int(code, 16),)))
            elif brace is not None:
                self.brace(brace)
            elif word is not None:
                value = int(number) if number else None
                if word == b"bin" and value is not None and value > 0:
                    at += value
                else:
                    self.word(word.decode("ascii"), value)
            elif sign is not None:
                self.sign(sign)
        self.paragraph()

    def brace(self, brace: bytes) -> None:
        self.flush()
        self.pending = 0
        if brace == b"{":
            self.depth += 1
            if self.depth > _DEEPEST:
                raise DocumentError(
                    f"its groups lie more than {_DEEPEST} deep in each other; it is damaged or made to harm."
                )
            self.saved.append(replace(self.state))
            self.fresh = True
            return
        self.depth -= 1
        if self.saved:
            left, self.state = self.state, self.saved.pop()
            if left.goes_to == "footnote" and self.state.goes_to != "footnote":
                self.end_note()

    def end_note(self) -> None:
        told = " ".join("".join(self.note).split())
        self.note = []
        if told:
            self.notes.append(told)
            self.parts.append(f"[{len(self.notes)}]")

    def sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.state.skip = True  # a destination that a reader may not know; `word` knows better
            self.fresh = True
            return
        if sign in b"\r\n":
            self.word("par", None)
            return
        shown = {b"~": "\u00a0", b"_": "\u2011", b"-": ""}.get(sign)
        self.put(sign.decode("latin-1") if shown is None else shown)

    def raw(self, data: bytes) -> None:
        """Take bytes of text in the code page of the font."""
        self.fresh = False
        if self.pending:
            dropped = min(self.pending, len(data))
            self.pending -= dropped
            data = data[dropped:]
        if data and not self.state.skip:
            self.bytes += data

    def flush(self) -> None:
        if not self.bytes:
            return
        try:
            text = self.bytes.decode(self.state.codepage, "replace")
        except LookupError:
            text = self.bytes.decode("cp1252", "replace")
        self.bytes.clear()
        self.lost += text.count("\ufffd")
        self.put(text)

    def put(self, text: str) -> None:
        self.flush()
        if self.state.skip or self.state.hidden:
            return
        place = self.state.goes_to
        if place == "footnote":
            self.note.append(text)
        elif place in ("title", "author"):
            self.info[place] = self.info.get(place, "") + text
        elif place == "":
            self.parts.append(text)

    def word(self, word: str, value: int | None) -> None:
        """Take one control word."""
        fresh, self.fresh = self.fresh, False
        self.flush()
        state = self.state
        if word == "u" and value is not None:
            self.put(chr(value % 0x10000))
            self.pending = state.after_unicode
            return
        self.pending = 0
        if word in _SIGNS:
            self.put(_SIGNS[word])
        elif word in ("par", "sect", "page", "column", "row"):
            if state.goes_to == "" and not state.skip:
                self.paragraph()
            else:
                self.put(" ")
        elif word == "cell":
            self.put("\t")
        elif word == "uc" and value is not None:
            state.after_unicode = max(0, min(value, 8))
        elif word == "v":
            state.hidden = value != 0
        elif fresh and (
            word in _SKIPPED or word in ("fonttbl", "info", "footnote", "title", "author", "creatim")
        ):
            self.destination(word)
        elif word in ("shptxt", "shpinst", "fldrslt", "htmltag") and fresh:
            state.skip = word == "htmltag"
        else:
            self.setting(word, value)

    def destination(self, word: str) -> None:
        state = self.state
        if word == "footnote":
            state.skip, state.goes_to = False, "footnote"
        elif word in ("info", "fonttbl", "creatim"):
            state.skip, state.goes_to = False, word
        elif word in ("title", "author") and state.goes_to == "info":
            state.goes_to = word
        else:
            state.skip = True

    def setting(self, word: str, value: int | None) -> None:
        state = self.state
        if word == "ansicpg" and value is not None:
            self.default = "utf-8" if value == 65001 else f"cp{value}"
            state.codepage = self.default
        elif word in ("mac", "pc", "pca"):
            self.default = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}[word]
            state.codepage = self.default
        elif word == "f" and value is not None:
            if state.goes_to == "fonttbl":
                self.font = value
            else:
                state.codepage = self.fonts.get(value, self.default)
        elif word == "fcharset" and value is not None and state.goes_to == "fonttbl":
            if value in _CHARSETS:
                self.fonts[self.font] = _CHARSETS[value]
        elif word == "plain":
            state.codepage, state.hidden = self.default, False
        elif word == "pard":
            self.outline, self.table, self.listed = 0, False, False
        elif word == "outlinelevel" and value is not None:
            self.outline = value + 1 if 0 <= value < 9 else 0
        elif word == "intbl":
            self.table = True
        elif word in ("ls", "pnlvlblt"):
            self.listed = True
        elif word in ("yr", "mo", "dy") and value is not None and state.goes_to == "creatim":
            self.made[word] = value

    def paragraph(self) -> None:
        """End a paragraph."""
        self.flush()
        text = "".join(self.parts).strip()
        self.parts = []
        # Characters beyond the first plane come as two halves.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        kind: BlockKind | None = "table" if self.table else "item" if self.listed else None
        self.writer.add(text, kind="heading" if self.outline else kind, level=self.outline)
