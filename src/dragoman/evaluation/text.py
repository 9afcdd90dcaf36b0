"""The scores as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.evaluation.confusion import ClassScore, order
from dragoman.evaluation.run import Evaluation, SetScore
from dragoman.evaluation.sampling import Figure

__all__ = ["GROUPS", "TITLES", "aligned", "class_cells", "interval", "render", "title"]

TITLES: dict[str, str] = {
    "given.accuracy": "class, dyad given: accuracy",
    "given.macro_f1": "class, dyad given: macro-F1",
    "given.quad_macro_f1": "quad, dyad given: macro-F1",
    "false_alarms": "false alarms (lower is better)",
    "aux": "aux right, of matched reports",
    "date": "date right, of dated matches",
    "speaker": "speakers right, of matches that have any",
    "claim.precision": "claims (direction, parties): precision",
    "claim.recall": "claims (direction, parties): recall",
    "claim.f1": "claims (direction, parties): F1",
    "parallel.told": "facts told as gold does",
    "parallel.right": "facts that all languages tell as gold does",
    "parallel.alike": "facts that all languages tell alike",
    "explained": "answers whose rule exists at its line",
}
GROUPS: dict[str, str] = {"all": "all rows", "not_manual": "without examples of a manual"}


def title(figure: str) -> str:
    """Return the words for a figure's name."""
    return TITLES.get(figure, figure.replace(".", " ").replace(" f1", " F1"))


def interval(figure: Figure) -> tuple[str, str]:
    """Return value and interval as text."""
    if figure.value is None:
        return "-", ""
    return f"{figure.value:.3f}", f"{figure.low:.3f}-{figure.high:.3f}"


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines of equally wide columns, the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join([row[0].ljust(widths[0]), *cells[1:]]).rstrip()


def render(evaluation: Evaluation) -> str:
    """Return all scores as text."""
    made_by = evaluation.versions
    lexicons = ", ".join(f"{code} {digest}" for code, digest in made_by.lexicons.items())
    lines = [f"coder {made_by.coder}, codebook {made_by.codebook}, lexicons {lexicons}"]
    for scored in evaluation.sets:
        lines += ["", *_set(scored)]
    lines += ["", f"peak memory {evaluation.peak_rss_mb:.0f} MB"]
    return "\n".join(lines)


def _set(scored: SetScore) -> Iterator[str]:
    gold = scored.gold
    yield f"== {gold.name}: {len(gold.rows)} rows ({', '.join(gold.languages)}), sha256 {gold.sha256[:12]}"
    for group, figures in scored.groups.items():
        yield f"-- {GROUPS.get(group, f'language {group}')}"
        yield from aligned(
            [["", "value", "95 %", "sentences"], *([title(f.name), *interval(f), str(f.n)] for f in figures)]
        )
    if not scored.coded:
        return
    yield "-- by class"
    yield from aligned([["", "hit", "extra", "missed", "P", "R", "F1"], *map(class_cells, scored.classes)])
    yield "-- taken for which (rows: gold, columns: answer)"
    yield from _confusion(scored.confusion)
    yield (
        f"{scored.wrong} sentences with another set of classes than gold: {scored.errors_per_1000:.0f} of "
        f"1,000; "
        f"{scored.sentences_per_second:,.0f} sentences a second"
    )


def class_cells(one: ClassScore) -> list[str]:
    """Return the cells of a class: name, counts, precision, recall, F1."""
    shares = ["-" if share is None else f"{share:.2f}" for share in (one.precision, one.recall, one.f1)]
    return [one.event, str(one.hit), str(one.extra), str(one.missed), *shares]


def _confusion(table: dict[tuple[str, str], int]) -> Iterator[str]:
    rows, columns = _names(gold for gold, _ in table), _names(found for _, found in table)
    yield from aligned(
        [
            ["", *(name[:5].lower() for name in columns)],
            *([gold, *(str(table.get((gold, found)) or ".") for found in columns)] for gold in rows),
        ]
    )


def _names(names: Iterable[str]) -> list[str]:
    """Return names once each, in the order of the codebook."""
    return sorted(set(names), key=order)
