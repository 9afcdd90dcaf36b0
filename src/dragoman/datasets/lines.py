"""Tables without quoting, read in blocks of whole lines: nothing is held but the present block."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from dragoman.datasets.refusals import Refusals

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

__all__ = ["BLOCK", "Block", "blocks", "split"]

BLOCK = 1 << 25

SPREADSHEET = (
    "A spreadsheet program probably saved the file again: it separates by semicolons and drops leading "
    "zeros. Take the provider's own file."
)
CUT = "The file ends here: it was probably cut off while downloading. Fetch it again."
SHORT = "A line break inside of a field, or a line that was cut, probably; compare with the provider's file."
STRAY = "A stray tab inside of a field, probably: which cell is which cannot be told."
LATIN = "The file is probably Latin-1 or Windows-1252: say encoding='cp1252', or save it as UTF-8."
FOREIGN = "The file is in another encoding than was said, or damaged here."
NUL = "The disk or the download was probably damaged here; fetch the file again."


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a file; ``first`` is the number of the first, ``ended`` whether the last has its end."""

    first: int
    data: bytes
    ended: bool = True


def blocks(file: IO[bytes], *, size: int = BLOCK) -> Iterator[Block]:
    r"""Cut a file into blocks of whole lines, each with a line feed after its last line."""
    first, rest = 1, b""
    while data := file.read(size):
        data = rest + data
        stop = data.rfind(b"\n") + 1
        if stop == 0:
            rest = data
            continue
        data, rest = data[:stop], data[stop:]
        yield Block(first, data.replace(b"\r\n", b"\n") if b"\r\n" in data else data)
        first += data.count(b"\n")
    if rest:
        yield Block(first, rest.rstrip(b"\r") + b"\n", ended=False)


def split(
    block: Block, widths: dict[int, list[str | None]], keep: frozenset[str], refusals: Refusals,
    *, encoding: str = "utf-8", separator: str = "\t", digest: bytes = b"",
) -> tuple[int, pl.DataFrame]:  # fmt: skip
    """Turn a block into columns of text.

    Parameters
    ----------
    block : Block
    widths : dict of number of cells to names of columns
        A null name is a cell that has to be empty.
    keep : set of str
        Columns that are wanted.
    refusals : Refusals
        Gets the lines that have another number of cells or cannot be decoded.
    encoding, separator : str
    digest : bytes
        What goes into the hash of each row before its line.

    Returns
    -------
    tuple of int and DataFrame
        How many rows the block has, blank lines left out, and the good ones with ``_line`` and
        ``_digest``.
    """
    import numpy as np
    import polars as pl

    data = block.data
    foreign: list[int] = []
    if encoding != "utf-8":
        data, foreign = _recoded(data, encoding)
    buffer = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(buffer == 10)
    starts = np.concatenate(([0], ends[:-1] + 1))
    marks = np.flatnonzero(buffer == ord(separator))
    cells = np.diff(np.searchsorted(marks, np.concatenate((starts[:1], ends)))) + 1
    blank = ends == starts
    good = np.isin(cells, list(widths)) & ~blank
    torn = _undecodable(data, starts, ends)
    nul = _with_nul(buffer, ends)
    for at in np.flatnonzero(~good & ~blank).tolist():
        line = data[starts[at] : ends[at]].decode("utf-8", "replace")
        what, cause = _why(line, int(cells[at]), list(widths), separator)
        if at == len(ends) - 1 and not block.ended:
            cause = CUT
        refusals.add(block.first + int(at), what, cause, line)
    for at in foreign:
        if good[at]:
            good[at] = False
            line = data[starts[at] : ends[at]].decode("utf-8")
            refusals.add(block.first + at, f"the line is not {encoding}", FOREIGN, line)
    for bad, cause in ((torn, LATIN), (nul, NUL)):
        for at in bad:
            if good[at]:
                good[at] = False
                raw = data[starts[at] : ends[at]]
                refusals.add(block.first + int(at), _broken(raw), cause, raw.decode("latin-1"))
    total = len(ends) - int(blank.sum())
    parts = [
        _columns(data, np.flatnonzero(good & (cells == width)), starts, ends, names, keep, separator,
                 digest, block.first, refusals)
        for width, names in widths.items()
        if bool((good & (cells == width)).any())
    ]  # fmt: skip
    if not parts:
        names = sorted(keep)
        empty = pl.DataFrame(schema=dict.fromkeys(names, pl.String()))
        return total, empty.with_columns(
            pl.lit(None, dtype=pl.Int64()).alias("_line"),
            pl.lit(None, dtype=pl.Int32()).alias("_width"),
            pl.lit(None, dtype=pl.Binary()).alias("_digest"),
        )
    frame = parts[0] if len(parts) == 1 else pl.concat(parts, how="diagonal").sort("_line")
    return total, frame


def _columns(
    data: bytes, at: np.ndarray, starts: np.ndarray, ends: np.ndarray, names: list[str | None],
    keep: frozenset[str], separator: str, digest: bytes, first: int, refusals: Refusals,
) -> pl.DataFrame:  # fmt: skip
    from hashlib import blake2b

    import polars as pl

    if len(at) == len(ends):
        lines = data[:-1].split(b"\n")
    else:
        lines = [data[starts[i] : ends[i]] for i in at]
        data = b"\n".join(lines) + b"\n"
    called = [
        f"_empty{i}" if name is None else name if name in keep else f"_unused{i}"
        for i, name in enumerate(names)
    ]
    frame = pl.read_csv(
        io.BytesIO(data), separator=separator, quote_char=None, has_header=False,
        schema=dict.fromkeys(called, pl.String()),
        columns=[i for i, name in enumerate(called) if not name.startswith("_unused")],
    )  # fmt: skip
    frame = frame.with_columns(
        pl.Series("_line", at + first, dtype=pl.Int64()),
        pl.lit(len(names), dtype=pl.Int32()).alias("_width"),
        pl.Series("_digest", [blake2b(digest + line, digest_size=16).digest() for line in lines]),
    )
    hollow = [name for name in frame.columns if name.startswith("_empty")]
    if hollow:
        full = pl.any_horizontal(pl.col(hollow).str.strip_chars() != "").fill_null(value=False)
        for line in frame.filter(full)["_line"]:
            text = lines[int((at + first).searchsorted(line))].decode("utf-8", "replace")
            refusals.add(line, "cells behind the last column are not empty", STRAY, text)
        frame = frame.filter(~full).drop(hollow)
    return frame


def _recoded(data: bytes, encoding: str) -> tuple[bytes, list[int]]:
    """Return lines as UTF-8, and the numbers of those that are not in the encoding."""
    try:
        return data.decode(encoding).encode("utf-8"), []
    except UnicodeDecodeError:
        pass
    out, bad = [], []
    for at, line in enumerate(data.split(b"\n")):
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            bad.append(at)
            text = line.decode("latin-1")
        out.append(text.encode("utf-8"))
    return b"\n".join(out), bad


def _undecodable(data: bytes, starts: np.ndarray, ends: np.ndarray) -> list[int]:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return []
    bad = []
    for at, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        try:
            data[start:end].decode("utf-8")
        except UnicodeDecodeError:
            bad.append(at)
    return bad


def _with_nul(buffer: np.ndarray, ends: np.ndarray) -> list[int]:
    import numpy as np

    return np.unique(np.searchsorted(ends, np.flatnonzero(buffer == 0))).tolist()  # type: ignore[no-any-return]


def _broken(raw: bytes) -> str:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"byte 0x{raw[error.start]:02x} at {error.start} is not UTF-8"
    return "the line has NUL bytes"


def _why(line: str, cells: int, widths: list[int], separator: str) -> tuple[str, str]:
    wanted = " or ".join(map(str, sorted(widths)))
    what = f"{cells} cells, {wanted} are expected"
    if cells == 1 and line.count(";") >= min(widths) - 1:
        return "the cells are separated by ';'", SPREADSHEET
    if cells == 1 and separator == "\t" and line.count(",") >= min(widths) - 1:
        return (
            "the cells are separated by ','",
            "Another program saved the file again; take the provider's own.",
        )
    return what, STRAY if cells > max(widths) else SHORT
