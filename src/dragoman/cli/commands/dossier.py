"""``dragoman dossier``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.options import as_of_option, study_option
from dragoman.cli.output import plural, say, warn

if TYPE_CHECKING:
    from dragoman.study import Study

__all__ = ["command"]


@click.command("dossier")
@click.argument("a", metavar="CODE")
@click.argument("b", metavar="CODE")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="File to write: .html, .md, .docx or .pdf; default: dossier-A-B.html here.",
)
@click.option(
    "--lineage", multiple=True, help="Entities read as one with one of the two; may be given again."
)
@click.option("--minimum", type=click.IntRange(min=1), default=5, show_default=True,
              help="Independent documents that a decade needs before a mean is drawn.")  # fmt: skip
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True,
              help="Which page, where there are more reports than one page holds.")  # fmt: skip
@click.option("--per-page", type=click.IntRange(min=1), default=1000, show_default=True,
              help="Reports on a page, in the order of time.")  # fmt: skip
@as_of_option
@study_option
def command(
    a: str,
    b: str,
    out: Path | None,
    lineage: tuple[str, ...],
    minimum: int,
    page: int,
    per_page: int,
    as_of: str | None,
    study: Path,
) -> None:
    """Write all that the study says about two actors.

    One HTML file that needs no network: timeline, stages, speakers, agreements, meetings, claims, third
    parties, public datasets, and every report with its proof; or the same as Markdown, Word or PDF.
    CODE is a three-letter code as in the reports: TUR AZE.
    """
    from dragoman.dossier import build, collect, write
    from dragoman.study import Study

    opened = Study.open(study, as_of=as_of)
    data = collect(opened, a, b, lineage, minimum=minimum, page=page, per_page=per_page)
    number = f"-{page}" if page > 1 else ""
    target = out or Path(f"dossier-{a.upper()}-{b.upper()}{number}.html")
    if target.suffix.lower() in (".html", ".htm"):
        build(data, target)
    else:
        write(data, target)
    if data.pages > 1:
        say(
            f"Page {data.page} of {data.pages:,}, {data.total:,} reports in all; "
            f"--page {data.page % data.pages + 1} writes another, --per-page changes how many one holds."
        )
    say(f"{plural(len(data.reports), 'report')} and {plural(len(data.claims), 'claim')}: {target}")
    if not data.reports and not data.claims:
        warn(_silence(opened, data.a_name, data.b_name))


def _silence(study: Study, a: str, b: str) -> str:
    """Say why a dossier is empty: nothing is coded, or the documents speak of others."""
    import polars as pl

    found = f"Nothing in the study tells of {a} and {b} together, so the dossier is empty."
    documents = study.documents()
    left = documents.height - study.snapshot().coded["document_id"].n_unique()
    if left:
        return f"{found} {plural(left, 'document')} of {documents.height:,} not coded yet: run dragoman code."
    sides = study.reports(columns=["id", "actor_codes", "recipient_codes"])
    codes = pl.concat_list("actor_codes", "recipient_codes").list.unique()
    told = sides.select("id", code=codes).explode("code").filter(pl.col("code").str.len_chars() == 3)
    pairs = (
        told.join(told, on="id")
        .filter(pl.col("code") < pl.col("code_right"))
        .group_by("code", "code_right")
        .len()
        .sort("len", "code", "code_right", descending=[True, False, False])
        .head(3)
    )
    most = ", ".join(f"{one} {other} ({number:,})" for one, other, number in pairs.iter_rows())
    return f"{found} It tells most of {most}." if most else f"{found} It tells of no two states together."
