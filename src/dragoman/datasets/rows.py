"""The rows of a file as columns of text, whatever the file's layout; headers found and checked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

from dragoman.datasets.cow import ALLIANCES, is_alliances
from dragoman.datasets.files import Source
from dragoman.datasets.kinds import Context, Dataset, Side, normal
from dragoman.datasets.lines import SPREADSHEET, Block, blocks, split
from dragoman.datasets.records import check_width, header_of, records
from dragoman.datasets.refusals import Refusal, Refusals
from dragoman.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

__all__ = ["raw_frames", "side_frame"]

_RECORDS = 50_000
JOINED = "Files were joined together with their headers, probably; the other rows are read."
OTHER = (
    "This is no file of the dataset, or its header is broken. Check which dataset it is "
    "(dragoman import --list), or take the provider's own file again."
)


def raw_frames(
    source: Source, dataset: Dataset, context: Context, refusals: Refusals, encoding: str
) -> Iterator[tuple[int, pl.DataFrame]]:
    """Yield (rows, frame of texts) of a file; the frame has `dataset.columns`, ``_line``, ``_digest``."""
    digest = f"{dataset.name}\0".encode()
    if dataset.headless is not None:
        names: dict[int, list[str | None]] = {w: list(n) for w, n in dataset.headless.items()}
        keep = frozenset(name for line in names.values() for name in line if name)
        with source.open() as file:
            for block in blocks(file):
                _end(block, context)
                yield split(block, names, keep, refusals, encoding=encoding,
                            separator=dataset.separator, digest=digest)  # fmt: skip
        return
    if source.plain.endswith(".parquet"):
        yield from _parquet(source, dataset, context, refusals, digest)
        return
    with source.open() as file:
        header = header_of(file, dataset.separator, encoding)
        raw = '"' in ",".join(header)
    place = _places(header, dataset)
    if place is None:
        yield _refuse_all(source, dataset, header, refusals)
        return
    context.present = frozenset(place)
    if dataset.quoted or raw or _has_quotes(source):
        yield from _quoted(source, dataset, header, place, refusals, encoding, digest)
    else:
        yield from _plain(source, dataset, context, header, place, refusals, encoding, digest)


def _end(block: Block, context: Context) -> None:
    """Note where the last line has no end: a cell that was cut short looks whole."""
    if not block.ended:
        context.note("last line without a line end: the file may be cut off inside of its last cell", 1)


def _has_quotes(source: Source) -> bool:
    with source.open() as file:
        return b'"' in file.readline()


def _places(header: list[str], dataset: Dataset) -> dict[str, int] | None:
    """Return where each column stands, or null where the file is of another kind."""
    given = [normal(cell) for cell in header]
    if dataset.table in ("alliances", "external_events") and is_alliances(set(given)):
        raise InputError(ALLIANCES)
    found = _match(given, dataset.columns)
    return found if dataset.required <= set(found) else None


def _match(given: list[str], columns: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    found = {}
    for name, spellings in columns.items():
        for spelling in (*spellings, normal(name)) if spellings else (name,):
            if spelling in given:
                found[name] = given.index(spelling)
                break
    return found


def _refuse_all(
    source: Source, dataset: Dataset, header: list[str], refusals: Refusals
) -> tuple[int, pl.DataFrame]:
    import polars as pl

    rows = 0
    with source.open() as file:
        for number, line in enumerate(file):
            rows += bool(number and line.strip())
    missing = sorted(dataset.required - set(_match([normal(c) for c in header], dataset.columns)))
    cause = SPREADSHEET if len(header) == 1 and header[0].count(";") > 1 else OTHER
    if any("\0" in cell for cell in header):
        cause = "The file is UTF-16, as spreadsheets write it: save it as UTF-8."
    if rows:
        refusals.add(
            1, f"the header has no column {', '.join(missing)}", cause, dataset.separator.join(header),
            rows=rows,
        )  # fmt: skip
    else:
        refusals.add(1, "the file has no rows of the dataset", OTHER, dataset.separator.join(header))
        rows = 1
    names = dict.fromkeys(dataset.columns, pl.String())
    return rows, pl.DataFrame(
        schema={**names, "_line": pl.Int64(), "_digest": pl.Binary(), "_width": pl.Int32()}
    )


def _complete(frame: pl.DataFrame, dataset: Dataset) -> pl.DataFrame:
    import polars as pl

    missing = [name for name in dataset.columns if name not in frame.columns]
    return frame.with_columns(pl.lit(None, dtype=pl.String()).alias(name) for name in missing)


def _plain(
    source: Source, dataset: Dataset, context: Context, header: list[str], place: dict[str, int],
    refusals: Refusals, encoding: str, digest: bytes,
) -> Iterator[tuple[int, pl.DataFrame]]:  # fmt: skip
    import polars as pl

    at = {index: name for name, index in place.items()}
    names: list[str | None] = [at.get(i, None if not cell.strip() else "") for i, cell in enumerate(header)]
    widths = {len(names): names}
    if dataset.layout:
        widths = _layouts(header, names, dataset, context)
    keep = frozenset(place)
    first = True
    with source.open() as file:
        for block in blocks(file):
            _end(block, context)
            if first:
                cut = block.data.index(b"\n") + 1
                block = Block(2, block.data[cut:], block.ended)
                first = False
                if not block.data:
                    continue
            total, frame = split(block, widths, keep, refusals, encoding=encoding,
                                 separator=dataset.separator, digest=digest)  # fmt: skip
            if len(frame):
                again = pl.all_horizontal(
                    pl.col(name).str.strip_chars(' "') == header[place[name]].strip().strip('"')
                    for name in sorted(dataset.required)
                ).fill_null(value=False)
                for line in frame.filter(again)["_line"]:
                    refusals.add(line, "the header stands here again", JOINED)
                frame = frame.filter(~again)
            yield total, _complete(frame, dataset)


def _layouts(
    header: list[str], names: list[str | None], dataset: Dataset, context: Context
) -> dict[int, list[str | None]]:
    """Return the columns by number of cells where the header has more names than the rows have cells."""
    ours = [normal(name) for name in dataset.layout]
    given = [normal(cell) for cell in header if cell.strip()]
    proper: list[str | None] = [name if name in dataset.columns else "" for name in ours]
    if given == ours:
        hollow: list[str | None] = [None] * (len(header) - len(ours))
        widths = {len(ours): proper}
        if hollow:
            widths[len(header)] = proper + hollow
            context.note("files with empty columns behind the last", 1)
        return widths
    widths = {len(names): names}
    if set(ours) < set(given) and len(names) != len(ours):
        widths[len(ours)] = proper
        context.note("files whose header has more columns than their rows; the known layout was taken", 1)
    return widths


def _quoted(
    source: Source, dataset: Dataset, header: list[str], place: dict[str, int], refusals: Refusals,
    encoding: str, digest: bytes,
) -> Iterator[tuple[int, pl.DataFrame]]:  # fmt: skip
    taken: list[tuple[int, list[str]]] = []
    before = refusals.rows
    with source.open() as file:
        for number, cells in records(file, dataset.separator, refusals, encoding=encoding):
            if number == 1:
                continue
            if not check_width(number, cells, len(header), dataset.separator, refusals):
                continue
            if cells == header or [c.strip() for c in cells] == [c.strip() for c in header]:
                refusals.add(number, "the header stands here again", JOINED)
                continue
            taken.append((number, cells))
            if len(taken) >= _RECORDS:
                yield len(taken) + refusals.rows - before, _framed(taken, place, dataset, digest)
                taken = []
                before = refusals.rows
    yield len(taken) + refusals.rows - before, _framed(taken, place, dataset, digest)


def _framed(
    taken: list[tuple[int, list[str]]], place: dict[str, int], dataset: Dataset, digest: bytes
) -> pl.DataFrame:
    import polars as pl

    columns = {
        name: pl.Series(name, [cells[index] for _, cells in taken], dtype=pl.String())
        for name, index in place.items()
    }
    hashes = [blake2b(digest + "\x1f".join(cells).encode(), digest_size=16).digest() for _, cells in taken]
    frame = pl.DataFrame(columns).with_columns(
        pl.Series("_line", [number for number, _ in taken], dtype=pl.Int64()),
        pl.Series("_digest", hashes, dtype=pl.Binary()),
    )
    return _complete(frame, dataset)


def _parquet(
    source: Source, dataset: Dataset, context: Context, refusals: Refusals, digest: bytes
) -> Iterator[tuple[int, pl.DataFrame]]:
    import polars as pl

    with source.open() as file:
        try:
            table = pl.read_parquet(io.BytesIO(file.read()))
        except pl.exceptions.PolarsError as error:
            raise OSError(f"no Parquet: {error}") from error
    place = _places(table.columns, dataset)
    if place is None:
        missing = sorted(dataset.required - set(_match([normal(c) for c in table.columns], dataset.columns)))
        if len(table):
            refusals.add(1, f"there is no column {', '.join(missing)}", OTHER, ", ".join(table.columns),
                         rows=len(table))  # fmt: skip
        yield len(table), _framed([], {}, dataset, digest)
        return
    context.present = frozenset(place)
    texts = _written(table)
    for start in range(0, len(texts), _RECORDS):
        piece = texts.slice(start, _RECORDS)
        joined = piece.select(pl.concat_str(pl.all(), separator="\x1f")).to_series()
        frame = piece.select(
            pl.nth(index).alias(name) for name, index in place.items()
        ).with_columns(
            pl.Series("_line", range(start + 1, start + 1 + len(piece)), dtype=pl.Int64()),
            pl.Series("_digest", [blake2b(digest + t.encode(), digest_size=16).digest() for t in joined],
                      dtype=pl.Binary()),
        )  # fmt: skip
        yield len(piece), _complete(frame, dataset)


def _written(table: pl.DataFrame) -> pl.DataFrame:
    """Return cells as a text file would have them: whole numbers without ``.0``, nothing for null."""
    import polars as pl

    whole = [
        name
        for name, kind in table.schema.items()
        if kind.is_float() and bool((table[name].drop_nulls() % 1 == 0).all())
    ]
    plain = table.with_columns(pl.col(whole).cast(pl.Int64(), strict=False))
    return plain.select(pl.col(name).cast(pl.String()).fill_null("") for name in table.columns)


def side_frame(
    source: Source, dataset: Dataset, encoding: str
) -> tuple[str, pl.DataFrame, list[Refusal]] | None:
    """Return a side table of a dataset whole, with what of it cannot be read; null where it is none."""
    import polars as pl

    side: Side | None
    if source.plain.endswith(".parquet"):
        with source.open() as file:
            table = pl.read_parquet(io.BytesIO(file.read()))
        side = _side_of(table.columns, dataset)
        if side is None:
            return None
        place = _match([normal(c) for c in table.columns], side.columns)
        return side.name, _written(table).select(
            pl.nth(index).alias(name) for name, index in place.items()
        ), []  # fmt: skip
    with source.open() as file:
        header = header_of(file, dataset.separator, encoding)
    side = _side_of(header, dataset)
    if side is None:
        return None
    refusals = Refusals(source.name)
    place = _match([normal(c) for c in header], side.columns)
    taken = []
    with source.open() as file:
        for number, cells in records(file, dataset.separator, refusals, encoding=encoding):
            if number > 1 and check_width(number, cells, len(header), dataset.separator, refusals):
                taken.append([cells[index] for index in place.values()])
    schema = dict.fromkeys(place, pl.String())
    return side.name, pl.DataFrame(taken, schema=schema, orient="row"), refusals.all()


def _side_of(header: list[str], dataset: Dataset) -> Side | None:
    given = [normal(cell) for cell in header]
    if dataset.required <= set(_match(given, dataset.columns)):
        return None
    for side in dataset.sides:
        if side.required <= set(_match(given, side.columns)):
            return side
    return None
