"""What datasets measure of the two: likeness and phases, from files in the providers' layout."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from dragoman.dossier import DossierData, collect, render
from dragoman.dossier.alike import alignment
from dragoman.dossier.outline import Heading, Picture, outline
from dragoman.dossier.phases import phased
from dragoman.dossier.pictures import charts_of
from dragoman.dossier.sides import pair
from dragoman.dossier.views import views
from dragoman.study.study import Study

CALLS = 8
"""Roll calls a year; invented, as are all votes and disputes here."""


def _votes(folder: Path) -> None:
    """Write votes of 1985 and 1995: Ukraine as the Soviet Union in 1985, twice against Russia in 1995."""
    votes, calls = ["rcid,country,vote"], ["rcid,session,date,unres"]
    for year in (1985, 1995):
        for k in range(CALLS):
            rcid = year * 100 + k
            calls.append(f"{rcid},{year - 1945},{year}-11-0{k + 1},R/{rcid}")
            russia = "yes" if k % 2 else "no"
            other = "yes" if year == 1995 and k < 4 else russia
            votes += [f"{rcid},Russia,{russia}", f"{rcid},Ukraine,{other}"]
            votes.append(f"{rcid},Turkey,{'absent' if k == 0 else 'abstain' if k == 1 else 'yes'}")
    (folder / "un_votes.csv").write_text("\n".join(votes))
    (folder / "un_roll_calls.csv").write_text("\n".join(calls))


def _disputes(folder: Path) -> None:
    """Write disputes of Turkey and Russia: none from 1816 to 1879, one a year from 1880 to 1921."""
    rows = ["dispnum,ccode1,ccode2,year", "1,200,230,1816", "2,200,230,2010"]
    rows += [f"{number},640,365,{number}" for number in range(1880, 1922)]
    (folder / "mid.csv").write_text("\n".join(rows))


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Return a study with one document and two datasets."""
    folder = tmp_path_factory.mktemp("alike")
    (folder / "un").mkdir()
    _votes(folder / "un")
    _disputes(folder)
    (folder / "note.txt").write_text("Turkey and Russia signed an agreement in Moscow on 16 March 1921.")
    made = Study.create(folder / "study")
    made.add(folder / "note.txt")
    made.import_data("un-votes", folder / "un")
    made.import_data("cow-mid", folder / "mid.csv")
    return made


def test_votes_count_as_the_two_were(study: Study) -> None:
    """By hand: 7 roll calls with neither absent; of those one abstains once and agrees on three yes votes."""
    found = alignment(study, pair("TUR", "RUS"))
    assert found is not None
    [row] = found.filter(pl.col("year") == 1995).to_dicts()
    assert row["n_votes"] == 7
    assert row["agreement_votes"] == pytest.approx(3 / 7)
    assert row["opposed_votes"] == pytest.approx(3 / 7)
    assert found["year"].to_list() == [1995]


def test_a_lineage_joins_the_codes(study: Study) -> None:
    """With the lineage Russia's votes of 1985 are there; Ukraine's of the same code stay Ukraine's."""
    line = alignment(study, pair("UKR", "RUS", ["russia-ussr"]))
    assert line is not None
    assert line.select("year", "n_votes", "agreement_votes").rows() == [
        (1985, 8, 1.0),
        (1995, 8, pytest.approx(6 / 8)),
    ]


def test_table_and_chart_are_of_one_count(study: Study) -> None:
    """The dossier's table of votes tells the numbers that the chart is drawn from.

    By hand: kappa is 1 - (3.25 / 7) / (19.75 / 49), where a step from abstention weighs a quarter.
    """
    data = collect(study, "TUR", "RUS")
    [table] = [one for one in data.outside if one.title == "Votes"]
    assert table.rows == (("1995", "7", "43%", "43%", "−0.15"),)
    assert data.alike is not None


def test_phases_lie_where_both_were_states(study: Study) -> None:
    """Disputes set in with 1880 (as written above); 1923 to 1991 Russia was no state, and that is no zero."""
    [found] = phased(study, pair("TUR", "RUS"), None)
    assert (found.years[0], found.years[-1]) == (1816, 1922)
    assert [found.years[one.at] for one in found.found.breaks] == [1880]
    assert found.rows[1][0] == "1880"
    assert found.left_out == 2011 - 1923
    [line] = phased(study, pair("TUR", "RUS", ["russia-ussr"]), None)
    assert line.years[-1] == 2010
    assert phased(study, pair("TUR", "AZE"), None) == ()


@pytest.fixture(scope="module")
def made(study: Study) -> DossierData:
    """Return the dossier of the Soviet Union's line and Turkey."""
    return collect(study, "TUR", "RUS", "russia-ussr")


def test_every_format_shows_them_in_the_section_of_datasets(made: DossierData) -> None:
    """Phases and likeness are drawn in the page and the outline, below the heading of the datasets."""
    found = views(made)
    pictures = charts_of(made, found)
    assert {"alignment", "phases_1"} <= set(pictures)
    blocks = outline(made, found, pictures)
    start = blocks.index(Heading(2, "In public datasets"))
    named = [block.name for block in blocks[start:] if isinstance(block, Picture)]
    assert named[:2] == ["phases_1", "alignment"]
    page = render(made)
    section = page[page.index('id="datasets"') : page.index('id="reports"')]
    assert "How alike the two stood" in section
    assert section.count("<svg") == len(named)
    assert "cow-mid: militarised disputes a year" in section
    assert "Signorino" in page


def test_without_datasets_nothing_is_said_of_them(data: DossierData) -> None:
    """A dossier from documents alone has neither section nor method of datasets."""
    page = render(data)
    assert 'id="datasets"' not in page
    assert "Signorino" not in page
