"""The rows of a study: tables of what was read and coded, and single rows with their proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model.errors import InputError, StudyError
from dragoman.study.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from dragoman.model import Claim, Document, Report
    from dragoman.store import Snapshot

__all__ = ["Tables"]


class Tables(State):
    """The tables of a study as Polars frames, in one order for one state."""

    def documents(self) -> pl.DataFrame:
        """Return the documents, by path; those with one ``source_group`` tell one text (see ``copies``).

        ``side`` is whose side a document speaks from, where ``sides.tsv`` in the study's folder says so.
        """
        groups = self.copies().groups
        documents = self.with_sides(self.snapshot().documents.drop("batch_id"))
        return documents.join(groups, on="id", maintain_order="left")

    def with_sides(self, documents: pl.DataFrame) -> pl.DataFrame:
        """Add ``side`` to rows of ``documents``, as ``sides.tsv`` in the study's folder says at present.

        Raises
        ------
        StudyError
            A line of the file is wrong.
        """
        from dragoman.study.sides import read_sides, with_sides

        return with_sides(documents, read_sides(self.path))

    def reports(
        self,
        *,
        coder: str | None = None,
        where: pl.Expr | None = None,
        columns: Sequence[str] | None = None,
    ) -> pl.DataFrame:
        """Return the reports of the last complete run, by document and place.

        Sources are counted by ``source_group``: it is one for all copies of a text, and for a passage
        that an earlier document has as well it is that one's.

        Parameters
        ----------
        coder : str, optional
            Needed where several coders coded the study: their reports must not be counted together.
        where : polars.Expr, optional
            Only these rows; asked while the files are read, so that a large study need not be held.
        columns : sequence of str, optional
            Only these columns; the others are not read.

        Raises
        ------
        InputError
            Several coders coded the study and none is named, or the one named did not.
        """
        return self._found("reports", coder, "sentence_start", "trigger_start", where=where, columns=columns)

    def claims(self, *, coder: str | None = None, where: pl.Expr | None = None) -> pl.DataFrame:
        """Return the claims about relations, by document and place; parameters as in ``reports``."""
        return self._found("claims", coder, "sentence_start", "trigger_start", where=where)

    def mentions(self, *, coder: str | None = None) -> pl.DataFrame:
        """Return every actor named in coded text, by document and place; ``coder`` as in ``reports``."""
        return self._found("mentions", coder, "start", "stop")

    def runs(self) -> pl.DataFrame:
        """Return the complete batches of all passes, oldest first, with what they could not do."""
        return self.snapshot().runs.clone()

    def events(self, *, coder: str | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return ``events`` and ``event_reports``: reports that tell of the same happening, linked."""
        from dragoman.events.link import link_reports

        return link_reports(self.reports(coder=coder))

    def agreements(self, *, coder: str | None = None) -> pl.DataFrame:
        """Return what the reports say about agreements and their dates, reading by reading."""
        from dragoman.events.agreements import agreements

        return agreements(self.reports(coder=coder))

    def external(self, table: str = "external_events") -> pl.LazyFrame:
        """Return the rows of public datasets: of each file those of its last complete reading.

        Parameters
        ----------
        table : {"external_events", "alliances", "votes", "conflicts", "estimates"}
        """
        from dragoman.study.importing import external

        return external(self, table)

    def text(self, document_id: str) -> str:
        """Return the text that the spans of a document point into; errors as in ``document``."""
        text = self.snapshot().text(document_id)
        # Where there is none, document() says why.
        return text if text is not None else self.document(document_id).text

    def document(self, document_id: str) -> Document:
        """Return a document as it was read.

        Raises
        ------
        InputError
            The study has no such document.
        """
        from dragoman.store.rows import document_of

        snapshot = self.snapshot()
        rows = snapshot.find("documents", document_id).tail(1)
        if rows.is_empty():
            raise InputError(
                f"The study {self.path} has no document {document_id!r}; documents() lists those it has."
            )
        texts = snapshot.text_rows(rows)
        if texts.is_empty():
            raise StudyError(
                f"The text of {rows['path'][0]} is missing: files were deleted from tables/texts. "
                "Restore them from a copy, or add the original to a new study."
            )
        return document_of(texts.row(0, named=True))

    def report(self, report_id: str, *, coder: str | None = None) -> Report:
        """Return one report with everything it rests on.

        Raises
        ------
        InputError
            The study has no such report at present.
        """
        from dragoman.store.rows import report_of

        return report_of(self._row("reports", report_id, coder))

    def claim(self, claim_id: str, *, coder: str | None = None) -> Claim:
        """Return one claim with everything it rests on; errors as in ``report``."""
        from dragoman.store.rows import claim_of

        return claim_of(self._row("claims", claim_id, coder))

    def _coder(self, snapshot: Snapshot, coder: str | None) -> str | None:
        names = snapshot.coded["coder"].unique().sort().to_list()
        if coder is None and len(names) > 1:
            raise InputError(
                f"The study was coded by {', '.join(names)}; say whose rows you want: coder={names[0]!r}."
            )
        if coder is not None and coder not in names:
            raise InputError(
                f"The coder {coder!r} did not code this study; {', '.join(names) or 'none'} did. "
                "Code it with study.code(...)."
            )
        return coder

    def _found(
        self,
        table: str,
        coder: str | None,
        *order: str,
        where: pl.Expr | None = None,
        columns: Sequence[str] | None = None,
    ) -> pl.DataFrame:
        from dragoman.study.sources import with_groups

        snapshot = self.snapshot()
        rows = snapshot.current(table, coder=self._coder(snapshot, coder), where=where)
        keys = ("path", "document_id", *order, "id")
        if columns is not None:
            rows = rows.select("batch_id", *dict.fromkeys((*keys, *columns)))
        frame = rows.sort(*keys).drop("batch_id").collect()
        grouped = with_groups(frame, self.copies(), at=order[-1] if table != "mentions" else "start")
        return grouped if columns is None else grouped.select(columns)

    def _row(self, table: str, row_id: str, coder: str | None) -> dict[str, object]:
        import polars as pl

        snapshot = self.snapshot()
        only = pl.col("id") == row_id
        found = snapshot.current(table, coder=self._coder(snapshot, coder), where=only).collect()
        if found.is_empty():
            raise InputError(
                f"The study {self.path} has no {table[:-1]} {row_id!r} at present; "
                f"{table}() lists those it has."
            )
        return found.row(0, named=True)
