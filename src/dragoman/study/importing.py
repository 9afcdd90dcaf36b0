"""Public datasets into a study: file by file, each once, and complete or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from dragoman.datasets.reader import VERSION, Part, Reader
from dragoman.datasets.summary import Summary
from dragoman.model import parse_edtf
from dragoman.model.errors import InputError
from dragoman.store import Run, Snapshot
from dragoman.store.ids import content_id

if TYPE_CHECKING:
    from dragoman.datasets.refusals import Refusal
    from dragoman.study.state import State
    from dragoman.study.study import Study

__all__ = ["ImportResult", "external", "import_data"]

_ROWS = 250_000
"""So many rows make a commit: enough for few files, few enough to stay small in memory."""

Progress = Callable[[int, int | None, str], None]


@dataclass
class ImportResult:
    """What an import came to.

    Attributes
    ----------
    summary : Summary
    refused : list of Refusal
    passed_over : list of str
        Files whose content the study has already.
    written : int
        Rows that went into the table.
    """

    summary: Summary
    refused: list[Refusal] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    written: int = 0


def import_data(
    study: Study,
    paths: Iterable[str | os.PathLike[str]],
    dataset: str,
    *,
    version: str | None = None,
    mapping: str | os.PathLike[str] | None = None,
    encoding: str = "utf-8",
    covers: str | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Read files of a public dataset into a study, whatever their size.

    A file that is in the study already is passed over; one that another release of the readers, another
    encoding or another mapping read is read again, and the last reading counts.  A file counts only
    once all of it is in.

    Parameters
    ----------
    study : Study
    paths, dataset, version, mapping, encoding
        As in `dragoman.datasets.read`.
    covers : str, EDTF interval, optional
        The time of which these files, taken together, say everything: inside it silence is a zero.
    progress : callable ``(done, total, what)``, optional

    Raises
    ------
    StudyError
        The study is a snapshot, or the disk refuses.
    InputError, DateError
        As in `dragoman.datasets.read`; ``covers`` is no interval of days.
    """
    study._must_be_writable()
    window = _window(covers)
    reader = Reader(dataset, version=version, mapping=mapping, encoding=encoding)
    result = ImportResult(reader.summary)
    store = study._store.create()
    recipe = _recipe(reader, mapping)
    known = _current(store.snapshot())
    sources = []
    for source in reader.sources(paths):
        if known.get(_key(source.sha256, source.name), (None, None))[1] == recipe:
            result.passed_over.append(source.name)
        else:
            sources.append(source)
    writer = _Writer(study, reader, recipe)
    for part in reader.parts(sources):
        result.refused += part.refused
        result.written += len(part.frame)
        writer.add(part)
        if part.last and progress is not None:
            progress(len(reader.summary.files), len(sources), part.source.name)
    writer.finish(window)
    return result


def external(study: State, table: str = "external_events") -> pl.LazyFrame:
    """Return the rows of public datasets that count now: those of the last complete reading of each file.

    Parameters
    ----------
    study : State
        A `Study`.
    table : {"external_events", "alliances", "votes", "conflicts", "estimates"}
    """
    return rows_of(study.snapshot(), table)


def rows_of(snapshot: Snapshot, table: str) -> pl.LazyFrame:
    """Return the rows of public datasets in a snapshot; see `external`."""
    runs = snapshot.runs.filter(kind="data").select("run_id", "batch_id")
    current = _current(snapshot)
    wanted: dict[str, set[str]] = {}
    for key, (run, _) in current.items():
        wanted.setdefault(run, set()).add(key)
    every = _files_of_runs(snapshot)
    whole = [run for run, keys in wanted.items() if every[run] == keys]
    part = [run for run in wanted if run not in whole]

    def batches(names: list[str]) -> list[str]:
        return runs.filter(pl.col("run_id").is_in(names))["batch_id"].to_list()

    frame = snapshot.scan(table, batches=batches(whole))
    if not part:
        return frame
    frames = [frame]
    content = pl.concat_str("sha256", pl.col("file").str.extract(r"(!.*)$").fill_null(""))
    for run in part:
        frames.append(snapshot.scan(table, batches=batches([run])).filter(content.is_in(sorted(wanted[run]))))
    return pl.concat(frames)


def _key(sha256: str, name: str) -> str:
    """Name a table by its content: a file's hash, and the member where it is an archive."""
    bang = name.find("!")
    return sha256 + (name[bang:] if bang >= 0 else "")


def _complete(snapshot: Snapshot) -> pl.DataFrame:
    return (
        snapshot.runs.filter(kind="data")
        .select("run_id", "documents")
        .explode("documents", empty_as_null=False)
        .unnest("documents")
    )


def _current(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """Return by table's content the run that read it last, and how."""
    return {key: (run, how) for run, key, how in _complete(snapshot).iter_rows()}


def _files_of_runs(snapshot: Snapshot) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for run, key, _ in _complete(snapshot).iter_rows():
        found.setdefault(run, set()).add(key)
    return found


def _recipe(reader: Reader, mapping: str | os.PathLike[str] | None) -> str:
    said = None
    if mapping is not None:
        with open(mapping, encoding="utf-8") as file:
            said = file.read()
    parts = (reader.dataset.name, reader.context.version, reader.encoding, said, VERSION)
    return f"{reader.dataset.name}:{content_id(*parts)[:12]}"


def _window(covers: str | None) -> tuple[object, object] | None:
    if covers is None:
        return None
    when = parse_edtf(covers)
    if when.earliest is None or when.latest is None:
        raise InputError(
            f"covers is {covers!r}; it has to be an interval with both ends, as 2015-02-18/2020."
        )
    return when.earliest, when.latest


class _Writer:
    """Gathers rows and commits them; a run ends where a file ends."""

    def __init__(self, study: Study, reader: Reader, recipe: str) -> None:
        self._store = study._store
        self._reader, self._recipe = reader, recipe
        self._run = self._new_run()
        self._frames: list[pl.DataFrame] = []
        self._rows = 0
        self._finished: list[tuple[str, str]] = []
        self._problems: list[tuple[str, str]] = []
        self._told = 0
        self._years: set[int] = set()

    def _new_run(self) -> Run:
        return Run("data", parts=((self._reader.dataset.name, f"readers {VERSION}"),))

    def add(self, part: Part) -> None:
        self._frames.append(part.frame)
        self._rows += len(part.frame)
        self._problems += [(one.file, str(one)) for one in part.refused]
        self._span(part.frame)
        if part.last:
            self._finished.append((_key(part.source.sha256, part.source.name), self._recipe))
        if self._rows >= _ROWS:
            self._commit(done=part.last)

    def finish(self, window: tuple[object, object] | None) -> None:
        summary = self._reader.summary
        self._problems += [("", text) for text in summary.problems]
        coverage = self._coverage(window)
        if self._frames or self._problems or coverage is not None:
            self._commit(done=True, coverage=coverage)

    def _commit(self, *, done: bool, coverage: pl.DataFrame | None = None) -> None:
        frames = {}
        if self._rows:
            frames[self._reader.dataset.table] = pl.concat(self._frames)
        if coverage is not None:
            frames["coverage"] = coverage
        self._store.commit(
            self._run, frames, documents=self._finished if done else [], problems=self._problems
        )
        self._frames, self._rows, self._problems = [], 0, []
        if done:
            self._finished = []
            self._run = self._new_run()

    def _span(self, frame: pl.DataFrame) -> None:
        if not self._reader.dataset.systematic or frame.is_empty():
            return
        names = ("date_earliest", "date", "start", "year")
        name = next(n for n in names if n in frame.columns and frame[n].dtype in (pl.Date, pl.Int32))
        column = frame[name] if frame[name].dtype == pl.Int32 else frame[name].dt.year()
        self._years |= set(column.drop_nulls().unique())

    def _coverage(self, window: tuple[object, object] | None) -> pl.DataFrame | None:
        from datetime import date, timedelta

        dataset, context = self._reader.dataset, self._reader.context
        rows = []
        if window is not None:
            start, last = window
            assert isinstance(start, date)  # noqa: S101
            assert isinstance(last, date)  # noqa: S101
            rows.append((start, last + timedelta(days=1), "declared at the import"))
        elif self._years:
            rows.append((date(min(self._years), 1, 1), date(max(self._years) + 1, 1, 1),
                         "from the first to the last year of the files"))  # fmt: skip
        if not rows:
            return None
        return pl.DataFrame(
            [
                {
                    "id": content_id("coverage", dataset.name, context.version, str(start), str(stop), note),
                    "source": dataset.name, "source_version": context.version, "codes": [], "events": [],
                    "start": start, "stop": stop, "note": note,
                }
                for start, stop, note in rows
            ],
            schema_overrides={"codes": pl.List(pl.String()), "events": pl.List(pl.String()),
                              "source_version": pl.String()},
        )  # fmt: skip
