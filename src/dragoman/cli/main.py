"""The command ``dragoman``."""

from __future__ import annotations

import sys

import click

from dragoman import __version__
from dragoman.cli.exits import EXIT_CODES, STUDY, code_of, refused
from dragoman.cli.lazy import LazyGroup
from dragoman.cli.output import harmless
from dragoman.model.errors import DragomanError

__all__ = ["cli", "main"]

_EPILOG = "\b\nExit codes:\n" + "\n".join(
    f"  {code}  {what}" for code, what in EXIT_CODES.items() if code < 100
)


@click.group(
    cls=LazyGroup,
    commands_in="dragoman.cli.commands",
    summaries={
        "demo": "Make a study of the example documents and write its dossiers.",
        "new": "Make a study in a folder.",
        "add": "Read files and folders into the study.",
        "import": "Read the providers' own files of a public dataset into the study.",
        "code": "Code the study, or a stream of JSON lines.",
        "reports": "List what the documents report.",
        "claims": "List what the documents say of relations.",
        "explain": "Show how a report came about, stage by stage.",
        "dossier": "Write all that the study says about two actors.",
        "actors": "Ask who a name means on a date.",
        "evaluate": "Score the coder against gold sentences.",
        "snapshot": "Keep the study as it is now under a name.",
        "diff": "Show what changed between two states of the study, and why.",
        "cite": "Print what the study rests on, to be cited.",
        "compact": "Make few files of many, and take away what is said twice.",
        "doctor": "Check the installation, the disk and every proof.",
    },
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.option(
    "--study",
    "study",
    metavar="DIR",
    help="Folder of the study; default: the current folder.  Commands on a study take it, too.",
)
@click.pass_context
def cli(ctx: click.Context, study: str | None) -> None:
    """Who did what to whom, when, where, and on whose word.

    \b
    dragoman demo                                 see it work
    dragoman new caucasus && cd caucasus          a study of your own
    dragoman add ~/papers && dragoman code
    dragoman dossier TUR AZE -o dossier.html
    """  # noqa: D301 - click's mark for lines that stay as they are
    ctx.obj = study


def main(args: list[str] | None = None) -> None:
    """Run the command line; errors raised on purpose become one message and an exit code."""
    try:
        code = cli.main(args=args, prog_name="dragoman", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except DragomanError as error:
        click.echo(f"Error: {harmless(str(error))}", err=True)
        sys.exit(code_of(error))
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What is committed stays.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has enough ("| head"); nothing more can be written there.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        click.echo(f"Error: {harmless(refused(error))}", err=True)
        sys.exit(STUDY)
    sys.exit(code if isinstance(code, int) else 0)
