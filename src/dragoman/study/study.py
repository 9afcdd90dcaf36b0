"""A study: one folder with the original files, the tables and ``study.toml``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.model.errors import InputError, StudyError
from dragoman.study.problem import Problem
from dragoman.study.settings import FILE, Settings, own_actors, read_settings, write_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from dragoman.coding.base import AssumeDate, Coder
    from dragoman.model import Claim, Document, Report
    from dragoman.store import Compacted, Snapshot
    from dragoman.study.adding import Added, Progress
    from dragoman.study.citing import Citation
    from dragoman.study.diff import Diff
    from dragoman.study.importing import ImportResult
    from dragoman.study.sources import Copies

__all__ = ["Study"]


class Study:
    """Documents and what was read in them.

    ``Study.create`` makes one, ``Study.open`` opens one; ``add`` and ``code`` return the study again:

    >>> study = Study.open("caucasus").add("papers/").code()  # doctest: +SKIP
    >>> study.reports()  # doctest: +SKIP

    Reading methods return Polars frames of the present state, or, opened with ``as_of``, of a snapshot;
    such a view cannot be written to.  Notebooks, the command line and a
    running coder may use one study at the same time.

    Attributes
    ----------
    path : Path
    name : str
    problems : tuple of Problem
        What this object could not read or code so far; ``runs()`` keeps those of all passes.
    added : Added or None
        What the last ``add`` of this object found to be in the study already.
    as_of : str or None
        The snapshot that this object shows; the present where there is none.
    """

    def __init__(self, path: Path, settings: Settings, *, as_of: str | None = None) -> None:
        from dragoman.store import Store

        self.path = path
        self.name = settings.name
        self.problems: tuple[Problem, ...] = ()
        self.added: Added | None = None
        self._store = Store(path / "tables")
        self._last: Snapshot | None = None
        self._copies: tuple[pl.DataFrame, Copies] | None = None
        self.as_of = as_of
        if as_of is not None:
            self._last = self._store.at(as_of)

    def __repr__(self) -> str:
        view = f", as_of={self.as_of!r}" if self.as_of is not None else ""
        return f"Study({str(self.path)!r}{view})"

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
    def open(cls, path: str | os.PathLike[str] = ".", *, as_of: str | None = None) -> Study:
        """Open a study.

        Parameters
        ----------
        path : path
        as_of : str, optional
            A snapshot: what is read is the study as it was then.

        Raises
        ------
        StudyError
            The folder is no study; the message says how to make one.
        InputError
            There is no such snapshot.
        """
        folder = Path(path)
        return cls(folder, read_settings(folder), as_of=None if as_of in (None, "now") else as_of)

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

        self._must_be_present()
        if not paths:
            raise InputError("No file or folder was given to add. Name one: study.add('papers/').")
        if published is not None:
            parse_edtf(published)
        self.added, problems = add_documents(
            self._store,
            self.path / "originals",
            [Path(path) for path in paths],
            published=published,
            language=language,
            progress=progress,
        )
        self.problems += tuple(problems)
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

        self._must_be_present()
        if coder is None:
            from dragoman.coding.rules import RuleCoder

            coder = RuleCoder(actors=self.own_actors)
        self.problems += tuple(
            code_documents(self._store, coder, assume=assume, workers=workers, progress=progress)
        )
        return self

    @property
    def own_actors(self) -> Path | None:
        """The study's own table of actors, ``actors.tsv`` in its folder, if there is one."""
        return own_actors(self.path)

    def import_data(
        self,
        dataset: str,
        *paths: str | os.PathLike[str],
        version: str | None = None,
        mapping: str | os.PathLike[str] | None = None,
        encoding: str = "utf-8",
        covers: str | None = None,
        progress: Progress | None = None,
    ) -> ImportResult:
        """Read the providers' own files of a public dataset into the study.

        Parameters
        ----------
        dataset : str
            One of `dragoman.datasets.datasets`, or ``csv`` with a mapping.
        *paths : path
            Plain, gzip or zip files, or folders of them.
        version, mapping, encoding, covers, progress
            As in `dragoman.study.importing.import_data`.

        Raises
        ------
        InputError
            No path was given, a dataset that is none, or an encoding that is none.
        DateError
            ``covers`` is no interval of days.
        """
        from dragoman.study.importing import import_data

        self._must_be_present()
        if not paths:
            raise InputError("No file was given to import. Name one: study.import_data('gdelt', 'files/').")
        return import_data(
            self,
            paths,
            dataset,
            version=version,
            mapping=mapping,
            encoding=encoding,
            covers=covers,
            progress=progress,
        )

    def external(self, table: str = "external_events") -> pl.LazyFrame:
        """Return the rows of public datasets: of each file those of its last complete reading.

        Parameters
        ----------
        table : {"external_events", "alliances", "votes", "conflicts", "estimates"}
        """
        from dragoman.study.importing import external

        return external(self, table)

    def snapshot(self) -> Snapshot:
        """Return the state of all tables, for several questions to one and the same state."""
        if self.as_of is not None and self._last is not None:
            return self._last
        present = self._store.snapshot()
        # While nobody commits, what was worked out from the tables stays true.
        if self._last is None or self._last.versions != present.versions:
            self._last = present
        return self._last

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

    def copies(self) -> Copies:
        """Return what the documents have from each other.

        Returns
        -------
        Copies
            ``links``: pairs of near copies and of documents that share passages; ``groups``: which
            documents count as one source; ``quoted``: passages that an earlier document has as well.
        """
        from dragoman.study.sources import copies_in

        snapshot = self.snapshot()
        state = snapshot.documents.select("id", "revision")
        if self._copies is None or not self._copies[0].equals(state):
            self._copies = (state, copies_in(snapshot))
        return self._copies[1]

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

    def keep(self, name: str) -> Study:
        """Keep the present state as a snapshot, for ever; returns a view of it.

        Raises
        ------
        InputError
            There is a snapshot of that name already, or the name cannot be used.
        """
        self._must_be_present()
        self._store.keep(name)
        return Study.open(self.path, as_of=name)

    def snapshots(self) -> pl.DataFrame:
        """Return the snapshots, oldest first: ``name, committed, tool_version, versions``."""
        return self._store.kept().drop("sequence")

    def export(self, folder: str | os.PathLike[str]) -> Study:
        """Copy the study as this object shows it into a new folder; returns the study there.

        Originals, tables and earlier snapshots go with it; nothing of the copy rests on this folder.

        Raises
        ------
        StudyError
            The folder is not empty, the disk refuses, or files of the study are missing.
        """
        from dragoman.study.exporting import export_study

        target = Path(folder)
        export_study(self.path, self._store, self.snapshot(), target)
        return Study.open(target)

    def diff(self, before: str, after: str = "now") -> Diff:
        """Compare two states: what was added, changed and withdrawn, and why.

        Parameters
        ----------
        before, after : str
            Names of snapshots, or ``now`` for what this object shows.

        Raises
        ------
        InputError
            There is no such snapshot.
        """
        from dragoman.study.diff import diff

        old, new = (self.snapshot() if name == "now" else self._store.at(name) for name in (before, after))
        return diff(old, new)

    def compact(self, *, files: int = 64, keep_hours: int = 24) -> list[Compacted]:
        """Make few files of many and take away what is said twice; snapshots stay as they are.

        Parameters
        ----------
        files : int, default 64
            Tables with more files than that are rewritten.
        keep_hours : int, default 24
            Files that were replaced within these hours stay, for whoever reads them just now.

        Returns
        -------
        list of Compacted
            What was done, table by table.
        """
        from dragoman.store import compact

        self._must_be_present()
        return compact(self._store, files=files, keep_hours=keep_hours)

    def cite(self) -> Citation:
        """Return what the study rests on, to be cited: tool, codebook, lexicons, sources."""
        from dragoman.study.citing import cite

        return cite(self.name, self.snapshot(), self.copies())

    def files(self) -> dict[str, int]:
        """Return how many data files each table has; above 64 ``compact`` is worth its while."""
        from dragoman.model.tables import TABLES
        from dragoman.store.delta import file_count

        return {name: file_count(self.path / "tables", name) for name in sorted(TABLES)}

    def _must_be_present(self) -> None:
        if self.as_of is not None:
            raise StudyError(
                f"This is the snapshot {self.as_of!r} of {self.path}, and snapshots do not change. "
                "Open the study without as_of to go on working with it."
            )

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
