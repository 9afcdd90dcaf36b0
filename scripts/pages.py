"""Write the generated pages of docs/; with --check only say which are stale.

docs/cli.md from the commands, docs/tables.md from the table descriptions, docs/codebook.md from the
codebook's data.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from dragoman.cli.exits import EXIT_CODES
from dragoman.cli.main import cli
from dragoman.codebook import load
from dragoman.model.tables import TABLES, Column, Group, Kind, Many

DOCS = Path(__file__).resolve().parents[1] / "docs"
_WIDTH = 100
_NOTE = "<!-- Made by `python scripts/pages.py`; change the program, not this page. -->\n"


# ---- cli.md ---------------------------------------------------------------------------------------


def _contexts(context: click.Context) -> Iterator[click.Context]:
    """Yield the command of a context and all below it, each as it stands when it is called."""
    yield context
    group = context.command
    for name in group.list_commands(context) if isinstance(group, click.Group) else ():
        command = group.get_command(context, name)
        if command is not None:
            yield from _contexts(_context(command, name, context))


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    settings = {**command.context_settings, "terminal_width": _WIDTH, "max_content_width": _WIDTH}
    return click.Context(command, info_name=name, parent=parent, **settings)


def _help(context: click.Context) -> str:
    return "\n".join(line.rstrip() for line in context.get_help().splitlines())


def cli_page() -> str:
    """Return the page of the command line."""
    parts = [
        f"# Command line\n\n{_NOTE}",
        "Results go to standard output, progress and complaints to standard error.\n"
        "Progress bars show on a terminal only; `--json` gives machines what the tables give people.\n"
        "Every command takes `-h` or `--help`.\n",
    ]
    for context in _contexts(_context(cli, "dragoman")):
        parts.append(f"## {context.command_path}\n\n```text\n{_help(context)}\n```\n")
    parts.append("## Exit codes\n\n| code | meaning |\n| --- | --- |")
    parts += [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    return "\n".join(parts) + "\n"


# ---- tables.md ------------------------------------------------------------------------------------


def _kind(kind: Kind) -> str:
    if isinstance(kind, Many):
        return f"list of {_kind(kind.of)}"
    if isinstance(kind, Group):
        return "(" + ", ".join(column.name for column in kind.columns) + ")"
    return kind


def _row(column: Column) -> str:
    since = f" (since version {column.since})" if column.since > 1 else ""
    return f"| `{column.name}` | {_kind(column.kind)} | {column.about}{since} |"


def tables_page() -> str:
    """Return the page of the tables."""
    parts = [
        f"# Tables\n\n{_NOTE}",
        "What lies in the folder `tables/` of a study, one Delta table each.\n"
        "How they work together is told in [The data model](data-model.md).\n",
    ]
    for table in TABLES.values():
        key = ", ".join(f"`{name}`" for name in table.key)
        parts.append(
            f"## {table.name}\n\n{table.about}\n\n"
            f"Version {table.version}; rows that agree in {key} are one.\n"
        )
        parts.append("| column | kind | about |\n| --- | --- | --- |")
        parts += [_row(column) for column in table.columns]
        parts.append("")
    return "\n".join(parts)


# ---- codebook.md ----------------------------------------------------------------------------------


def codebook_page() -> str:
    """Return the page of the codebook."""
    book = load()
    quads = {quad.id: quad for quad in book.quads}
    parts = [
        f"# The codebook\n\n{_NOTE}",
        f"{book.title} ({book.id}), in our own words and with our own examples.\n"
        "A report has one class, at most one mode and any number of contexts.\n"
        "The score is that of its class.\n",
        "## Classes\n\n| class | score | |\n| --- | --- | --- |",
    ]
    parts += [
        f"| [{c.id}](#{c.id.lower()}) | {c.score:+g} | {quads[c.quad].labels['en']} |" for c in book.classes
    ]
    for c in book.classes:
        recipient = "Needs a recipient." if c.requires_recipient else "May stand without a recipient."
        parts.append(f"\n### {c.id}\n\n{c.definition} {recipient}\n")
        parts += [f"- includes {case}" for case in c.includes]
        parts += [f"- not {case.what}: [{case.to}](#{case.to.lower()})" for case in c.excludes]
        if c.modes:
            parts.append("\n| mode | |\n| --- | --- |")
            parts += [f"| `{mode.id}` | {mode.definition} |" for mode in c.modes]
        if c.examples:
            parts.append("\n> " + c.examples[0].text)
    parts.append("\n## Fine rules\n\nCases between two classes.\n\n| case | class |\n| --- | --- |")
    parts += [f"| {rule.statement} | {rule.event} |" for rule in book.fine_rules]
    parts.append("\n## Contexts\n\nWhat an event is about.\n\n| context | |\n| --- | --- |")
    parts += [f"| `{context.id}` | {context.definition} |" for context in book.contexts]
    for title, sectors in (("Sectors", book.sectors), ("Codes in place of a country", book.special_codes)):
        parts.append(f"\n## {title}\n\n| code | | |\n| --- | --- | --- |")
        parts += [f"| `{sector.id}` | {sector.label} | {sector.definition} |" for sector in sectors]
    return "\n".join(parts) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "tables.md": tables_page,
    "codebook.md": codebook_page,
}


def main() -> int:
    """Write the pages or check them."""
    stale = []
    for name, made in PAGES.items():
        page, text = DOCS / name, made()
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv[1:]:
                page.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv[1:]:
        print(f"stale: {', '.join(stale)}; run python scripts/pages.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
