"""Documents of a study through a coder, on one core or several; one process commits."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import polars as pl

from dragoman.coding.batch import code_batch
from dragoman.model.errors import InputError, StudyError
from dragoman.store import Batches, Run, Snapshot, Store
from dragoman.study.noted import with_cites
from dragoman.study.parts import parts_of
from dragoman.study.problem import Problem

if TYPE_CHECKING:
    from dragoman.coding.base import AssumeDate, Coder
    from dragoman.study.adding import Progress

__all__ = ["assume_name", "code_documents"]

_CHUNK_DOCUMENTS, _CHUNK_CHARACTERS = 64, 400_000
# Starting workers and loading the lexicons in each costs a few seconds; less text is not worth it.
_WORTH_WORKERS = 3_000_000

_coder: Coder | None = None


def assume_name(assume: AssumeDate) -> str:
    """Return how ``runs`` writes the day as of which undated names are read."""
    if isinstance(assume, str):
        if assume not in ("today", "none"):
            raise InputError(f"assume is {assume!r}; it is 'today', 'none' or a datetime.date.")
        return assume
    return assume.isoformat()


def todo(snapshot: Snapshot, coder: Coder, assume: str) -> pl.DataFrame:
    """Return the documents that this version of the coder has not finished."""
    done = snapshot.coded.filter(coder=coder.name, coder_version=coder.version, assume=assume)
    return snapshot.documents.join(done, left_on="id", right_on="document_id", how="anti")


def code_documents(
    store: Store,
    coder: Coder,
    *,
    assume: AssumeDate,
    workers: int | None,
    progress: Progress | None,
) -> list[Problem]:
    """Code what is not coded yet and return what went wrong."""
    if workers is not None and workers < 1:
        raise InputError(f"workers is {workers}; give 1 to code in this process, or more.")
    name = assume_name(assume)
    snapshot = store.snapshot()
    documents = todo(snapshot, coder, name)
    if documents.is_empty():
        return []
    chunks = _chunks(snapshot, documents)
    count = _workers(documents, workers)
    results = _parallel(chunks, coder, assume, count) if count > 1 else _serial(chunks, coder, assume)
    problems: list[Problem] = []
    done = 0
    run = Run("code", coder=coder.name, coder_version=coder.version, assume=name, parts=parts_of(coder))
    with Batches(store, run) as batches:
        for size, frames in results:
            coded, found = frames.pop("coded"), frames.pop("problems")
            notes = [(path, message) for _, path, message in found.iter_rows()]
            batches.add(frames, documents=list(coded.iter_rows()), problems=notes)
            problems += [Problem(path, message, "code") for path, message in notes]
            done += size
            if progress is not None:
                progress(done, len(documents), "coding")
    return problems


def _workers(documents: pl.DataFrame, wanted: int | None) -> int:
    if wanted is not None:
        return min(wanted, len(documents))
    if documents["characters"].sum() < _WORTH_WORKERS:
        return 1
    import loky  # type: ignore[import-untyped]

    return min(int(loky.cpu_count()), len(documents))


def _chunks(snapshot: Snapshot, documents: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Cut the work into frames of whole documents; the texts of one batch are in memory at a time."""
    ordered = snapshot.rank(documents.lazy()).sort("_order", "id").drop("_order").collect()
    for part in ordered.partition_by("batch_id", maintain_order=True):
        texts = snapshot.text_rows(part)
        if len(texts) != len(part):
            lost = part.join(texts, on="id", how="anti")["path"].to_list()
            raise StudyError(
                f"The text of {len(lost)} documents is missing, {lost[0]} among them: files were deleted "
                "from tables/texts. Restore them from a copy, or add the originals to a new study."
            )
        first = weight = 0
        for at, size in enumerate(texts["characters"].to_list()):
            weight += size
            if weight >= _CHUNK_CHARACTERS or at - first + 1 >= _CHUNK_DOCUMENTS:
                yield texts.slice(first, at + 1 - first)
                first, weight = at + 1, 0
        if first < len(texts):
            yield texts.slice(first)


_Result = tuple[int, dict[str, pl.DataFrame]]


def _serial(chunks: Iterator[pl.DataFrame], coder: Coder, assume: AssumeDate) -> Iterator[_Result]:
    for chunk in chunks:
        yield len(chunk), code_batch(chunk, coder=coder, assume=assume, after=with_cites)


def _start(coder: Coder) -> None:
    """Keep the coder in the worker, so that it is sent and loaded once."""
    global _coder
    _coder = coder


def _work(chunk: pl.DataFrame, assume: AssumeDate) -> _Result:
    if _coder is None:
        raise StudyError("A worker was used before it got its coder; run again with workers=1.")
    return len(chunk), code_batch(chunk, coder=_coder, assume=assume, after=with_cites)


def _parallel(
    chunks: Iterator[pl.DataFrame], coder: Coder, assume: AssumeDate, workers: int
) -> Iterator[_Result]:
    """Yield results in the order of the chunks; only a few chunks are under way at a time."""
    from loky import get_reusable_executor
    from loky.process_executor import BrokenProcessPool  # type: ignore[import-untyped]

    executor = get_reusable_executor(max_workers=workers, initializer=_start, initargs=(coder,))
    pending = deque(executor.submit(_work, chunk, assume) for chunk in islice(chunks, 2 * workers))
    try:
        while pending:
            yield pending.popleft().result()
            pending.extend(executor.submit(_work, chunk, assume) for chunk in islice(chunks, 1))
    except BrokenProcessPool as error:
        raise StudyError(
            f"A worker process ended unexpectedly ({error}); the memory was probably full. What is committed "
            "stays; run again, with workers=1 where it happens again."
        ) from error
    finally:
        for future in pending:
            future.cancel()
