"""From a study to the data of a dossier."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from os.path import commonpath, isabs, sep
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from dragoman.dossier import sides
from dragoman.dossier.alike import alignment
from dragoman.dossier.around import TIE_COLUMNS, long_run, ties
from dragoman.dossier.data import AgreementReading, ClassInfo, DossierData, Passage, Row, SourceInfo
from dragoman.dossier.outside import outside
from dragoman.dossier.phases import phased
from dragoman.dossier.proof import marks_of
from dragoman.model.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from dragoman.study import Study

__all__ = ["PER_PAGE", "collect", "passages_of"]

_MEETINGS = frozenset({"CONSULT"})
"""Classes that the list of meetings shows."""
_NAMED = 40
"""So many documents that say nothing of the two are still named one by one."""
PER_PAGE = 1_000
"""Reports on one page: more make a browser slow."""
_LONG, _AROUND = 4_000, 1_200
"""A paragraph longer than the first is shown only so many code points around its evidence."""


def collect(
    study: Study,
    a: str,
    b: str,
    lineage: str | Sequence[str] | None = None,
    *,
    coder: str | None = None,
    minimum: int = 5,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> DossierData:
    """Gather all that a study says about two actors.

    Parameters
    ----------
    study : Study
    a, b : str
        Codes as in the reports (``TUR``), letter case aside.
    lineage : str or sequence of str, optional
        Named lineages that are read as one of the two, whatever code their entities have.
    coder : str, optional
        Needed where several coders coded the study.
    minimum : int, default 5
        Independent documents a decade needs before a mean is drawn.
    page, per_page : int
        Which of the pages, and how many reports a page holds, in the order of time.

    Returns
    -------
    DossierData
        Reports in which both take part, in whatever role, at least one of them as actor or
        recipient; claims whose parties include both.

    Raises
    ------
    InputError
        The two are one, a code or lineage is unknown or belongs to neither of them, or there is no such
        page.
    """
    import polars as pl

    names = (lineage,) if isinstance(lineage, str) else tuple(lineage or ())
    pair = sides.pair(a, b, names)
    order = ("date_earliest", "date_latest", "path", "sentence_start", "id")
    whole = study.reports(coder=coder, where=_of_both(pair), columns=order).sort(order, nulls_last=True)
    pages = max(1, -(-whole.height // per_page))
    if not 1 <= page <= pages:
        all_of = f"{whole.height:,} {'report makes' if whole.height == 1 else 'reports make'}"
        have = f"{pages:,} {'page' if pages == 1 else 'pages'} of {per_page:,}"
        raise InputError(f"There is no page {page}: {all_of} {have}.")
    shown = whole["id"].slice((page - 1) * per_page, per_page)
    frame = study.reports(coder=coder, where=pl.col("id").is_in(shown.to_list()))
    reports = [_row(row) for row in frame.iter_rows(named=True)]
    reports = [row for row in reports if _of_the_two(pair, row)]
    said = study.claims(coder=coder, where=_holds("party_codes", pair.a) & _holds("party_codes", pair.b))
    claims = [_row(row) for row in said.iter_rows(named=True)]
    claims = [row for row in claims if {_side(pair, who) for who in row["parties"]} >= {"a", "b"}]
    speaking = {row["document"] for row in (*reports, *claims)}
    snapshot = study.snapshot()
    documents = study.with_sides(snapshot.documents)
    silent = documents.filter(~documents["id"].is_in(sorted(speaking)))
    texts = snapshot.text_rows(documents.filter(documents["id"].is_in(sorted(speaking))))
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in (*reports, *claims):
        sentence = row["sentence"]
        spans[row["document"]] += [(sentence["start"], sentence["stop"])]
        spans[row["document"]] += [(mark.start, mark.stop) for mark in marks_of(row)]
    passages = [
        passage
        for text in texts.iter_rows(named=True)
        for passage in passages_of(text["id"], text["text"], text["blocks"] or (), spans[text["id"]])
    ]
    listed = texts.drop("text", "blocks").iter_rows(named=True)
    quiet = silent.iter_rows(named=True) if silent.height <= _NAMED else iter(())
    home = home_of(documents["path"])
    groups = dict(study.copies().groups.iter_rows())
    alike = alignment(study, pair)
    run = long_run(study, pair, coder=coder)
    return DossierData(
        a=pair.a.code,
        b=pair.b.code,
        a_name=pair.a.name,
        b_name=pair.b.name,
        reports=tuple(reports),
        claims=tuple(claims),
        documents=tuple(_source(row, groups[row["id"]], home) for row in (*listed, *quiet)),
        unnamed=0 if silent.height <= _NAMED else silent.height,
        passages=tuple(passages),
        classes=_classes(),
        entities=tuple(sides.behind(pair, reports)),
        lineage=", ".join(names) or None,
        study=study.name,
        notes=tuple(_notes(study, frame)),
        agreements=_agreements(frame, {row["id"] for row in reports}),
        a_entities=pair.a.entities,
        b_entities=pair.b.entities,
        minimum=minimum,
        outside=outside(study, pair, alike),
        versions=tuple(_versions(study)),
        as_of=study.as_of,
        long_run=run,
        alike=alike,
        phases=phased(study, pair, run),
        ties=ties(study.reports(coder=coder, columns=TIE_COLUMNS), pair),
        page=page,
        pages=pages,
        total=whole.height,
        first=(page - 1) * per_page + 1,
    )


def _versions(study: Study) -> Iterable[str]:
    """Say what made the rows: program, codebook, coder and lexicons with their versions."""
    cited = study.cite()
    yield f"Dragoman {cited.tool_version}; study content {cited.content}."
    for book in cited.codebooks:
        yield f"Codebook {book.id}{f' ({book.licence})' if book.licence else ''}."
    for coder in cited.coders:
        parts = "; ".join(f"{name} {version}" for name, version in coder.parts)
        yield f"Coder {coder.name} {coder.version}{f': {parts}' if parts else ''}."


def _holds(column: str, side: sides.Side) -> pl.Expr:
    import polars as pl

    return pl.col(column).list.set_intersection(sorted(side.codes)).list.len() > 0


def _of_both(pair: sides.Pair) -> pl.Expr:
    """Pass over rows that cannot concern the two, while the files are read: by codes, whatever the entity."""
    import polars as pl

    beside = pl.col("others").list.eval(pl.element().struct.field("code"))
    core, there = [], []
    for side in (pair.a, pair.b):
        inside = _holds("actor_codes", side) | _holds("recipient_codes", side)
        core.append(inside)
        there.append(inside | (beside.list.set_intersection(sorted(side.codes)).list.len() > 0))
    return (core[0] | core[1]) & there[0] & there[1]


def _side(pair: sides.Pair, who: Mapping[str, Any]) -> str | None:
    return pair.of(who.get("code"), who.get("entity"))


def _of_the_two(pair: sides.Pair, row: Row) -> bool:
    core = {_side(pair, who) for who in (*row["actor"], *row["recipient"])}
    beside = {_side(pair, who) for who in row["others"]}
    return bool(core & {"a", "b"}) and core | beside >= {"a", "b"}


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Bring a row of the tables into the shape of ``Report.to_json``, with its anchor."""
    nested = {
        "document": row["document_id"],
        "sentence": {
            "text": row["sentence"],
            "start": row["sentence_start"],
            "stop": row["sentence_stop"],
        },
        "trigger": {"text": row["trigger"], "start": row["trigger_start"], "stop": row["trigger_stop"]},
        "counts": {count["what"]: count["number"] for count in row.get("counts") or ()},
    }
    for key in (
        "actor",
        "recipient",
        "others",
        "parties",
        "speakers",
        "aux",
        "contexts",
        "cites",
        "evidence",
    ):
        nested[key] = row.get(key) or []
    return {**row, **nested}


def home_of(paths: Iterable[str]) -> str:
    """Return the folder that all files lie in, to be left out of a page that others read, or ``""``.

    Where somebody keeps the files is nobody's business; relative paths say no more than they must.

    Examples
    --------
    >>> home_of(["/home/ann/papers/1991/a.txt", "/home/ann/papers/b.txt"])
    '/home/ann/papers/'
    """
    folders = {str(PurePath(path).parent) for path in paths}
    try:
        home = commonpath(folders) if folders else ""
    except ValueError:  # absolute and relative ones, or several drives
        return ""
    return f"{home.rstrip(sep)}{sep}" if isabs(home) else ""


def _source(row: Mapping[str, Any], group: str, home: str) -> SourceInfo:
    return SourceInfo(
        id=row["id"],
        path=str(row["path"]).removeprefix(home),
        title=row["title"],
        author=row["author"],
        publisher=row["publisher"],
        language=row["language"] or "und",
        published=row["published"],
        published_basis=row["published_basis"],
        sha256=row["sha256"] or "",
        group=group,
        side=row["side"],
        problems=tuple(row["problems"] or ()),
    )


def passages_of(
    document: str, text: str, blocks: Iterable[Mapping[str, Any]], spans: Iterable[tuple[int, int]]
) -> list[Passage]:
    """Return the paragraphs that hold the spans, without overlap; two that share a span are one."""
    ordered = sorted(blocks, key=lambda block: int(block["start"]))
    wanted: list[tuple[int, int]] = []
    at = 0
    for start, stop in sorted(set(spans)):
        if not 0 <= start < stop <= len(text):
            continue  # has no place; the page names the row as unproved
        while at < len(ordered) and ordered[at]["stop"] <= start:
            at += 1
        low, high, next_ = start, stop, at
        while next_ < len(ordered) and ordered[next_]["start"] < stop:
            low, high = min(low, ordered[next_]["start"]), max(high, ordered[next_]["stop"])
            next_ += 1
        if high - low > _LONG:
            low, high = max(low, start - _AROUND), min(high, stop + _AROUND)
        if wanted and low < wanted[-1][1]:
            wanted[-1] = (wanted[-1][0], max(high, wanted[-1][1]))
        else:
            wanted.append((low, high))
    made: list[Passage] = []
    at = 0
    for low, high in wanted:
        while at < len(ordered) and ordered[at]["stop"] <= low:
            at += 1
        block = ordered[at] if at < len(ordered) and ordered[at]["start"] < high else {}
        kind = str(block.get("kind") or "paragraph")
        made.append(Passage(document, low, text[low:high], block.get("page"), kind))
    return made


def _classes() -> dict[str, ClassInfo]:
    from dragoman.codebook import load

    return {
        one.id: ClassInfo(one.id, one.labels["en"], one.quad, one.definition, one.id in _MEETINGS)
        for one in load().classes
    }


def _agreements(frame: pl.DataFrame, chosen: set[str]) -> tuple[AgreementReading, ...]:
    from dragoman.events.agreements import agreements

    readings = agreements(frame.filter(frame["id"].is_in(sorted(chosen))))
    return tuple(
        AgreementReading(row["agreement_id"], row["report_id"], row["date_kind"], row["disagree"])
        for row in readings.iter_rows(named=True)
    )


def _notes(study: Study, frame: pl.DataFrame) -> Iterable[str]:
    """Say how the rows were made and what their silence means."""
    snapshot = study.snapshot()
    passes = Counter(
        (row["coder"], row["coder_version"], row["assume"]) for row in snapshot.coded.iter_rows(named=True)
    )
    for (coder, version, assume), documents in sorted(passes.items(), key=str):
        undated = {
            "today": "names without a date are read as of today",
            "none": "names without a date stay uncoded",
        }.get(assume or "none", f"names without a date are read as of {assume}")
        were = "document was" if documents == 1 else "documents were"
        yield f"{documents:,} {were} coded by {coder}, version {version}; {undated}."
    uncoded = snapshot.documents.height - snapshot.coded["document_id"].n_unique()
    if uncoded:
        yield f"{uncoded:,} of the study's documents {'is' if uncoded == 1 else 'are'} not coded yet."
    coverage = snapshot.scan("coverage").collect()
    if coverage.is_empty():
        yield "No systematic source declares that it covers these years, so nothing here is a true zero."
    for row in coverage.sort("source", "start").iter_rows(named=True):
        yield f"{row['source']} declares to cover {row['start']} to {row['stop']} (end not included)."
