"""What an explanation says, and that it says what the coder did."""

from __future__ import annotations

from dragoman.coding.explain import explain
from dragoman.coding.rules import RuleCoder
from dragoman.documents import read_text
from dragoman.languages.tables import data_file

TEXT = (
    "1992\n\n"
    "On 9 November 1991 Turkey recognised Azerbaijan. Turkey threatened to attack Armenia. "
    "It closed the border. Russia said that Georgia had attacked South Ossetia.\n\n"
    "Relations between Turkey and Azerbaijan deepened. The sky was blue.\n"
)


def test_same_as_the_coder() -> None:
    """The reports and claims of the explanations are those of the coder, in order."""
    doc = read_text(TEXT, language="en", published="1993")
    coding = RuleCoder().code(doc)
    found = explain(doc)
    verdicts = [verdict for made in found for verdict in made.verdicts]
    assert [v.report for v in verdicts if v.report] == [report.to_json() for report in coding.reports]
    assert [v.claim for v in verdicts if v.claim] == [claim.to_json() for claim in coding.claims]
    assert coding.reports
    assert coding.claims


def test_stages_are_shown() -> None:
    """Units, groups, predicates and frames of a sentence carry its own words."""
    text = "Turkey threatened to attack Armenia."
    [made] = explain(read_text(text, language="en"))
    assert [text[unit.start : unit.stop] for unit in made.units] == [unit.text for unit in made.units]
    assert [group.means[0]["code"] for group in made.groups] == ["TUR", "ARM"]
    assert [predicate.lemmas for predicate in made.predicates] == [["threaten"], ["attack"]]
    stands = {frame.predicate: frame.stands for frame in made.chosen}
    assert stands == {"threatened": True, "to attack": False}


def test_row_is_the_line_of_the_lexicon() -> None:
    """A frame is named by file and line, and that line is quoted."""
    [made] = explain(read_text("Turkey recognised Azerbaijan.", language="en"))
    frame = next(frame for frame in made.chosen if frame.stands)
    file, _, number = frame.rule.partition("/")[2].rpartition(":")
    line = data_file("en", file).read_text(encoding="utf-8").split("\n")[int(number) - 1]
    assert frame.row.split(" | ")[:2] == line.split("\t")[:2]
    assert made.rejected
    assert all(miss.why for miss in made.rejected)


def test_what_is_left_out_says_why() -> None:
    """Apparatus, other languages and sentences without a predicate are answered, too."""
    [made] = explain(read_text("Blue sky, green sea.", language="en"))
    assert made.notes
    [made] = explain(read_text("Russland griff Georgien an.", language="de"))
    assert "'de'" in made.notes[0]


def test_within_keeps_the_context() -> None:
    """One sentence alone is explained with the date that stands before it."""
    text = "In May 1992 Turkey met Armenia in Ankara. Turkey attacked Armenia."
    doc = read_text(text, language="en")
    [made] = explain(doc, within=(text.index("Turkey attacked"), len(text)))
    assert made.sentence == "Turkey attacked Armenia."
    assert made.as_of == "1992-05-01/1992-05-31"
