"""A study: one folder with the original files, the tables and ``study.toml``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.model.causes import said
from dragoman.model.errors import InputError, StudyError
from dragoman.study.history import History
from dragoman.study.problem import Problem
from dragoman.study.settings import FILE, Settings, own_actors, write_settings

if TYPE_CHECKING:
    from typing import Self

    import polars as pl

    from dragoman.coding.base import AssumeDate, Coder
    from dragoman.study.adding import Added, Progress
    from dragoman.study.citing import Citation
    from dragoman.study.importing import ImportResult

__all__ = ["Study"]


# What it does stands by concepts: the folder and its state (state), rows (tables), what is kept (history);
# here is what puts something into it.
class Study(History):
    """Documents and what was read in them.

    ``Study.create`` makes one, ``Study.open`` opens one; ``add`` and ``code`` return the study again:

    >>> study = Study.open("caucasus").add("papers/").code()  # doctest: +SKIP
    >>> study.reports()  # doctest: +SKIP

    Reading methods return Polars frames of the present state, or, opened with ``as_of``, of a snapshot;
    such a view cannot be written to.  Notebooks, the command line and a running coder may use one study
    at the same time.

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
        super().__init__(path, settings, as_of=as_of)
        self.problems: tuple[Problem, ...] = ()
        self.added: Added | None = None

    @classmethod
    def create(cls, path: str | os.PathLike[str], *, name: str | None = None) -> Self:
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
        study = cls(folder, settings)
        try:
            (folder / "originals").mkdir(parents=True, exist_ok=True)
            (folder / "tables").mkdir(exist_ok=True)
            study._store.create()
            write_settings(folder, settings)
        except OSError as error:
            raise StudyError(
                f"No study could be made in {folder}: {said(error)}. Choose another place."
            ) from error
        return study

    def add(
        self,
        *paths: str | os.PathLike[str],
        published: str | None = None,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> Self:
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

        self._must_be_writable()
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
    ) -> Self:
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

        self._must_be_writable()
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

    def cite(self) -> Citation:
        """Return what the study rests on, to be cited: tool, codebook, lexicons, sources."""
        from dragoman.study.citing import cite

        return cite(self.name, self.snapshot(), self.copies())
