"""A click group whose commands are imported when they are called, so that ``--help`` stays fast."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

__all__ = ["LazyGroup"]


class LazyGroup(click.Group):
    """Commands by name: the module that has them as ``command``, and their one-line help.

    The line stands here once more because listing the commands must not import them; a test holds
    the two together.

    Parameters
    ----------
    commands_in : str
        Package with one module for each command.
    summaries : dict of command name to str
    """

    def __init__(self, *args: Any, commands_in: str, summaries: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._package = commands_in
        self.summaries = summaries

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which a newcomer needs them."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in self.summaries:
            return None
        # No module can have the name of a keyword: "import" stands in import_.py.
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"{self._package}.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the commands there are when one is not known."""
        name = args[0]
        if not name.startswith("-") and name not in self.summaries:
            ctx.fail(f"There is no command {name!r}. There are: {', '.join(self.summaries)}.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))
