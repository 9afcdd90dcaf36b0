"""Write docs/cli.md from the commands themselves; with --check only say whether it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from dragoman.cli.exits import EXIT_CODES
from dragoman.cli.main import cli

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
_WIDTH = 100

_HEAD = """# Command line

<!-- Made by `python scripts/cli_page.py` from the commands themselves; change them, not this page. -->

Results go to standard output, progress and complaints to standard error.
Progress bars show on a terminal only; `--json` gives machines what the tables give people.
Every command takes `-h` or `--help`.
"""


def _commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        if command is None:
            continue
        yield f"{name} {word}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{name} {word}")


def _help(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH)
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def page() -> str:
    """Return the page as it should be."""
    parts = [_HEAD, "## dragoman\n", f"```text\n{_help(cli, 'dragoman')}\n```\n"]
    for name, command in _commands(cli, "dragoman"):
        parts += [f"## {name}\n", f"```text\n{_help(command, name)}\n```\n"]
    parts += ["## Exit codes\n", "| code | meaning |\n| --- | --- |"]
    parts += [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    return "\n".join(parts) + "\n"


def main() -> int:
    """Write the page or check it."""
    made = page()
    if "--check" in sys.argv[1:]:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == made:
            return 0
        print(f"{PAGE} is stale: run python scripts/cli_page.py", file=sys.stderr)
        return 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
