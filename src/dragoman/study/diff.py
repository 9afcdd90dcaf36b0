"""What changed between two states of a study, row by row, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.study.reasons import Reasons

if TYPE_CHECKING:
    import polars as pl

    from dragoman.store import Snapshot

__all__ = ["Diff", "diff"]

_OF_CODERS = ("reports", "claims", "mentions")
_OTHERS = ("agreements", "reviews", "coverage", "external_events", "alliances", "votes", "conflicts")
# They say who wrote a row and when, not what it says.
_ABOUT = ("batch_id", "revision", "coder_version", "path")
_SHOWN = 10
_SCHEMA = ("table", "change", "id", "document_id", "path", "coder", "columns", "before", "after", "why")


@dataclass(frozen=True, slots=True)
class Diff:
    """The difference between two states.

    Attributes
    ----------
    before, after : str
        Names of the snapshots, or ``now``.
    changes : polars.DataFrame
        One row a change: ``table, change`` (added, changed, withdrawn), ``id, document_id, path, coder,
        columns`` (those that changed), ``before`` and ``after`` (these columns as JSON), ``why``.
    """

    before: str
    after: str
    changes: pl.DataFrame

    def summary(self) -> pl.DataFrame:
        """Return how many rows changed in which way and why: ``table, change, why, rows``."""
        import polars as pl

        return (
            self.changes.group_by("table", "change", "why", maintain_order=True)
            .agg(rows=pl.len().cast(pl.Int64))
            .sort("table", "change", "rows", "why", descending=[False, False, True, False])
        )

    def text(self) -> str:
        """Return the difference as text: counts with their reasons, and the first rows of each."""
        head = f"{self.before} -> {self.after}"
        if self.changes.is_empty():
            return f"{head}: nothing changed.\n"
        lines = [head]
        for table, change, why, rows in self.summary().iter_rows():
            lines += ["", f"{table}: {rows:,} {change} ({why})"]
            some = self.changes.filter(table=table, change=change, why=why)
            for row in some.head(_SHOWN).iter_rows(named=True):
                what = f": {', '.join(row['columns'])}" if row["columns"] else ""
                lines.append(f"  {row['id'][:12]}  {row['path'] or ''}{what}")
            if rows > _SHOWN:
                lines.append(f"  ... and {rows - _SHOWN:,} more")
        return "\n".join(lines) + "\n"

    def to_json(self) -> dict[str, Any]:
        """Return names, counts and all changes as a JSON object."""
        rows = []
        for row in self.changes.iter_rows(named=True):
            for side in ("before", "after"):
                row[side] = json.loads(row[side]) if row[side] else None
            rows.append(row)
        return {
            "before": self.before,
            "after": self.after,
            "summary": self.summary().to_dicts(),
            "changes": rows,
        }


def diff(before: Snapshot, after: Snapshot) -> Diff:
    """Compare two states of one study, whichever of them is the older.

    Rows of ``reports``, ``claims`` and ``mentions`` are compared by what they say; that a newer coder said
    the same again is no change.
    """
    import polars as pl

    reasons = Reasons(before, after)
    parts = [reasons.documents(_compare("documents", before.documents, after.documents, ["id"]))]
    for table in _OF_CODERS:
        old, new = (state.current(table).collect() for state in (before, after))
        parts.append(reasons.coded(_compare(table, old, new, ["id", "coder"])))
    for table in _OTHERS:
        old, new = (_last(state, table) for state in (before, after))
        parts.append(reasons.data(_compare(table, old, new, ["id"])))
    changes = pl.concat([part.select(_SCHEMA) for part in parts])
    return Diff(
        before.name or "now", after.name or "now", changes.sort("table", "change", "path", "id", "coder")
    )


def _last(snapshot: Snapshot, table: str) -> pl.DataFrame:
    """Return the rows that complete batches brought, the last where several have one id."""
    rows = snapshot.rank(snapshot.scan(table)).sort("_order", "id")
    return rows.unique("id", keep="last", maintain_order=True).drop("_order").collect()


def _compare(table: str, old: pl.DataFrame, new: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Return the changes of one table, all columns but ``why``."""
    import polars as pl

    apart = set(_ABOUT) - ({"revision"} if table == "documents" else set())
    said = [name for name in new.columns if name not in (*apart, *key)]
    both = old.join(new, on=key, suffix=":new", maintain_order="right")
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}:new")) for name in said)
    changed = both.filter(differs)
    return pl.concat(
        [
            _frame(table, "added", new.join(old, on=key, how="anti")),
            _frame(table, "withdrawn", old.join(new, on=key, how="anti")),
            _frame(table, "changed", changed, _values(changed, said)),
        ]
    )


def _values(changed: pl.DataFrame, said: list[str]) -> list[tuple[list[str], str, str]]:
    """Return which columns differ in each row, and their values before and after."""
    found = []
    for row in changed.iter_rows(named=True):
        names = [name for name in said if row[name] != row[f"{name}:new"]]
        old, new = ({name: row[name + end] for name in names} for end in ("", ":new"))
        found.append((names, _json(old), _json(new)))
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _frame(
    table: str, change: str, rows: pl.DataFrame, values: list[tuple[list[str], str, str]] | None = None
) -> pl.DataFrame:
    import polars as pl

    document = "id" if table == "documents" else "document_id"
    columns, before, after = zip(*values, strict=True) if values else ((), (), ())
    return rows.select(
        table=pl.lit(table),
        change=pl.lit(change),
        id="id",
        document_id=document if document in rows.columns else pl.lit(None, dtype=pl.String),
        path="path" if "path" in rows.columns else pl.lit(None, dtype=pl.String),
        coder="coder" if "coder" in rows.columns else pl.lit(None, dtype=pl.String),
        columns=pl.Series(list(columns), dtype=pl.List(pl.String))
        if values
        else pl.lit(None, dtype=pl.List(pl.String)),
        before=pl.Series(list(before), dtype=pl.String) if values else pl.lit(None, dtype=pl.String),
        after=pl.Series(list(after), dtype=pl.String) if values else pl.lit(None, dtype=pl.String),
    )
