"""Reading: one consistent state of all tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from dragoman.model.tables import TABLES
from dragoman.store import delta, journal, places
from dragoman.store.schema import empty

if TYPE_CHECKING:
    from deltalake import DeltaTable

__all__ = ["Snapshot"]


class Snapshot:
    """The tables as they were at one moment.

    Attributes
    ----------
    versions : mapping of table name to version, null where the table does not exist yet
    name : str or None
        Under which a person kept this state.
    """

    def __init__(self, path: Path, versions: Mapping[str, int | None], *, name: str | None = None) -> None:
        self.path = path
        self.name = name
        self.versions = dict(versions)
        self._opened: dict[str, DeltaTable] = {}

    def _open(self, table: str) -> DeltaTable | None:
        version = self.versions.get(table)
        if version is not None and table not in self._opened:
            self._opened[table] = delta.open_table(self.path, table, version=version)
        return self._opened.get(table)

    def _all(self, table: str, *, batch: str | None = None, file: str = "") -> pl.LazyFrame:
        """Return all rows; with ``batch`` only those of files that can have rows of it.

        Where the table has a file with ``file`` in its name, only those of that one.
        """
        opened = self._open(table)
        if opened is None:
            return empty(table, batch=True).lazy()
        return delta.scan(opened, table, only=None if batch is None else ("batch_id", batch), file=file)

    @cached_property
    def runs(self) -> pl.DataFrame:
        """The complete batches, in the order of their commits."""
        return journal.in_order(self._all("runs")).collect()

    @cached_property
    def batches(self) -> pl.Series:
        """The ids of the complete batches, in the order of their commits."""
        # Without the lists of documents, which weigh a thousand times as much.
        return journal.in_order(self._all("runs").select(journal.ORDER)).collect()["batch_id"]

    def rank(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Add ``_order``, the place of each row's batch; rows of other batches fall away."""
        order = self.batches.to_frame().lazy().with_row_index("_order")
        return frame.join(order, on="batch_id")

    def scan(self, table: str, *, batches: Iterable[str] | None = None) -> pl.LazyFrame:
        """Return the rows of complete batches, or of those named; rows said twice are still twice."""
        known = self.batches.to_list()
        wanted = known if batches is None else sorted(set(batches) & set(known))
        return self._all(table).filter(pl.col("batch_id").is_in(wanted))

    def find(self, table: str, row_id: str, *columns: str) -> pl.DataFrame:
        """Return the complete rows with an id, in the order of their batches; fast in a large study.

        Parameters
        ----------
        table : str
        row_id : str
        *columns : str
            Those that are wanted; all where none is named.
        """
        wanted = ["batch_id", *columns] if columns else list(TABLES[table].names)
        rows = self._all(table).filter(pl.col("id") == row_id).select(wanted).collect()
        known = [self._entry(one) for one in rows["batch_id"].unique().sort().to_list()]
        if len(known) < 2:
            return rows.clear() if not known or known[0].is_empty() else rows
        order = (
            journal.in_order(pl.concat(known).lazy()).select("batch_id").with_row_index("_order").collect()
        )
        return rows.join(order, on="batch_id").sort("_order").drop("_order")

    def text(self, row_id: str) -> str | None:
        """Return the text of a document, or null where no complete batch has it."""
        # Whichever complete batch says it, the text of an id is the same.
        for place in places.places_of(self.path, row_id):
            found = self._text_at(row_id, place)
            if found is None:
                found = self._text(row_id, place.batch, file=place.file)
            if found is not None:
                return found
        said = self._all("documents").filter(pl.col("id") == row_id).select("batch_id").collect()
        for batch in said["batch_id"].unique(maintain_order=True):
            found = self._text(row_id, batch)
            if found is not None:
                return found
        return None

    def _text_at(self, row_id: str, place: places.Place) -> str | None:
        """Return the text from the file that a hint names, without opening a table, if the hint holds.

        Rows are never changed: those of a complete batch are true in whatever file they stand.
        """
        runs = self.versions.get("runs")
        if not place.file or place.commit is None or runs is None or place.commit > runs:
            return None
        if not delta.is_in_commit(self.path, "runs", place.commit, ("batch_id", place.batch)):
            return None
        there = (pl.col("batch_id") == place.batch) & (pl.col("id") == row_id)
        for rows in delta.scan_file(self.path, "texts", place.file):
            try:
                found = rows.filter(there).select("text").collect()
            except (OSError, pl.exceptions.PolarsError):
                continue  # taken away just now; or of a kind that only the table can read
            if len(found):
                return str(found["text"][0])
        return None

    def _text(self, row_id: str, batch: str, *, file: str = "") -> str | None:
        """Return the text that a batch has of a document, if it has and is complete.

        ``file`` is a part of the name of a file that is asked alone, where the table has it.
        """
        if self._entry(batch).is_empty():
            return None
        # Its batch points to the one file; the ids of texts are spread over all of them.
        there = (pl.col("batch_id") == batch) & (pl.col("id") == row_id)
        found = self._all("texts", batch=batch, file=file).filter(there).select("text").collect()
        return str(found["text"][0]) if len(found) else None

    def _entry(self, batch: str) -> pl.DataFrame:
        """Return the place of a batch in ``runs``, or no row; reads the files only that can have it."""
        rows = self._all("runs", batch=batch).filter(pl.col("batch_id") == batch)
        return rows.select(journal.ORDER).collect()

    @cached_property
    def documents(self) -> pl.DataFrame:
        """The present documents, by path.

        Of a document that was added again with another date or language the last word counts.  Where
        a newer reader read the same file, what the older one made of it is no longer present.
        """
        frame = (
            self.rank(self._all("documents"))
            .sort("_order", "id")
            .unique("id", keep="last", maintain_order=True)
        )
        reader = pl.col("reader").last().over(pl.when(pl.col("sha256") == "").then("id").otherwise("sha256"))
        return frame.filter(pl.col("reader").eq_missing(reader)).drop("_order").sort("path", "id").collect()

    @cached_property
    def coded(self) -> pl.DataFrame:
        """Per document and coder the last complete batch: ``document_id, revision, coder, ...``."""
        return (
            self.runs.filter(kind="code")
            .select("batch_id", "coder", "coder_version", "assume", "documents")
            .with_row_index("_order")
            .explode("documents", empty_as_null=False)
            .unnest("documents")
            .rename({"id": "document_id"})
            .unique(["document_id", "coder"], keep="last", maintain_order=True)
            .join(
                self.documents.select(document_id="id", revision="revision"), on=["document_id", "revision"]
            )
            .drop("_order")
        )

    def current(self, table: str, *, coder: str | None = None, where: pl.Expr | None = None) -> pl.LazyFrame:
        """Return the rows of ``reports``, ``claims`` or ``mentions`` that count now.

        Those of the last complete run per present document and coder, each once.  ``where`` is
        applied while the files are read, so that those it rules out are passed over.
        """
        coded = self.coded if coder is None else self.coded.filter(coder=coder)
        pairs = coded.select("document_id", "coder", "batch_id")
        rows = self._all(table).filter(pl.col("batch_id").is_in(pairs["batch_id"].unique().to_list()))
        if where is not None:
            rows = rows.filter(where)
        # Not unique(): over columns of lists the streaming engine takes a hundred times as long for it.
        return rows.join(pairs.lazy(), on=["document_id", "coder", "batch_id"], how="semi").filter(
            pl.struct(TABLES[table].key).is_first_distinct()
        )

    def text_rows(self, documents: pl.DataFrame) -> pl.DataFrame:
        """Return ``texts`` of the given rows of ``documents``, joined with these."""
        if documents.is_empty():
            return documents.join(empty("texts"), on=["id", "revision"], how="inner")
        batches = documents["batch_id"].unique().to_list()
        one = batches[0] if len(batches) == 1 else None
        if len(documents) == 1:
            for place in places.places_of(self.path, documents["id"][0]):
                if place.batch == one and place.file:
                    found = self._joined(documents, self._all("texts", batch=one, file=place.file))
                    if len(found):
                        return found
        return self._joined(documents, self._all("texts", batch=one))

    @staticmethod
    def _joined(documents: pl.DataFrame, texts: pl.LazyFrame) -> pl.DataFrame:
        """Join rows of ``documents`` with those of ``texts`` that came in the same batches."""
        found = (
            texts.filter(
                pl.col("batch_id").is_in(documents["batch_id"].unique().to_list())
                & pl.col("id").is_in(documents["id"].to_list())
            )
            .drop("batch_id")
            .collect()
            .filter(pl.struct("id", "revision").is_first_distinct())
        )
        return documents.join(found, on=["id", "revision"], how="inner", maintain_order="left")
