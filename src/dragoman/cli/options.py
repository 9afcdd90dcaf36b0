"""Options that several commands share, and how the words on the command line are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from dragoman.coding.base import AssumeDate

    _Type = click.ParamType[Any]
else:
    _Type = click.ParamType

__all__ = [
    "AssumeDateType", "EdtfType", "actors_of", "actors_option", "as_of_option", "assume_option",
    "json_option", "language_option", "study_option",
]  # fmt: skip

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _study(ctx: click.Context, _: click.Parameter, value: str | None) -> Path:
    return Path(value or ctx.obj or ".")


def study_option(function: _Command) -> _Command:
    """Add ``--study DIR``; the command gets a ``study`` that is a path."""
    return click.option(
        "--study",
        callback=_study,
        metavar="DIR",
        help="Folder of the study; default: the current folder.",
    )(function)


def actors_option(function: _Command) -> _Command:
    """Add ``--actors FILE``; the command gets an ``own``, to be put through `actors_of`."""
    return click.option(
        "--actors",
        "own",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="A table of your own actors (TSV); default: actors.tsv of the study, where there is one.",
    )(function)


def actors_of(study: Path, given: Path | None) -> Path | None:
    """Return the table of actors that a command reads: the one given, else that of the study it runs in.

    The table is read, so that rows that cannot be used are told before anything else is done.
    """
    from dragoman.actors import LANGUAGES
    from dragoman.actors.own import read_own
    from dragoman.study.settings import FILE, own_actors

    table = given or (own_actors(study) if (study / FILE).is_file() else None)
    if table is not None:
        read_own(table, LANGUAGES)
    return table


def as_of_option(function: _Command) -> _Command:
    """Add ``--as-of NAME``; the command gets an ``as_of``, None for the present."""
    return click.option(
        "--as-of", metavar="NAME", help="A snapshot instead of the present state; see `dragoman snapshot`."
    )(function)


def json_option(function: _Command) -> _Command:
    """Add ``--json``; the command gets an ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")(function)


def _language(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    word = value.strip().lower()
    if not (2 <= len(word) <= 3 and word.isascii() and word.isalpha()):
        raise click.BadParameter(
            f"{value!r} is no code of a language; codes have two or three letters: en, ru, uk, tr, az.",
            ctx,
            param,
        )
    return word


def language_option(text: str) -> Callable[[_Command], _Command]:
    """Add ``--language XX``; the command gets a ``language``, a code in small letters or None."""
    return click.option("--language", metavar="XX", callback=_language, help=text)


class AssumeDateType(_Type):
    """``none``, ``today`` or a date."""

    name = "none|today|DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> AssumeDate:
        """Read the word; a year or month stands for its first day."""
        if value in ("none", "today") or isinstance(value, date):
            word: AssumeDate = value
            return word
        parts = str(value).split("-")
        try:
            if len(parts) > 3 or len(parts[0]) != 4:
                raise ValueError("year first, with four digits")
            numbers = [int(part) for part in parts]
            return date(*[*numbers, 1, 1][:3])
        except ValueError as error:
            self.fail(
                f"{value!r} is no date ({error}). Write none, today, 1985, 1985-06 or 1985-06-30.", param, ctx
            )


def assume_option(function: _Command) -> _Command:
    """Add ``--assume-date``; the command gets an ``assume``."""
    return click.option(
        "--assume-date",
        "assume",
        type=AssumeDateType(),
        default="today",
        show_default=True,
        help="As of when names are read where neither text nor document has a date.  'none' leaves "
        "uncoded what needs a date; 1985, 1985-06 and 1985-06-30 name a day.",
    )(function)


class EdtfType(_Type):
    """A date in EDTF, read into its earliest and latest day."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the date."""
        from dragoman.model import parse_edtf
        from dragoman.model.errors import DateError

        try:
            return parse_edtf(str(value))
        except DateError as error:
            self.fail(str(error), param, ctx)
