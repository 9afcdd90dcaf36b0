"""The figures, on cases counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from dragoman.evaluation.answers import Answer
from dragoman.evaluation.codes import countries, of_report
from dragoman.evaluation.confusion import NONE, by_class, confusion
from dragoman.evaluation.fields import field_figures
from dragoman.evaluation.figures import claim_figures, given_figures, whole_figures
from dragoman.evaluation.gold import GoldEvent, GoldRow
from dragoman.evaluation.sampling import f1, figure, macro_f1, ratio
from dragoman.model import Claim, Participant, Report, Trigger
from dragoman.model.report import Direction

Make = Callable[..., Any]


def _values(figures: list[Any]) -> dict[str, float | None]:
    return {one.name: one.value for one in figures}


def test_given_dyads(given: Make) -> None:
    """Accuracy and macro-F1 counted by hand; no answer is wrong, CONCEDE answers YIELD."""
    answers = [
        given("ASSAULT", "ASSAULT"),
        given("ASSAULT", None),
        given("CONCEDE", "YIELD"),
        given("CONSULT", "AGREE"),
    ]
    values = _values(given_figures(answers))
    assert values["given.accuracy"] == 0.5
    # ASSAULT: P 1, R 1/2; YIELD: 1; CONSULT: 0.  AGREE is in no gold and so in no mean.
    assert values["given.macro_f1"] == pytest.approx((2 / 3 + 1 + 0) / 3)
    # Quads 4: 2/3; 2 (YIELD): 1; 1 (CONSULT, AGREE): 1.
    assert values["given.quad_macro_f1"] == pytest.approx((2 / 3 + 1 + 1) / 3)


def test_the_quad_of_the_row_counts(given: Make) -> None:
    """Where a row says its own quad, that is gold, not the quad of its class."""
    values = _values(given_figures([given("REJECT", "REJECT", quad=4), given("ASSAULT", "ASSAULT", quad=4)]))
    # Answered 3 and 4 against gold 4 and 4: recall 1/2, precision 1.
    assert values["given.quad_macro_f1"] == pytest.approx(2 / 3)


def test_codes_are_compared_on_three_letters() -> None:
    """The listed slips are put right; no code is no code."""
    assert countries(["HUN GOV", "JAP", "ITL MIL", "***", "", None, "USAGOV"]) == {"HUN", "JPN", "ITA", "USA"}


def test_pairs(report: Make) -> None:
    """Mutual reports give both ordered pairs; a recipient without a code makes none mutual."""
    assert of_report(report("CONSULT", "GEO ARM")) == {("GEO", "ARM"), ("ARM", "GEO")}
    assert of_report(report("CONSULT", "GEO", "ARM")) == {("GEO", "ARM")}
    assert of_report(report("ASSAULT", "USA GBR", "?")) == set()
    assert of_report(report("COERCE", "USA", "USA")) == set()


def test_whole_extraction(whole: Make, gold_event: Make, report: Make) -> None:
    """Root, dyad and triple counted by hand over two sentences."""
    answers = [
        whole(
            [gold_event("CONSULT", "GEO ARM")], [report("CONSULT", "GEO ARM"), report("AGREE", "GEO", "ARM")]
        ),
        whole([gold_event("ACCUSE", "RUS", "TUR")], [report("REJECT", "RUS", "TUR")]),
    ]
    values = _values(whole_figures(answers))
    assert (values["root.precision"], values["root.recall"]) == (pytest.approx(1 / 3), 0.5)
    assert values["root.f1"] == pytest.approx(0.4)
    assert values["dyad.f1"] == 1.0
    # Triples: gold 3 (two CONSULT, one ACCUSE), answered 4, in both 2.
    assert (values["triple.precision"], values["triple.recall"]) == (0.5, pytest.approx(2 / 3))
    assert "false_alarms" not in values


@pytest.mark.parametrize("aux", ["negation", "hypothetical"])
def test_what_did_not_happen_is_no_event(whole: Make, gold_event: Make, report: Make, aux: str) -> None:
    """Denied and imagined reports are left out on both sides, future ones are not."""
    quiet = whole([], [report("ASSAULT", "RUS", "TUR", aux=(aux,))], no_event=True)
    loud = whole([], [report("AGREE", "RUS", "TUR", aux=("future",))], no_event=True)
    assert _values(whole_figures([quiet, loud]))["false_alarms"] == 0.5
    gold = whole([gold_event("ASSAULT", "RUS", "TUR", aux=(aux,))], [])
    assert gold.gold == gold.found == set()


def test_sets_without_codes_have_no_dyads(whole: Make, report: Make) -> None:
    """Where gold has classes only, dyads are not scored rather than scored as nothing."""
    values = _values(whole_figures([whole([GoldEvent("AID")], [report("AID", "USA", "GEO")])]))
    assert values == {"root.precision": 1.0, "root.recall": 1.0, "root.f1": 1.0}


def test_nothing_found_has_no_precision(whole: Make) -> None:
    """A share of nothing is null, not zero; recall is zero."""
    values = _values(whole_figures([whole([GoldEvent("AID")], [])]))
    assert (values["root.precision"], values["root.recall"], values["root.f1"]) == (None, 0.0, 0.0)


def test_aux_date_and_speaker(whole: Make, gold_event: Make, report: Make) -> None:
    """Fields of matched reports; of dates and speakers only where either side has one."""
    speaker = (Participant("Aliyev", 0, 6),)
    answers = [
        whole(
            [
                gold_event(
                    "CONSULT", "GEO ARM", aux=("future",), date="1992-05", speaker=("President Aliyev",)
                )
            ],
            [report("CONSULT", "GEO ARM", aux=("future",), date="1992-05", speakers=speaker)],
        ),
        whole(
            [gold_event("ASSAULT", "RUS", "TUR", aux=(), date=None, speaker=())],
            [report("ASSAULT", "RUS", "TUR", aux=("negation",), date="1992")],
        ),
        whole(
            [gold_event("AID", "RUS", "TUR", aux=(), date="1993", speaker=())],
            [report("ACCUSE", "RUS", "TUR")],
        ),
    ]
    figures = field_figures(answers)
    assert _values(figures) == {"aux": 0.5, "date": 0.5, "speaker": 1.0}
    assert [one.n for one in figures] == [2, 2, 1]


def test_matching_prefers_the_same_dyad(whole: Make, gold_event: Make, report: Make) -> None:
    """Of two reports of a class the one about gold's pair is compared."""
    made = whole(
        [gold_event("ACCUSE", "RUS", "TUR", date="1991")],
        [report("ACCUSE", "USA", "IRN", date="1980"), report("ACCUSE", "RUS", "TUR", date="1991")],
    )
    assert _values(field_figures([made])) == {"date": 1.0}


def test_confusion_pairs_what_is_left(whole: Make, report: Make) -> None:
    """What gold and answer share is on the diagonal; the rest is paired, then stands against none."""
    made = whole([GoldEvent("AID"), GoldEvent("REJECT")], [report("AID"), report("ACCUSE"), report("COERCE")])
    assert confusion([made]) == {("AID", "AID"): 1, ("REJECT", "ACCUSE"): 1, (NONE, "COERCE"): 1}
    assert [(one.event, one.hit, one.extra, one.missed) for one in by_class([made])] == [
        ("AID", 1, 0, 0),
        ("ACCUSE", 0, 1, 0),
        ("REJECT", 0, 0, 1),
        ("COERCE", 0, 1, 0),
    ]


def test_interval_of_a_share() -> None:
    """The interval of 30 of 100 is that of the normal approximation, .30 +- 1.96 * .0458."""
    counts = np.array([[1, 1]] * 30 + [[0, 1]] * 70, dtype=np.float64)
    found = figure("share", counts, ratio)
    assert found.value == pytest.approx(0.3)
    assert found.low == pytest.approx(0.21, abs=0.015)
    assert found.high == pytest.approx(0.39, abs=0.015)
    assert figure("share", counts, ratio) == found


def test_statistics_work_on_many_draws_at_once() -> None:
    """A stack of sums gives the same values as each by itself."""
    sums = np.array([[3.0, 1, 2, 0, 0, 4], [0, 0, 0, 5, 0, 0]])
    assert list(macro_f1(sums)) == [float(macro_f1(row)) for row in sums]
    # First: F1 of the classes 6/9 and 0; second: the first class is absent from gold, the other perfect.
    assert list(macro_f1(sums)) == pytest.approx([1 / 3, 1.0])
    assert np.isnan(f1(np.zeros(3)))


def test_empty_figures_are_null() -> None:
    """No sentence, no figure."""
    found = figure("none", np.zeros((0, 2)), ratio)
    assert (found.value, found.low, found.n) == (None, None, 0)


def test_rules_of_an_answer(whole: Make, given: Make, report: Make) -> None:
    """An answer names the frames that it rests on."""
    assert whole([], [report("AID")]).rules == ("en/frames/consult.tsv:2",) == given("AID", "AID").rules
    assert given("AID", None).rules == ()
    assert isinstance(whole([], [report("AID")]), Answer)
    assert isinstance(report("AID"), Report)


def test_claims_are_scored_by_direction_and_parties(gold_event: Callable[..., GoldEvent]) -> None:
    """A claim counts where direction and both parties are right, in any order; a denied one is none."""

    def said(direction: Direction, parties: str, *aux: str) -> Claim:
        word = Trigger("w", 0, 1)
        people = tuple(Participant(code, 0, 1, code) for code in parties.split())
        return Claim(direction, word, word, "en/frames/claims.tsv:3", people, aux)

    def made(claims: list[Claim]) -> Answer:
        row = GoldRow("1", "w", "en", "plover", (), no_event=True, claims=(gold_event("closer", "TUR RUS"),))
        return Answer(row, claims=tuple(claims))

    answers = [
        made([said("closer", "RUS TUR")]),
        made([said("apart", "TUR RUS")]),
        made([said("closer", "TUR RUS", "negation")]),
    ]
    values = _values(claim_figures(answers))
    assert values["claim.precision"] == pytest.approx(1 / 2)
    assert values["claim.recall"] == pytest.approx(1 / 3)
    assert claim_figures([Answer(GoldRow("1", "w", "en", "plover", ()))]) == []
