"""Why rows came, went or changed between two states of a study."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from dragoman.store import Snapshot

__all__ = ["Reasons"]

_PASS = ("revision", "coder_version", "assume")


class Reasons:
    """Gives each change the reason that the two states show.

    Parameters
    ----------
    before, after : Snapshot
    """

    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        self._before, self._after = before, after

    @cached_property
    def _documents(self) -> pl.DataFrame:
        """Why a document is in one state only: ``id, why``."""
        import polars as pl

        old, new = self._before.documents, self._after.documents
        rows = []
        for here, there, plain in ((new, old, "document added"), (old, new, "document removed")):
            alone = here.join(there, on="id", how="anti").select("id", "path", "sha256", "reader")
            readers = dict(there.filter(pl.col("sha256") != "").select("sha256", "reader").iter_rows())
            paths = set(there["path"])
            for document_id, path, sha256, reader in alone.iter_rows():
                other = readers.get(sha256)
                if other is not None and other != reader:
                    first, second = (other, reader) if here is new else (reader, other)
                    why = f"reader changed: {first} -> {second}"
                elif here is new and path in paths:
                    why = "document added: the file at this path had another content before"
                else:
                    why = plain
                rows.append((document_id, why))
        return pl.DataFrame(rows, schema={"id": pl.String, "why": pl.String}, orient="row")

    def documents(self, changes: pl.DataFrame) -> pl.DataFrame:
        """Add ``why`` to changes of ``documents``."""
        import polars as pl

        named = pl.col("columns").list.eval(pl.element().filter(pl.element() != "revision")).list.join(", ")
        return changes.join(self._documents, on="id", how="left").with_columns(
            pl.col("why").fill_null(pl.format("document added again: {}", named))
        )

    def data(self, changes: pl.DataFrame) -> pl.DataFrame:
        """Add ``why`` to changes of tables that people and datasets fill."""
        import polars as pl

        words = {"added": "rows added", "withdrawn": "rows taken out", "changed": "rows added anew"}
        return changes.with_columns(why=pl.col("change").replace_strict(words, return_dtype=pl.String))

    def coded(self, changes: pl.DataFrame) -> pl.DataFrame:
        """Add ``why`` to changes of what coders wrote."""
        import polars as pl

        documents = self._documents.rename({"id": "document_id", "why": "_document"})
        return (
            changes.join(documents, on="document_id", how="left")
            .join(self._passes, on=["document_id", "coder"], how="left")
            .with_columns(
                why=pl.coalesce(
                    "_document", "_pass", pl.lit("the coder's answer changed, its version did not")
                )
            )
            .drop("_document", "_pass")
        )

    @cached_property
    def _passes(self) -> pl.DataFrame:
        """What differs between the passes over each document: ``document_id, coder, _pass``."""
        import polars as pl

        key = ["document_id", "coder"]
        old, new = (
            state.coded.select(*key, *_PASS, pl.lit(True).alias("known"))
            for state in (self._before, self._after)
        )
        both = old.join(new, on=key, how="full", suffix=":new", coalesce=True)
        kinds = ["coder", *(name + end for end in ("", ":new") for name in (*_PASS[1:], "known"))]
        both = both.with_columns(moved=pl.col("revision").ne_missing(pl.col("revision:new")))
        reasons = (
            both.select(*kinds, "moved")
            .unique()
            .with_columns(_pass=pl.struct(*kinds, "moved").map_elements(self._why, return_dtype=pl.String))
        )
        return both.join(reasons, on=[*kinds, "moved"], nulls_equal=True).select(*key, "_pass")

    def _why(self, case: dict[str, str | bool | None]) -> str | None:
        if case["known"] is None:
            return "coded now, not before"
        if case["known:new"] is None:
            return "coded before, not now"
        found = ["the document's date, language or blocks changed"] if case["moved"] else []
        old, new = str(case["coder_version"]), str(case["coder_version:new"])
        if old != new:
            found.append(self._version(str(case["coder"]), old, new))
        if case["assume"] != case["assume:new"]:
            found.append(f"undated names: read as of {case['assume']} -> {case['assume:new']}")
        return "; ".join(found) or None

    def _version(self, coder: str, old: str, new: str) -> str:
        """Say which part of the coder changed, where its runs recorded the parts."""
        before, after = (
            self._parts(state, coder, version) for state, version in ((self._before, old), (self._after, new))
        )
        changed = [
            f"{name} {before.get(name, 'none')} -> {after.get(name, 'none')}"
            for name in sorted({*before, *after})
            if before.get(name) != after.get(name)
        ]
        if not before or not after or not changed:
            return f"coder version changed: {coder} {old} -> {new}"
        lexicons = all(line.startswith("lexicon ") for line in changed)
        return f"{'lexicon' if lexicons else 'coder version'} changed: {', '.join(changed)}"

    @staticmethod
    def _parts(state: Snapshot, coder: str, version: str) -> dict[str, str]:
        rows = state.runs.filter(kind="code", coder=coder, coder_version=version).tail(1)
        found = rows["parts"].to_list()[0] if len(rows) else None
        return {part["name"]: part["value"] for part in found or ()}
