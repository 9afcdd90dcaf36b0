"""Snapshots of a study, what changed between them and why, copies of it, and what to cite."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from benchmarks.fake_coder import FakeCoder

import dragoman
from dragoman import Study
from dragoman.documents import read_text
from dragoman.model import Block
from dragoman.model.errors import InputError, StudyError
from dragoman.study.bibtex import entry, keys
from dragoman.study.diff import Diff

_TABLES = ("documents", "reports", "claims", "mentions")


@pytest.fixture
def study(tmp_path: Path, papers: Path, coder: FakeCoder) -> Study:
    """Return a study with all papers added and coded, and a snapshot of it."""
    study = Study.create(tmp_path / "study", name="Caucasus").add(papers).code(coder)
    study.keep("before")
    return study


def _counts(found: Diff) -> dict[tuple[str, str, str], int]:
    return {(table, change, why): rows for table, change, why, rows in found.summary().iter_rows()}


def _new(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_view_is_the_study_as_it_was(study: Study, tmp_path: Path, coder: FakeCoder) -> None:
    """After more work and compacting without mercy the snapshot reads what it read."""
    before = {name: getattr(study, name)() for name in _TABLES}
    study.add(_new(tmp_path, "new.txt", "Armenia met Turkey in 2009.")).code(FakeCoder("2"))
    study.compact(files=1, keep_hours=0)
    view = Study.open(study.path, as_of="before")
    for name, frame in before.items():
        assert getattr(view, name)().equals(frame), name
    assert study.documents().height == view.documents().height + 1
    assert view.verify().is_empty()
    assert study.verify().is_empty()
    assert view.text(before["documents"]["id"][0]) == study.text(before["documents"]["id"][0])
    assert repr(view).endswith("as_of='before')")
    assert study.snapshots()["name"].to_list() == ["before"]
    assert Study.open(study.path, as_of="now").as_of is None


def test_a_view_cannot_be_written_to(study: Study, papers: Path, coder: FakeCoder) -> None:
    """Adding, coding, keeping and compacting are refused with what to do instead."""
    view = Study.open(study.path, as_of="before")
    for attempt in (
        lambda: view.add(papers),
        lambda: view.code(coder),
        lambda: view.keep("again"),
        lambda: view.compact(),
    ):
        with pytest.raises(StudyError, match="snapshots do not change"):
            attempt()
    with pytest.raises(InputError, match=r"no snapshot 'nowhere'. There are: before\."):
        Study.open(study.path, as_of="nowhere")


def test_the_diff_is_exactly_what_was_planted(study: Study, papers: Path, tmp_path: Path) -> None:
    """A new document, a new date and nothing else: these rows, these reasons, in both directions."""
    new = _new(tmp_path, "new.txt", "Armenia met Turkey in 2009.")
    study.add(new).add(papers / "paper-03.txt", published="1993-05").code(FakeCoder())
    found = study.diff("before")
    assert _counts(found) == {
        ("documents", "added", "document added"): 1,
        ("documents", "changed", "document added again: published, published_calendar, "
         "published_earliest, published_latest, published_basis"): 1,
        ("reports", "added", "document added"): 1,
        ("mentions", "added", "document added"): 2,
    }  # fmt: skip
    changed = found.changes.filter(change="changed").row(0, named=True)
    assert json.loads(changed["after"])["published"] == "1993-05"
    assert json.loads(changed["before"])["published"] is None
    back = study.diff("now", "before")
    assert back.changes.filter(change="withdrawn")["why"].unique().to_list() == ["document removed"]
    assert study.diff("before", "before").text() == "before -> before: nothing changed.\n"
    assert "reports: 1 added (document added)" in found.text()
    assert json.loads(json.dumps(found.to_json(), default=str))["summary"][0]["table"] == "documents"


class _Better(FakeCoder):
    """Reads one verb less, and says what it is made of."""

    def __init__(self, version: str, **parts: str) -> None:
        super().__init__(version)
        self.parts = {"program": "fake 1", **parts}

    def code(self, doc, *, assume="today"):  # type: ignore[no-untyped-def]
        """Code one document."""
        coding = super().code(doc, assume=assume)
        if self.version == "1":
            return coding
        kept = tuple(replace(r, date=None) for r in coding.reports if r.event != "ACCUSE")
        return replace(coding, reports=kept)


def test_the_diff_names_the_part_of_the_coder_that_changed(tmp_path: Path, papers: Path) -> None:
    """Withdrawn and changed reports come with the lexicon's, or the program's, two versions."""
    study = Study.create(tmp_path / "s").add(papers)
    study.code(_Better("1", **{"lexicon en": "aa", "codebook": "plover-1.3"})).keep("one")
    study.code(_Better("2", **{"lexicon en": "bb", "codebook": "plover-1.3"})).keep("two")
    why = "lexicon changed: lexicon en aa -> bb"
    # Six papers hold each sentence; one class fell away, the dates of three sentences did.
    assert _counts(study.diff("one", "two")) == {
        ("reports", "withdrawn", why): 6,
        ("reports", "changed", why): 24,
    }
    study.code(_Better("1", **{"lexicon en": "bb", "codebook": "plover-2"}), assume="none").keep("three")
    (why,) = study.diff("two", "three").changes["why"].unique()
    assert why == (
        "coder version changed: codebook plover-1.3 -> plover-2; undated names: read as of today -> none"
    )
    assert {row["name"] for row in study.runs()["parts"].to_list()[1]} == {
        "program",
        "lexicon en",
        "codebook",
    }


def test_the_diff_of_coding_and_of_another_coder(tmp_path: Path, papers: Path, coder: FakeCoder) -> None:
    """Coding what was not coded, and a coder whose parts nobody knows."""
    study = Study.create(tmp_path / "s").add(papers)
    study.keep("added")
    study.code(coder).keep("coded")
    assert set(study.diff("added", "coded").changes["why"]) == {"coded now, not before"}
    assert set(study.diff("coded", "added").changes["why"]) == {"coded before, not now"}
    study.code(FakeCoder("2"))
    assert study.diff("coded").changes.is_empty()


def test_the_diff_after_a_newer_reader(
    tmp_path: Path, coder: FakeCoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old reading of a file is withdrawn, the new one added, both because of the reader."""
    path = _new(tmp_path, "a.txt", "Turkey met Azerbaijan.")
    old = read_text("Turkey met Azerbaijan.", path=str(path))
    new = replace(old, id="newer", text="Turkey met Russia.", blocks=(Block(0, 18),), reader="txt 9")
    study = Study.create(tmp_path / "s")
    for doc, name in ((old, "old"), (new, "new")):
        monkeypatch.setattr("dragoman.study.adding.read_folder", lambda *_, doc=doc, **__: [doc])
        study.add(path).code(coder).keep(name)
    found = study.diff("old", "new").changes
    assert set(found["why"]) == {f"reader changed: {old.reader} -> txt 9"}
    assert found.filter(table="reports")["change"].to_list() == ["added", "withdrawn"]


def test_a_copy_opens_as_a_study(study: Study, tmp_path: Path, coder: FakeCoder) -> None:
    """A copied snapshot has documents, originals and rows, and goes on without the original."""
    before = {name: getattr(study, name)() for name in _TABLES}
    study.add(_new(tmp_path, "new.txt", "Armenia met Turkey in 2009.")).code(coder)
    with pytest.raises(StudyError, match="not empty"):
        study.export(study.path)
    copy = Study.open(study.path, as_of="before").export(tmp_path / "copy")
    whole = study.export(tmp_path / "whole")
    shutil.rmtree(study.path)
    for name, frame in before.items():
        assert getattr(copy, name)().equals(frame), name
    assert copy.verify().is_empty()
    assert whole.verify().is_empty()
    assert whole.documents().height == copy.documents().height + 1
    assert (copy.name, copy.snapshots()["name"].to_list()) == ("Caucasus", ["before"])
    assert copy.add(tmp_path / "new.txt").code(coder).documents().height == 13


_STORY = (
    "The foreign minister of Turkey met Azerbaijan in Baku on the ninth of May to talk of gas and rail. "
    "Both sides praised the talks, spoke of trade, and left the harder questions to a later meeting. "
)
_QUOTED = (
    "Russia criticised Turkey in 1992 for what it called a hasty and one-sided step in the region then. "
)
_OTHER = (
    "Nothing here is about states at all; the cats of the harbour slept on warm nets until the boats came. "
)


def test_a_text_told_twice_counts_once(tmp_path: Path, coder: FakeCoder) -> None:
    """A reprint is its original's source, and so is a quoted sentence, though its document is not."""
    texts = {
        "a-first": _STORY + _QUOTED + _OTHER,
        "b-reprint": "Reprinted. " + _STORY + _QUOTED + _OTHER,
        "c-quotes": _QUOTED + "Armenia met Turkey in 1993. " + " ".join(f"word{n}" for n in range(80)) + ".",
    }
    study = Study.create(tmp_path / "s")
    for number, (name, text) in enumerate(texts.items(), 1):
        study.add(_new(tmp_path, f"{name}.txt", text), published=f"2020-01-0{number}")
    study.code(coder)
    groups = {
        Path(path).stem: group for path, group in study.documents().select("path", "source_group").rows()
    }
    assert groups["b-reprint"] == groups["a-first"] != groups["c-quotes"]
    reports = study.reports().with_columns(name=pl.col("path").str.extract(r"([a-c]-\w+)"))
    told = {(row["name"], row["event"]): row["source_group"] for row in reports.iter_rows(named=True)}
    assert told["c-quotes", "ACCUSE"] == groups["a-first"]
    assert told["c-quotes", "CONSULT"] == groups["c-quotes"]
    links = study.copies().links
    assert links["one_source"].sum() == 1
    quote = links.filter(~pl.col("one_source"))["passages"][0][0]
    assert _QUOTED.startswith(texts["c-quotes"][quote["b_start"] : quote["b_stop"]])
    assert [s.copy_of is not None for s in study.cite().sources] == [False, True, False]
    assert study.mentions()["source_group"].null_count() == study.claims()["source_group"].null_count() == 0


def test_fingerprints_of_an_older_study_are_made_on_reading(study: Study) -> None:
    """Documents that were added before there were fingerprints get theirs; the groups are the same."""
    groups = study.copies().groups
    shutil.rmtree(study.path / "tables" / "fingerprints")
    older = Study.open(study.path)
    assert older.copies().groups.equals(groups)


def test_what_to_cite(study: Study, papers: Path) -> None:
    """Study and content, tool, coder, every source; the content changes with what the numbers rest on."""
    found = study.cite()
    text, bibtex = found.text(), found.bibtex()
    assert text.startswith("Study: Caucasus\n  content ")
    assert f"Tool: Dragoman {dragoman.__version__}" in text
    assert "Coder: fake 1: 12 documents" in text
    assert "Sources: 12 documents" in text
    assert bibtex.count("@misc{") == 14
    assert bibtex.count("{") == bibtex.count("}")
    assert json.loads(json.dumps(found.to_json()))["content"] == found.content
    assert Study.open(study.path, as_of="before").cite().content == found.content
    assert "snapshot before" in Study.open(study.path, as_of="before").cite().text()
    assert study.code(FakeCoder("2")).cite().content != found.content


def test_the_rule_coder_is_cited_with_its_codebook_and_lexicons(tmp_path: Path, papers: Path) -> None:
    """Scheme, licence and the digest of each lexicon stand in the citation."""
    from dragoman.languages import SUPPORTED, load

    study = Study.create(tmp_path / "s").add(papers / "paper-00.txt").code()
    found = study.cite()
    assert [(book.id, "CC BY-SA" in (book.licence or "")) for book in found.codebooks] == [
        ("plover-1.3", True)
    ]
    parts = dict(found.coders[0].parts)
    assert {parts[f"lexicon {code}"] for code in SUPPORTED} == {load(code).pack.digest for code in SUPPORTED}
    assert {"program", "codebook", "lexicon actors"} <= set(parts)
    assert "licence: scheme: CC BY-SA" in found.text()


def test_bibtex_is_escaped_and_its_keys_are_stable() -> None:
    """Special characters cannot break an entry; a key needs no other document."""
    made = entry("misc", "k", {"title": "50% of {A} & B_c \\ ~", "url": "http://x/a_b%20{", "note": None})
    assert made == (
        "@misc{k,\n  title = {{50\\% of \\{A\\} \\& B\\_c \\textbackslash{} \\textasciitilde{}}},\n"
        "  url = {http://x/a_b%20},\n}\n"
    )
    documents = [("Gunel Yusibova", "2018-05", "0123456789abcdef"), (None, None, "ff"), ("Яна", "1992", "aa")]
    assert keys(documents) == ["yusibova-2018-0123456789", "source-ff", "source-1992-aa"]


def test_seeds_are_proved(shared: Path, tmp_path: Path) -> None:
    """The real documents, added and coded by the rule coder: every span reproduces its quote."""
    study = Study.create(tmp_path / "s").add(shared / "seeds").code()
    assert study.verify().is_empty()
    assert study.reports().height > 50
    assert study.reports()["source_group"].null_count() == 0
