"""Whose side a document speaks from: a table in the study's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli.main import main
from dragoman.dossier import collect
from dragoman.dossier.views import views
from dragoman.dossier.voices import by_language_and_side
from dragoman.model.errors import StudyError
from dragoman.study.study import Study

ARTICLES = "\n".join(
    f'{{"title": "T{k}", "publisher": "{house}", "author": "{author}", "published": "1994-05-0{k}", "text": '
    f'"Turkey and Azerbaijan signed an agreement on {k} May 1994."}}'
    for k, (house, author) in enumerate(
        [("Ankara Post", "A. Bir"), ("Bakı Xəbər", "B. İki"), ("Ankara Radio", "C. Üç")], 1
    )
)
SIDES = (
    "field\tvalue\tside\n# the radio before its house\nauthor\tc. üç\tneither\npublisher\tankara *\tTurkish\n"
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Return a study of three articles, coded, with a table of sides."""
    (tmp_path / "articles.jsonl").write_text(ARTICLES, encoding="utf-8")
    made = Study.create(tmp_path / "study").add(tmp_path / "articles.jsonl").code()
    (made.path / "sides.tsv").write_text(SIDES, encoding="utf-8")
    return made


def test_the_first_line_that_fits_decides(study: Study) -> None:
    """An author goes before a publisher here, letters' case does not count, and who is not named has none."""
    found = dict(study.documents().select("title", "side").rows())
    assert found == {"T1": "Turkish", "T2": None, "T3": "neither"}


def test_the_dossier_tells_sides(study: Study) -> None:
    """The grid of the dossier has the sides, and the publisher where none is said."""
    grid = by_language_and_side(views(collect(study, "TUR", "AZE")))
    assert sorted(side for side, _, _ in grid.rows) == ["Bakı Xəbər", "Turkish", "neither"]


@pytest.mark.parametrize(
    ("options", "days"),
    [
        (["--side", "Turkish"], ["01"]),
        (["--publisher", "ANKARA"], ["01", "03"]),
        (["--publisher", "ankara", "--author", "üç"], ["03"]),
        (["--author", "nobody"], []),
    ],
)
def test_reports_are_chosen_by_who_published(
    study: Study, capfd: pytest.CaptureFixture[str], options: list[str], days: list[str]
) -> None:
    """Only reports of such documents are listed."""
    with pytest.raises(SystemExit) as ended:
        main(["reports", "--study", str(study.path), *options])
    assert not ended.value.code
    out = capfd.readouterr().out
    assert sorted(line.split("\t")[1][-2:] for line in out.splitlines() if "1994" in line) == days


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("publisher\tx\ty\n", "line 1: the header is"),
        ("field\tvalue\tside\npublisher\tx\n", "line 2: a line has a field, a value and a side"),
        ("field\tvalue\tside\nhouse\tx\ty\n", "line 2: 'house' is no field"),
    ],
)
def test_a_wrong_line_is_named(study: Study, text: str, words: str) -> None:
    """The message has the file and the line."""
    (study.path / "sides.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match=r"sides\.tsv") as caught:
        study.documents()
    assert words in str(caught.value)


def test_the_tables_of_a_study_are_no_documents(study: Study) -> None:
    """Adding the study's own folder passes over the tables that lie in it."""
    (study.path / "actors.tsv").write_text("language\tname\tkind\tentity\tfrom\tto\tsector\tflags\n")
    (study.path / "note.txt").write_text("Turkey and Iran met in 1995.")
    study.add(study.path)
    assert study.problems == ()
    assert study.documents().height == 4
