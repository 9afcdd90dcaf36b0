"""``dragoman demo``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import click

from dragoman.cli.exits import OK, SOME_FAILED
from dragoman.cli.output import complain, plural, print_table, progress, say
from dragoman.model.errors import DragomanError

__all__ = ["command", "examples"]

_PAIRS = (("TUR", "AZE"), ("TUR", "RUS"), ("ARM", "AZE"))


@click.command("demo")
@click.option("--out", type=click.Path(path_type=Path), default=Path("demo"), show_default=True,
              help="Folder of the study.  One that is there already is brought up to date.")  # fmt: skip
def command(out: Path) -> int:
    """Make a study of the example documents and write its dossiers.

    The examples are short texts in five languages about the states of the Caucasus and their
    neighbours, 1918-2023, written for Dragoman; they disagree where history's sources do.
    """
    from dragoman.dossier import build, collect
    from dragoman.study import Study

    study = Study.open(out) if (out / "study.toml").exists() else Study.create(out, name="caucasus")
    with examples() as folder:
        files = _documents(folder)
        with progress("Reading") as report:
            study.add(*files, progress=report)
    with progress("Coding") as report:
        study.code(progress=report)
    documents = study.documents()
    languages = documents["language"].value_counts(sort=True).rows()
    tongues = ", ".join(f"{count} {name}" for name, count in languages)
    say(
        f"{plural(len(documents), 'document')} ({tongues}): "
        f"{plural(len(study.reports()), 'report')}, {plural(len(study.claims()), 'claim')}."
    )
    say()
    rows = []
    for a, b in _PAIRS:
        data = collect(study, a, b)
        target = build(data, out / f"dossier-{a}-{b}.html")
        found = plural(len(data.reports), "report"), plural(len(data.claims), "claim")
        rows.append((f"{a}-{b}", *found, str(target.resolve())))
    print_table(("pair", "reports", "claims", "dossier"), rows)
    say()
    say(f"Open a dossier in a browser, or go on: dragoman reports --study {out} --actor TUR")
    complain(study.problems)
    return SOME_FAILED if any(problem.stage != "code" for problem in study.problems) else OK


def _documents(folder: Path) -> list[Path]:
    """Return the documents that the manifest lists; notes about the corpus lie beside them."""
    lines = (folder / "manifest.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return sorted(folder / line.split("\t")[0] for line in lines if line.strip())


@contextmanager
def examples() -> Iterator[Path]:
    """Give the folder of the example documents: inside the installed package, or in the checkout."""
    inside = resources.files("dragoman") / "examples" / "caucasus"
    if inside.is_dir():
        with resources.as_file(inside) as folder:
            yield folder
        return
    beside = Path(str(resources.files("dragoman"))).parents[1] / "examples" / "caucasus"
    if not beside.is_dir():
        raise DragomanError(
            f"The example documents are not there: neither {inside} nor {beside}. "
            "The installation is incomplete; install Dragoman again."
        )
    yield beside
