"""A study from making it to reading it again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from benchmarks.fake_coder import FakeCoder

from dragoman import Study
from dragoman.coding.base import Coding
from dragoman.coding.batch import code_batch
from dragoman.documents import read_text
from dragoman.model import Block, Document, Participant, Report, Trigger
from dragoman.model.errors import DateError, InputError, SchemaError, StudyError
from dragoman.store import delta
from dragoman.study import adding


@pytest.fixture
def study(tmp_path: Path, papers: Path, coder: FakeCoder) -> Study:
    """Return a study with all papers added and coded."""
    Study.create(tmp_path / "study", name="Caucasus")
    return Study.open(tmp_path / "study").add(papers).code(coder)


def test_the_whole_road_in_one_chain(study: Study, papers: Path) -> None:
    """Open, add and code chain; frames, reports and texts come back; the broken file is named."""
    documents, reports = study.documents(), study.reports()
    assert documents["path"].to_list() == [str(papers / f"paper-{n:02d}.txt") for n in range(12)]
    # Counted by hand: six sentences, of which five have a report and one a claim, each in six papers.
    assert (reports.height, study.claims().height, study.mentions().height) == (30, 6, 60)
    assert [Path(problem.path).name for problem in study.problems] == ["broken.txt"]
    assert study.runs()["kind"].to_list() == ["add", "code"]
    assert study.runs()["problems"].list.len().to_list() == [1, 0]
    assert "batch_id" not in {*documents.columns, *reports.columns}
    assert study.name == Study.open(study.path).name == "Caucasus"
    for row in reports.iter_rows(named=True):
        text = study.text(row["document_id"])
        assert text[row["trigger_start"] : row["trigger_stop"]] == row["trigger"]
        assert text[row["sentence_start"] : row["sentence_stop"]] == row["sentence"]
    treaty = reports.filter(agreement="Treaty of Kars").row(0, named=True)
    assert (treaty["actor_codes"], treaty["recipient_codes"]) == (["ARM"], ["TUR"])
    assert (treaty["date_earliest"], treaty["date_latest"]) == (date(1922, 1, 1), date(1922, 12, 31))


def test_a_file_that_changes_while_it_is_read(
    tmp_path: Path, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its text is not kept beside another original; the other files are, and the next time it is read."""
    paper = tmp_path / "grows.txt"
    paper.write_text("Turkey met Azerbaijan in 1992.", encoding="utf-8")
    real = adding.read_folder

    def growing(*args: Any, **options: Any) -> Iterator[Any]:
        for item in real(*args, **options):
            if item.path == str(paper):
                paper.write_text("Turkey met Azerbaijan in 1992 and in 1993.", encoding="utf-8")
            yield item

    monkeypatch.setattr(adding, "read_folder", growing)
    study = Study.create(tmp_path / "study").add(paper, papers / "paper-01.txt")
    assert [str(problem) for problem in study.problems] == [
        f"{paper} changed while it was being read. Add it again."
    ]
    assert len(study.documents()) == 1
    monkeypatch.undo()
    assert len(study.add(paper).documents()) == 2
    assert study.verify().is_empty()


def test_a_report_and_a_claim_come_back_whole(study: Study, coder: FakeCoder) -> None:
    """What the coder found in a stored document is what report() and claim() give back."""
    for document_id in study.documents()["id"]:
        coding = coder.code(study.document(document_id))
        reports = study.reports().filter(document_id=document_id)
        claims = study.claims().filter(document_id=document_id)
        assert [study.report(i) for i in reports["id"]] == list(coding.reports)
        assert tuple(study.claim(i) for i in claims["id"]) == coding.claims
    with pytest.raises(InputError, match="no report 'x'"):
        study.report("x")
    with pytest.raises(InputError, match="no document 'x'"):
        study.text("x")


def test_doing_it_again_changes_nothing(study: Study, papers: Path, coder: FakeCoder) -> None:
    """The same folder and the same coder add no document and no report."""
    before = study.documents(), study.reports(), study.claims(), study.mentions()
    study.add(papers).code(coder)
    after = study.documents(), study.reports(), study.claims(), study.mentions()
    for old, new in zip(before, after, strict=True):
        assert old.equals(new)
    assert study.runs().filter(kind="code").height == 1


def test_adding_again_reads_only_what_is_not_known(study: Study, papers: Path) -> None:
    """After a run that was broken off, only files that are not in the study are read again."""
    told: list[str] = []
    study.add(papers, progress=lambda _, __, what: told.append(Path(what).name))
    assert told == ["broken.txt"]
    study.add(papers, language="en", progress=lambda _, __, what: told.append(Path(what).name))
    assert len(told) == 1 + 13


def test_a_copy_that_comes_later_is_named_and_a_moved_file_is_none(tmp_path: Path) -> None:
    """Byte for byte the same under another name: a copy while the first is there, else the first, moved."""
    study, first = Study.create(tmp_path / "s"), tmp_path / "first.txt"
    first.write_text("Iran signed a treaty with Russia in 1921.", encoding="utf-8")
    study.add(first)
    later = tmp_path / "later.txt"
    later.write_bytes(first.read_bytes())
    study.add(later)
    assert study.added is not None
    assert (study.added.same, study.added.passed) == (((str(later), str(first)),), 0)
    first.unlink()
    study.add(later)
    assert (study.added.same, study.added.passed) == ((), 1)
    assert len(study.documents()) == 1


def test_one_row_is_found_among_many_files(tmp_path: Path, papers: Path, coder: FakeCoder) -> None:
    """With a commit for each paper, texts are found in their own file, and unfinished ones are not."""
    study = Study.create(tmp_path / "s")
    for paper in sorted(papers.glob("paper-*.txt")):
        study.add(paper)
    assert study.files()["texts"] == 12
    for document_id, path in study.documents().select("id", "path").rows():
        assert study.text(document_id).startswith("Paper number")
        assert study.document(document_id).path == path
    row = study.snapshot().scan("documents").head(1).with_columns(id=pl.lit("dead"), batch_id=pl.lit("dead"))
    delta.append(study.path / "tables", "documents", row.collect())
    with pytest.raises(InputError, match="no document 'dead'"):
        study.text("dead")


def test_a_copy_of_a_text_is_one_document(study: Study, papers: Path, tmp_path: Path) -> None:
    """The same content under another name is known; the first path stays."""
    shutil.copy(papers / "paper-00.txt", tmp_path / "copy.txt")
    study.add(tmp_path / "copy.txt")
    assert study.documents().height == 12
    assert len(list((study.path / "originals").rglob("*.txt"))) == 12


def test_a_new_version_of_the_coder_replaces_the_old_rows(study: Study) -> None:
    """Reports of the last complete run count, not both; ids stay."""
    before = study.reports()
    study.code(FakeCoder("2"))
    after = study.reports()
    assert after["coder_version"].unique().to_list() == ["2"]
    assert after["id"].to_list() == before["id"].to_list()
    study.code(FakeCoder("2"), assume="none")
    assert study.runs()["assume"].to_list() == [None, "today", "today", "none"]
    assert study.reports()["id"].to_list() == before["id"].to_list()


def test_two_coders_are_never_counted_together(study: Study) -> None:
    """With several coders the user must say which; each keeps its rows."""
    other = FakeCoder()
    other.name = "other"
    study.code(other)
    with pytest.raises(InputError, match="coded by fake, other"):
        study.reports()
    assert study.reports(coder="fake").height == study.reports(coder="other").height == 30
    with pytest.raises(InputError, match="'nobody' did not code"):
        study.claims(coder="nobody")


def test_a_date_given_later_counts_and_stays(study: Study, papers: Path, coder: FakeCoder) -> None:
    """A given date makes a new revision that is coded anew; adding again without one keeps it."""
    paper = papers / "paper-03.txt"
    study.add(paper, published="1993-05")
    row = study.documents().filter(path=str(paper)).row(0, named=True)
    assert (row["published"], row["published_basis"]) == ("1993-05", "given")
    assert study.documents().height == 12
    assert study.reports().filter(document_id=row["id"]).is_empty()
    study.code(coder)
    assert study.reports().height == 30
    study.add(papers).add(paper, language="en")
    again = study.documents().filter(path=str(paper)).row(0, named=True)
    assert (again["published"], again["published_basis"]) == ("1993-05", "given")
    with pytest.raises(DateError):
        study.add(paper, published="May 1993")


def test_workers_give_the_same_tables(tmp_path: Path, study: Study, papers: Path, coder: FakeCoder) -> None:
    """Two processes and one write the same rows."""
    other = Study.create(tmp_path / "other").add(papers).code(coder, workers=2)
    for name in ("documents", "reports", "claims", "mentions"):
        assert getattr(other, name)().equals(getattr(study, name)())


def test_progress_is_told(tmp_path: Path, papers: Path, coder: FakeCoder) -> None:
    """Adding counts files, coding counts documents up to their number."""
    told: list[tuple[int, int | None]] = []
    study = Study.create(tmp_path / "s").add(
        papers, progress=lambda done, total, _: told.append((done, total))
    )
    assert told == [(n, None) for n in range(1, 14)]
    told.clear()
    study.code(coder, progress=lambda done, total, _: told.append((done, total)))
    assert told[-1] == (12, 12)


def test_verify_finds_what_was_changed_behind_our_back(study: Study) -> None:
    """An untouched study is proved; a changed original and a planted wrong quote are named."""
    assert study.verify().is_empty()
    original = next((study.path / "originals").rglob("*.txt"))
    original.write_text("other")
    row = (
        study.snapshot()
        .scan("reports")
        .head(1)
        .with_columns(id=pl.lit("planted"), trigger=pl.lit("nonsense"))
    )
    delta.append(study.path / "tables", "reports", row.collect())
    found = study.verify()
    assert found["table"].sort().to_list() == ["documents", "reports", "reports"]
    assert found.filter(id="planted").select("field", "quote").row(0) == ("trigger", "nonsense")
    assert found["problem"].str.contains("was changed after it was added").sum() == 1
    assert found["problem"].str.contains("31 rows instead of 30").sum() == 1


def test_adding_the_study_itself_adds_nothing(study: Study) -> None:
    """`add .` inside the study does not read its own tables and originals."""
    before = study.documents(), len(study.problems)
    study.add(study.path)
    assert (study.documents().height, len(study.problems)) == (before[0].height, before[1])


def test_what_is_no_study_says_what_to_run(tmp_path: Path, study: Study) -> None:
    """Missing folder, plain folder, file, broken and newer study.toml: each says what to do."""
    with pytest.raises(StudyError, match="dragoman new"):
        Study.open(tmp_path / "nowhere")
    with pytest.raises(StudyError, match=r"no study.*dragoman new"):
        Study.open(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(StudyError, match="is a file"):
        Study.open(tmp_path / "file")
    with pytest.raises(StudyError, match="is a study already"):
        Study.create(study.path)
    with pytest.raises(InputError, match="No file or folder"):
        study.add()
    (study.path / "study.toml").write_text("format = 99\n")
    with pytest.raises(SchemaError, match="format 99"):
        Study.open(study.path)
    (study.path / "study.toml").write_text("format = \n")
    with pytest.raises(StudyError, match=r"study\.toml cannot be read"):
        Study.open(study.path)


@pytest.mark.parametrize("name", ['quo"te', "back\\slash", "Кавказ \N{GRINNING FACE}", "tab\tline\n\x7f"])
def test_any_name_survives(tmp_path: Path, name: str) -> None:
    """The name of a study comes back from study.toml as it was given."""
    Study.create(tmp_path / "s", name=name)
    assert Study.open(tmp_path / "s").name == name


def test_an_empty_study_reads_as_empty(tmp_path: Path, coder: FakeCoder) -> None:
    """Nothing added, nothing coded: frames without rows, no error."""
    study = Study.create(tmp_path / "s").code(coder)
    for name in ("documents", "reports", "claims", "mentions", "runs", "verify", "agreements"):
        assert getattr(study, name)().is_empty()
    assert [frame.height for frame in study.events()] == [0, 0]


class _Careless:
    """A coder that quotes what is not there, dates what cannot be, and stumbles."""

    name, version = "careless", "1"

    def __init__(self, stumbles: bool = False) -> None:
        self.stumbles = stumbles

    def code(self, doc: Document, *, assume: object = "today") -> Coding:
        if self.stumbles:
            raise RecursionError("too deep")
        if "Second" in doc.text:
            raise StudyError("no dictionary")
        good = Trigger(doc.text[:5], 0, 5)
        return Coding(
            (
                Report("CONSULT", good, good, "en:1"),
                Report("CONSULT", Trigger("wrong", 0, 5), good, "en:2"),
                Report("CONSULT", good, good, "en:3", date="May"),
            ),
            mentions=(Participant("wrong", 1, 6), Participant(doc.text[:5], 0, 5)),
        )


def test_proof_or_nothing() -> None:
    """A wrong quote and an impossible date are refused and named; the rest of the document stands."""
    texts = pl.DataFrame({"id": ["a", "b"], "text": ["First text.", "Second text."]})
    frames = code_batch(texts, coder=_Careless())
    assert frames["reports"]["rule"].to_list() == ["en:1"]
    assert frames["mentions"]["text"].to_list() == ["First"]
    assert frames["coded"]["id"].to_list() == ["a"]
    messages = frames["problems"]["message"].to_list()
    assert [m.split(":")[0].split(" (")[0] for m in messages] == [
        "report refused", "report refused", "mention refused", "not coded",
    ]  # fmt: skip
    with pytest.raises(InputError, match="no column 'text'"):
        code_batch(texts.drop("text"), coder=_Careless())


def test_a_defect_of_a_coder_stops_no_other_document() -> None:
    """An error nobody foresaw is told with the document that shows it, and where it was raised."""
    texts = pl.DataFrame({"id": ["a"], "text": ["First text."], "path": ["papers/a.txt"]})
    frames = code_batch(texts, coder=_Careless(stumbles=True))
    assert frames["coded"].is_empty()
    [(document, path, message)] = frames["problems"].iter_rows()
    assert (document, path) == ("a", "papers/a.txt")
    assert "a fault of the program, not of the text: RecursionError" in message
    assert "(test_study.py:" in message


def test_code_batch_is_pure_and_needs_no_store(coder: FakeCoder) -> None:
    """Id and text alone are enough, and the same frame gives the same rows."""
    doc = read_text("Turkey met Azerbaijan in 1992. Russia criticised Turkey.", language="en")
    texts = pl.DataFrame({"id": [doc.id], "text": [doc.text], "language": ["en"]})
    one, two = code_batch(texts, coder=coder), code_batch(texts, coder=coder)
    assert all(one[name].equals(two[name]) for name in one)
    assert one["reports"]["event"].to_list() == ["CONSULT", "ACCUSE"]
    assert one["reports"]["language"].to_list() == ["en", "en"]


def test_half_a_character_is_a_problem_of_its_file(
    tmp_path: Path, coder: FakeCoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that lets a lone surrogate through costs its own document, not the batch."""
    good = tmp_path / "good.txt"
    good.write_text("Turkey met Azerbaijan.")
    bad = Document("bad", "bad.txt", "half \ud83d", (Block(0, 6),))
    fine = read_text("Turkey met Azerbaijan.", path=str(good))

    def both(*_: object, **__: object) -> list[Document]:
        return [bad, fine]

    monkeypatch.setattr("dragoman.study.adding.read_folder", both)
    study = Study.create(tmp_path / "s").add(good)
    assert [problem.path for problem in study.problems] == ["bad.txt"]
    assert "lone surrogate" in str(study.problems[0])
    assert study.documents()["id"].to_list() == [fine.id]


def test_a_newer_reader_replaces_what_the_older_made_of_a_file(
    tmp_path: Path, coder: FakeCoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one file only what the last reader made of it is present; the older text stays readable."""
    from dataclasses import replace

    path = tmp_path / "a.txt"
    path.write_text("Turkey met Azerbaijan.")
    old = read_text("Turkey met Azerbaijan.", path=str(path))
    new = replace(old, id="newer", text="Turkey met Russia.", blocks=(Block(0, 18),), reader="txt 9")
    study = Study.create(tmp_path / "s")
    for doc in (old, new):
        monkeypatch.setattr("dragoman.study.adding.read_folder", lambda *_, doc=doc, **__: [doc])
        study.add(path).code(coder)
    assert study.documents()["id"].to_list() == ["newer"]
    assert study.reports()["recipient_codes"].to_list() == [["RUS"]]
    assert study.text(old.id) == old.text
