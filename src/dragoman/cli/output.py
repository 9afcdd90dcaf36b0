"""What commands print: results on standard output, progress and complaints on standard error."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dragoman.study import Problem

__all__ = [
    "complain",
    "harmless",
    "is_terminal",
    "note",
    "plural",
    "print_json",
    "print_json_rows",
    "print_table",
    "printable",
    "progress",
    "say",
    "warn",
]

_SHOWN = 20
"""So many problems are printed; the study keeps them all in its runs."""


_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_NARROW = 22
"""Width of all columns of a table but the last, which takes what is left."""


def is_terminal() -> bool:
    """Whether a person reads standard output."""
    return sys.stdout.isatty()


def plural(number: int, one: str) -> str:
    """Return a number with its word: "1 report", "2 reports"."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def say(text: str = "") -> None:
    """Print a line of a result."""
    click.echo(text)


def note(text: str) -> None:
    """Say on standard error what a result that stays empty does not."""
    click.echo(f"Note: {text}", err=True)


def print_json(value: Any) -> None:
    """Print one JSON value over several lines."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_json_rows(rows: Iterable[dict[str, Any]]) -> None:
    """Print a JSON array with one object a line, so that line tools can read it, too."""
    first = True
    for row in rows:
        click.echo(("[\n" if first else ",\n") + json.dumps(row, ensure_ascii=False, default=str), nl=False)
        first = False
    click.echo("[]" if first else "\n]")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table on a terminal, tab separated lines elsewhere."""
    if not is_terminal():
        for row in rows:
            click.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    for name in columns[:-1]:
        table.add_column(name, max_width=_NARROW, no_wrap=True)
    table.add_column(columns[-1], ratio=1, overflow="fold")
    for row in rows:
        # Text, not str: what stands in a document must not be read as markup.
        table.add_row(*(Text(harmless(" ".join(cell.split()))) for cell in row))
    Console().print(table)


def complain(problems: Sequence[Problem]) -> None:
    """Name on standard error what could not be used."""
    for problem in problems[:_SHOWN]:
        # What a coder says is about a part of a document; the rest of it is coded.
        click.echo(f"{'Note' if problem.stage == 'code' else 'Problem'}: {printable(str(problem))}", err=True)
    if len(problems) > _SHOWN:
        more = f"... and {len(problems) - _SHOWN} more; the same command with --json lists them all."
        click.echo(more, err=True)


def warn(text: str) -> None:
    """Print a remark on a result on standard error."""
    click.echo(text, err=True)


def harmless(text: str) -> str:
    """Write out what would steer a terminal or turn the rest of a line round; lines stay lines."""
    return _STEERING.sub(lambda found: ascii(found[0])[1:-1], text)


def printable(text: str) -> str:
    """Write out the signs in a file's name that would steer a terminal."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int | None, str], None] | None]:
    """Show progress on a terminal and nothing elsewhere; gives the function to report to."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[what]}"),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(title, total=None, what="")

        def report(done: int, total: int | None, what: str) -> None:
            bar.update(task, completed=done, total=total, what=escape(printable(what)[-40:]))

        yield report
