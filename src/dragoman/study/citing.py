"""What a study rests on: tool, codebook, lexicons and sources, as text and as BibTeX."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import dragoman
from dragoman.store.ids import content_id
from dragoman.study.bibtex import entry, keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.store import Snapshot
    from dragoman.study.sources import Copies

__all__ = ["Citation", "CodebookUsed", "CoderUsed", "Source", "cite"]

_TOOL = "Dragoman: who did what to whom, when, where, and on whose word"
_TAKEN = ("id", "path", "title", "author", "publisher", "published", "url")
_MAKERS = "The Dragoman developers"


@dataclass(frozen=True, slots=True)
class CoderUsed:
    """A coder with one of its versions, and how many of the documents it coded."""

    name: str
    version: str
    assume: str | None
    documents: int
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CodebookUsed:
    """A coding scheme and under which terms it may be used."""

    id: str
    title: str | None = None
    source: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document; ``copy_of`` names the document whose text it tells again."""

    id: str
    path: str
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """What to cite.

    Attributes
    ----------
    study : str
    content : str
        Hash of the documents, their dates and the coders' versions: two studies with the same hash
        give the same numbers.
    snapshot : str or None
    tool, tool_version : str
    coders : tuple of CoderUsed
    codebooks : tuple of CodebookUsed
    sources : tuple of Source
        By author, date and title.
    """

    study: str
    content: str
    snapshot: str | None
    tool: str
    tool_version: str
    coders: tuple[CoderUsed, ...]
    codebooks: tuple[CodebookUsed, ...]
    sources: tuple[Source, ...]

    def to_json(self) -> dict[str, Any]:
        """Return everything as a JSON object."""
        return asdict(self)

    def text(self) -> str:
        """Return a list for people."""
        view = f", snapshot {self.snapshot}" if self.snapshot else ""
        lines = [
            f"Study: {self.study}{view}",
            f"  content {self.content} (documents and coders' versions)",
            f"Tool: Dragoman {self.tool_version} ({_MAKERS}, Apache-2.0)",
        ]
        for book in self.codebooks:
            lines.append(f"Codebook: {book.title or book.id} ({book.id})")
            lines += [
                f"  {what}" for what in (book.source, book.licence and f"licence: {book.licence}") if what
            ]
        for coder in self.coders:
            dated = f", undated names read as of {coder.assume}" if coder.assume else ""
            lines.append(f"Coder: {coder.name} {coder.version}: {_documents(coder.documents)}{dated}")
            lines += [f"  {name}: {version}" for name, version in coder.parts]
        copies = sum(source.copy_of is not None for source in self.sources)
        told = f", {copies:,} of them copies of others" if copies else ""
        lines.append(f"Sources: {_documents(len(self.sources))}{told}")
        lines += [f"  {_line(source)}" for source in self.sources]
        return "\n".join(lines) + "\n"

    def bibtex(self) -> str:
        """Return study, tool, codebooks and sources as BibTeX (UTF-8, for biber)."""
        return "\n".join(self._entries())

    def _entries(self) -> Iterator[str]:
        view = f", snapshot {self.snapshot}" if self.snapshot else ""
        used = "; ".join(f"{c.name} {c.version}" for c in self.coders)
        fields = {
            "title": f"{self.study}: coded documents{view}",
            "note": f"Content {self.content}" + (f"; coded by {used}" if used else ""),
        }
        yield entry("misc", f"study-{self.content[:8]}", fields)
        tool = {"title": _TOOL, "author": _MAKERS, "version": self.tool_version, "note": "Apache-2.0"}
        yield entry("misc", f"dragoman-{self.tool_version}", tool, whole=("author",))
        for book in self.codebooks:
            note = "; ".join(filter(None, (book.source, book.licence and f"licence: {book.licence}")))
            yield entry("misc", book.id, {"title": book.title or book.id, "note": note})
        named = keys(
            (source.author or source.publisher, source.published, source.id) for source in self.sources
        )
        for key, source in zip(named, self.sources, strict=True):
            yield entry(
                "misc",
                key,
                {
                    "title": source.title or source.path,
                    "author": source.author,
                    "publisher": source.publisher,
                    "date": source.published,
                    "url": source.url,
                    "langid": source.language if source.language != "und" else None,
                    "note": f"Tells the text of document {source.copy_of}" if source.copy_of else None,
                },
            )


def _line(source: Source) -> str:
    said = [source.author, source.title or source.path, source.publisher, source.published, source.url]
    line = ". ".join(part.rstrip(".") for part in said if part)
    return f"{line}. [{source.id[:12]}]" + (
        f" Same text as [{source.copy_of[:12]}]." if source.copy_of else ""
    )


def cite(study: str, snapshot: Snapshot, copies: Copies) -> Citation:
    """Gather what a state of a study rests on."""
    coded = snapshot.coded.sort("document_id", "coder")
    passes = coded.select("document_id", "coder", "coder_version", "assume").rows()
    documents = snapshot.documents.sort("id")
    groups = dict(copies.groups.iter_rows())
    sources = [
        Source(
            **{
                name: row[name] for name in ("id", "path", "title", "author", "publisher", "published", "url")
            },
            language=row["language"] or "und",
            copy_of=groups[row["id"]] if groups[row["id"]] != row["id"] else None,
        )
        for row in documents.iter_rows(named=True)
    ]
    sources.sort(key=lambda one: (one.author or "\uffff", one.published or "", one.title or "", one.id))
    coders = tuple(_coders(snapshot))
    books = sorted({version for coder in coders for name, version in coder.parts if name == "codebook"})
    return Citation(
        study=study,
        content=content_id("study", documents.select("id", "revision").rows(), passes),
        snapshot=snapshot.name,
        tool="Dragoman",
        tool_version=dragoman.__version__,
        coders=coders,
        codebooks=tuple(_codebook(book) for book in books),
        sources=tuple(sources),
    )


def _coders(snapshot: Snapshot) -> Iterator[CoderUsed]:
    counted = (
        snapshot.coded.group_by("coder", "coder_version", "assume")
        .len()
        .sort("coder", "coder_version", "assume")
    )
    for coder, version, assume, documents in counted.iter_rows():
        last = snapshot.runs.filter(kind="code", coder=coder, coder_version=version).tail(1)
        parts = tuple((part["name"], part["value"]) for part in last["parts"].to_list()[0] or ())
        yield CoderUsed(coder, version, assume, documents, parts)


def _codebook(name: str) -> CodebookUsed:
    from dragoman.codebook import load
    from dragoman.model.errors import CodebookError

    try:
        book = load(name)
    except CodebookError:
        return CodebookUsed(name)  # of another release; its name is all that is known here
    return CodebookUsed(book.id, book.title, book.source, book.licence)


def _documents(number: int) -> str:
    return f"{number:,} document{'' if number == 1 else 's'}"
