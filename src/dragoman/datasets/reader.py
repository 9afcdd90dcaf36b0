"""Files of a public dataset part by part, every row taken or refused by name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.datasets.catalogue import find_dataset
from dragoman.datasets.files import BROKEN, Source, find
from dragoman.datasets.kinds import Context, Dataset
from dragoman.datasets.refusals import Refusal, Refusals
from dragoman.datasets.rows import raw_frames
from dragoman.datasets.seen import Seen, ids
from dragoman.datasets.summary import FileSummary, Summary
from dragoman.model.errors import DragomanError, InputError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["VERSION", "Part", "Reader"]

VERSION = "1"
"""Of the readers together; a study reads a file again where it rose."""


@dataclass(frozen=True)
class Part:
    """The rows of a piece of a file; ``last`` where the file ends with it."""

    source: Source
    frame: pl.DataFrame
    refused: list[Refusal]
    last: bool


class Reader:
    """Reads files of one dataset, part by part, and adds up what became of them.

    Parameters
    ----------
    dataset : str
        See `datasets`; ``csv`` with a mapping.
    version : str, optional
        Of the dataset, where the files do not tell.
    mapping : path, optional
        TOML file for ``csv``.
    encoding : str, default utf-8
    """

    def __init__(
        self, dataset: str, *, version: str | None = None, mapping: str | os.PathLike[str] | None = None,
        encoding: str = "utf-8",
    ) -> None:  # fmt: skip
        found, said = find_dataset(dataset, Path(mapping) if mapping is not None else None)
        self.dataset: Dataset = found
        try:
            single = len("\t\n".encode(encoding)) == 2
        except LookupError as error:
            raise InputError(
                f"There is no encoding {encoding!r}; utf-8, cp1252, cp1251 are usual."
            ) from error
        if not single:
            raise InputError(f"Files in {encoding} cannot be cut into lines; save the file as UTF-8 first.")
        self.encoding = encoding.lower()
        self.context = Context(version or said)
        self.summary = Summary(found.name, found.table, found.licence)
        self.summary.unresolved, self.summary.notes = self.context.unresolved, self.context.notes
        self._seen = Seen()

    def sources(self, paths: Iterable[str | os.PathLike[str]]) -> list[Source]:
        """Return the tables under paths; files that cannot be opened go into ``summary.problems``."""
        found = []
        for item in find([Path(path) for path in paths]):
            if isinstance(item, Source):
                found.append(item)
            else:
                self.summary.problems.append(f"{item[0]}: {item[1]}.")
        return found

    def parts(self, sources: Iterable[Source]) -> Iterator[Part]:
        """Read tables, side tables first.

        Raises
        ------
        InputError
            A file is the alliance data of Correlates of War, or a side table is missing.
        """
        sources = list(sources)
        rest = [source for source in sources if not self._side(source)]
        for source in rest:
            yield from self._file(source)

    def _side(self, source: Source) -> bool:
        if not self.dataset.sides:
            return False
        from dragoman.datasets.rows import side_frame

        try:
            found = side_frame(source, self.dataset, self.encoding)
        except BROKEN as error:
            self.summary.problems.append(f"{source.name}: {_ended(error)}")
            return True
        if found is None:
            return False
        name, frame, bad = found
        self.context.sides[name] = frame
        self.context.note(f"rows of the {name} that stand beside the rows of the table", len(frame))
        self.summary.problems += [str(one) for one in bad]
        return True

    def _file(self, source: Source) -> Iterator[Part]:
        refusals = Refusals(source.name)
        rows = kept = duplicates = 0
        broken = False
        self.context.state.clear()
        waiting: pl.DataFrame | None = None
        try:
            for total, raw in raw_frames(source, self.dataset, self.context, refusals, self.encoding):
                rows += total
                frame, taken, copies = self._shape(raw, source, refusals)
                kept += taken
                duplicates += copies
                if waiting is not None:
                    yield Part(source, waiting, [], last=False)
                waiting = frame
        except BROKEN as error:
            broken = True
            self.summary.problems.append(f"{source.name}: {_ended(error)}")
        if rows != kept + refusals.rows:
            raise DragomanError(
                f"{source.name}: {rows} rows were read, {kept} taken and {refusals.rows} refused. That "
                "must not be: rows would be lost in silence. Please report the layout; nothing counts."
            )
        if rows == 0 and not broken:
            self.context.note("files without any row", 1)
        self.summary.files.append(
            FileSummary(source.name, source.sha256, rows, kept, refusals.rows, duplicates)
        )
        if waiting is None:
            from dragoman.store.schema import empty

            waiting = empty(self.dataset.table)
        yield Part(source, waiting, refusals.all(), last=True)

    def _shape(self, raw: pl.DataFrame, source: Source, refusals: Refusals) -> tuple[pl.DataFrame, int, int]:
        """Return the rows in the table's columns, how many of the file's they are, and the copies."""
        import polars as pl

        from dragoman.datasets.shaped import in_columns, one_row_a_value

        shaped = self.dataset.shape(raw, self.context)
        bad = shaped["_what"].is_not_null()
        if bad.any():
            texts = raw.drop("_digest", "_width", strict=False).filter(bad)
            columns = [name for name in texts.columns if not name.startswith("_")]
            for line, what, cause, *cells in shaped.filter(bad).select("_line", "_what", "_cause").hstack(
                texts.select(columns)
            ).iter_rows():  # fmt: skip
                refusals.add(line, what, cause, "\t".join("" if c is None else c for c in cells))
            shaped = shaped.filter(~bad)
        taken = len(shaped)
        shaped = shaped.with_columns(self._seen.mark(shaped["_digest"]))
        shaped = shaped.with_columns(ids(shaped, source.sha256))
        copies = int(shaped["duplicate"].sum())
        if "_values" in shaped.columns:
            shaped = one_row_a_value(shaped)
        frame = shaped.with_columns(
            pl.lit(self.dataset.name).alias("source"),
            pl.lit(source.name).alias("file"),
            pl.lit(source.sha256).alias("sha256"),
            pl.lit(self.dataset.licence).alias("licence"),
            pl.col("_line").alias("line"),
        ).drop("_line", "_digest", "_what", "_cause")
        return in_columns(frame, self.dataset.table), taken, copies


def _ended(error: BaseException) -> str:
    return (
        f"the file ends early or is damaged ({error}); what stands before is read. "
        "The download was probably cut off: fetch it again."
    )
