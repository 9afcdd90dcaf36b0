"""``dragoman code``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.exits import OK, SOME_FAILED
from dragoman.cli.options import actors_of, actors_option, assume_option, json_option, study_option
from dragoman.cli.output import complain, note, plural, print_json, progress, say

if TYPE_CHECKING:
    import polars as pl

    from dragoman.coding.base import AssumeDate
    from dragoman.study import Study

__all__ = ["command"]


@click.command("code")
@click.argument("source", required=False, type=click.Choice(["-"]), metavar="[-]")
@assume_option
@click.option("--workers", type=click.IntRange(min=1), help="Processes; default: by the amount of text.")
@actors_option
@json_option
@study_option
def command(
    source: str | None, assume: AssumeDate, workers: int | None, own: Path | None, as_json: bool, study: Path
) -> int:
    """Code the study, or a stream of JSON lines.

    Without an argument: all documents that this version of the coder has not coded yet.

    With "-": one JSON object a line on standard input, {"id", "text", "language"?, "published"?,
    "given"?: {"actor": [[start, stop], ...], "recipient": [...]}, "scheme"?}, and for each of them, in
    order, one on standard output, {"id", "reports": [...], "claims": [...]}.  With "given" the answer
    is the best-evidenced class for that actor and recipient, or none; with "scheme": "plover15" classes
    are those of the fifteen-class scheme.  A line that cannot be used gets {"id", "error"} in its
    place, and the stream goes on.  Run in a study (or with --study), the stream knows the names of its
    actors.tsv; --actors takes another table.
    """
    if source == "-":
        return _stream(assume, actors_of(study, own))
    if own is not None:
        raise click.UsageError("--actors goes with -; a study is coded with the actors.tsv in its folder.")
    import polars as pl

    from dragoman.study import Study

    opened = Study.open(study)
    before = _batches(opened)
    with progress("Coding") as report:
        opened.code(assume=assume, workers=workers, progress=report)
    new = _batches(opened).filter(~pl.col("batch_id").is_in(before["batch_id"].to_list()))
    coded = int(new["documents"].list.len().sum())
    documents, reports, claims = len(opened.documents()), len(opened.reports()), len(opened.claims())
    if as_json:
        problems = [{"path": p.path, "message": p.message} for p in opened.problems]
        print_json(
            {
                "coded": coded,
                "documents": documents,
                "reports": reports,
                "claims": claims,
                "problems": problems,
            }
        )
    else:
        found = f"{plural(reports, 'report')} and {plural(claims, 'claim')}"
        if not documents:
            say("The study has no documents yet. Next: dragoman add FILES")
        elif not coded:
            say(f"Nothing was left to code. The study has {found} from {plural(documents, 'document')}.")
        elif coded < documents:
            say(f"{plural(coded, 'document')} coded. The study has {found} from {documents:,} documents.")
        else:
            say(f"{found} from {plural(documents, 'document')}.")
        complain(opened.problems)
        if not documents:
            note("No documents are in the study yet: dragoman add FILES.")
    return OK if _all_coded(opened, assume) else SOME_FAILED


def _batches(study: Study) -> pl.DataFrame:
    return study.runs().filter(kind="code").select("batch_id", "documents")


def _all_coded(study: Study, assume: AssumeDate) -> bool:
    """Whether no document is left; paragraphs of one that are left are notes, no failure."""
    from dragoman.coding.rules import RuleCoder
    from dragoman.study.coding import assume_name

    coder, snapshot = RuleCoder(actors=study.own_actors), study.snapshot()
    done = snapshot.coded.filter(coder=coder.name, coder_version=coder.version, assume=assume_name(assume))
    return snapshot.documents.join(done, left_on="id", right_on="document_id", how="anti").is_empty()


def _stream(assume: AssumeDate, own: Path | None) -> int:
    from dragoman.coding.rules import RuleCoder
    from dragoman.coding.stream import code_stream
    from dragoman.documents import read_text

    failed = False
    out = sys.stdout.buffer
    coder = RuleCoder(actors=own)
    for answer in code_stream(sys.stdin.buffer, coder=coder, read=read_text, assume=assume, own=own):
        failed = failed or not answer.ok
        # A lone surrogate comes out as the \uXXXX that it was in the JSON.
        out.write(answer.line.encode("utf-8", "backslashreplace") + b"\n")
        # Whoever waits for an answer before asking again must not wait for a full buffer.
        out.flush()
    return SOME_FAILED if failed else OK
