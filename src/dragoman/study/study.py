"""A study: one folder with the original files, the tables and ``study.toml``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.model.errors import InputError, StudyError
from dragoman.study.problem import Problem
from dragoman.study.settings import FILE, Settings, read_settings, write_settings

if TYPE_CHECKING:
    import polars as pl

    from dragoman.coding.base import AssumeDate, Coder
    from dragoman.model import Claim, Document, Report
    from dragoman.store import Snapshot
    from dragoman.study.adding import Progress

__all__ = ["Study"]


class Study:
    """Documents and what was read in them.

    ``Study.create`` makes one, ``Study.open`` opens one; ``add`` and ``code`` return the study again:

    >>> study = Study.open("caucasus").add("papers/").code()  # doctest: +SKIP
    >>> study.reports()  # doctest: +SKIP

    Reading methods return Polars frames of the present state.  Notebooks, the command line and a
    running coder may use one study at the same time.

    Attributes
    ----------
    path : Path
    name : str
    problems : tuple of Problem
        What this object could not read or code so far; ``runs()`` keeps those of all passes.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        from dragoman.store import Store

        self.path = path
        self.name = settings.name
        self.problems: tuple[Problem, ...] = ()
        self._store = Store(path / "tables")
        self._last: Snapshot | None = None

    def __repr__(self) -> str:
        return f"Study({str(self.path)!r})"

    @classmethod
    def create(cls, path: str | os.PathLike[str], *, name: str | None = None) -> Study:
        """Make a study in a new folder, or in one that is no study yet.

        Raises
        ------
        StudyError
            The folder is a study already or cannot be written.
        """
        folder = Path(path)
        if (folder / FILE).exists():
            raise StudyError(f"{folder} is a study already. Open it, or choose another folder.")
        settings = Settings(name or folder.resolve().name)
        try:
            (folder / "originals").mkdir(parents=True, exist_ok=True)
            (folder / "tables").mkdir(exist_ok=True)
            study = cls(folder, settings)
            study._store.create()
            write_settings(folder, settings)
        except OSError as error:
            raise StudyError(
                f"No study could be made in {folder}: {error}. Choose a folder that you may write to."
            ) from error
        return study

    @classmethod
    def open(cls, path: str | os.PathLike[str] = ".") -> Study:
        """Open a study.

        Raises
        ------
        StudyError
            The folder is no study; the message says how to make one.
        """
        folder = Path(path)
        return cls(folder, read_settings(folder))

    def add(
        self,
        *paths: str | os.PathLike[str],
        published: str | None = None,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> Study:
        """Read files and folders into the study; what is in it already is passed over.

        Files that cannot be read are named in ``problems``, the others are added.

        Parameters
        ----------
        *paths : path
        published : str, EDTF, optional
            Date of these documents where you know it better than the files.
        language : str, ISO 639-1, optional
            Language of these documents where you know it better than the files.
        progress : callable ``(done, total or None, what)``, optional

        Raises
        ------
        InputError
            No path was given.
        DateError
            ``published`` is no EDTF date.
        """
        from dragoman.model import parse_edtf
        from dragoman.study.adding import add_documents

        if not paths:
            raise InputError("No file or folder was given to add. Name one: study.add('papers/').")
        if published is not None:
            parse_edtf(published)
        self.problems += tuple(
            add_documents(
                self._store,
                self.path / "originals",
                [Path(path) for path in paths],
                published=published,
                language=language,
                progress=progress,
            )
        )
        return self

    def code(
        self,
        coder: Coder | None = None,
        assume: AssumeDate = "today",
        *,
        workers: int | None = None,
        progress: Progress | None = None,
    ) -> Study:
        """Code the documents that this version of the coder has not finished yet.

        Parameters
        ----------
        coder : Coder, optional
            The rule coder where none is given.
        assume : "today", "none" or date
            As of when names are read where neither text nor document has a date.
        workers : int, optional
            Processes; without it, one for little text and one a core for much.
        progress : callable ``(done, total, what)``, optional
        """
        from dragoman.study.coding import code_documents

        if coder is None:
            from dragoman.coding.rules import RuleCoder

            coder = RuleCoder()
        self.problems += tuple(
            code_documents(self._store, coder, assume=assume, workers=workers, progress=progress)
        )
        return self

    def snapshot(self) -> Snapshot:
        """Return the present state of all tables, for several questions to one and the same state."""
        present = self._store.snapshot()
        # While nobody commits, what was worked out from the tables stays true.
        if self._last is None or self._last.versions != present.versions:
            self._last = present
        return self._last

    def documents(self) -> pl.DataFrame:
        """Return the documents, by path."""
        return self.snapshot().documents.drop("batch_id")

    def reports(self, *, coder: str | None = None) -> pl.DataFrame:
        """Return the reports of the last complete run, by document and place.

        Parameters
        ----------
        coder : str, optional
            Needed where several coders coded the study: their reports must not be counted together.

        Raises
        ------
        InputError
            Several coders coded the study and none is named, or the one named did not.
        """
        return self._found("reports", coder, "sentence_start", "trigger_start")

    def claims(self, *, coder: str | None = None) -> pl.DataFrame:
        """Return the claims about relations, by document and place; ``coder`` as in ``reports``."""
        return self._found("claims", coder, "sentence_start", "trigger_start")

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

    def text(self, document_id: str) -> str:
        """Return the text that the spans of a document point into; errors as in ``document``."""
        import polars as pl

        # An id is a hash of the text, so any complete row has it; the table of documents can rest.
        rows = self.snapshot().last_of("texts", pl.col("id") == document_id)
        return str(rows["text"][0]) if len(rows) else self.document(document_id).text

    def document(self, document_id: str) -> Document:
        """Return a document as it was read.

        Raises
        ------
        InputError
            The study has no such document.
        """
        import polars as pl

        from dragoman.store.rows import document_of

        snapshot = self.snapshot()
        rows = snapshot.last_of("documents", pl.col("id") == document_id)
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

    def verify(self) -> pl.DataFrame:
        """Check every stored span against the text and every original against its hash.

        Returns
        -------
        polars.DataFrame
            One row a fault: ``path, document_id, table, id, field, start, stop, quote, problem``;
            no rows mean that everything is proved.
        """
        from dragoman.study.proof import verify

        return verify(self.snapshot(), self.path / "originals")

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

    def _found(self, table: str, coder: str | None, *order: str) -> pl.DataFrame:
        snapshot = self.snapshot()
        rows = snapshot.current(table, coder=self._coder(snapshot, coder))
        return rows.sort("path", "document_id", *order, "id").drop("batch_id").collect()

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
