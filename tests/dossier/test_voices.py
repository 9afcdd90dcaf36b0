"""Who speaks, and the stages of a relation as told and as counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dragoman.actors.entities import entities
from dragoman.charts import png, stages, voices
from dragoman.charts.stages import Stage
from dragoman.dossier import DossierData
from dragoman.dossier import voices as speaking
from dragoman.dossier.pictures import charts_of
from dragoman.dossier.sides import bearer, name_of
from dragoman.dossier.stages import counted_stages, told_stages, why_uncounted
from dragoman.dossier.views import views


def test_every_row_has_one_voice(data: DossierData) -> None:
    """The voices share out all reports and claims, and what nobody is named for stands last."""
    found = views(data)
    heard = speaking.voices(found)
    assert sum(one.reports for one in heard) == len(found.reports)
    assert sum(one.claims for one in heard) == len(found.claims)
    assert [one.own for one in heard] == sorted(one.own for one in heard)


def test_innermost_speaker_is_heard(data: DossierData) -> None:
    """Of a chain of speakers the last one says what happened."""
    row = next(row for row in data.reports if len(row["speakers"]) > 1)
    one = replace(data, reports=(row,), claims=())
    inner = row["speakers"][-1]
    assert [v.code or v.name for v in speaking.voices(views(one))] == [inner["code"] or inner["text"]]


def test_pronouns_name_nobody(data: DossierData) -> None:
    """A speaker that is only a pronoun without a code is somebody not named."""
    row = next(row for row in data.reports if row["speakers"])
    speaker = {**row["speakers"][-1], "code": None}
    for word, name in (("she", "Somebody not named"), ("Demir", "Demir")):
        text = {**speaker, "text": word}
        found = views(replace(data, reports=(row,), claims=()))
        found.reports[0].speakers[-1:] = [
            replace(found.reports[0].speakers[-1], code=None, text=text["text"])
        ]
        assert [one.name for one in speaking.voices(found)] == [name]


def test_grid_counts_each_report_once(data: DossierData) -> None:
    """Side by language adds up to all reports."""
    found = views(data)
    grid = speaking.by_language_and_side(found)
    assert sum(sum(counts) for _, counts, _ in grid.rows) == len(found.reports)
    assert all(len(counts) == len(grid.languages) for _, counts, _ in grid.rows)


def test_told_stages_come_from_claims_with_a_period(data: DossierData) -> None:
    """Each claim with a period and no qualifier is a stage of its own length."""
    found = views(data)
    dated = [row for row in found.claims if row.when is not None and row.status == "happened"]
    assert len(told_stages(found)) == len(dated)
    assert all(one.start < one.stop for one in told_stages(found))


def test_counted_stages_find_the_turn_and_no_other(data: DossierData) -> None:
    """Twenty years of conflict and then twenty of co-operation are two phases; a steady relation is none.

    Expected by construction: the break lies between the twentieth and the twenty-first report.
    """
    found = views(data)
    rows = [row for row in found.reports if row.counted and row.when is not None and row.event.quad][:1]
    assert rows
    template = rows[0]

    def series(quads: list[int]) -> Any:
        from dragoman.model import parse_edtf

        made = []
        for i, quad in enumerate(quads):
            event = replace(template.event, quad=quad)
            made.append(replace(template, event=event, when=parse_edtf(str(1960 + i)), date=str(1960 + i)))
        return replace(found, reports=made)

    turned = counted_stages(series([4] * 20 + [1] * 20))
    assert [one.direction for one in turned] == ["apart", "closer"]
    assert turned[1].start.year == 1980
    assert counted_stages(series([1, 4] * 20)) == []
    assert counted_stages(series([4] * 8 + [1] * 8)) == []


def test_charts_are_drawn(data: DossierData) -> None:
    """Each chart that there is something to draw for becomes a picture."""
    made = charts_of(data, views(data))
    assert {"timeline", "voices"} <= set(made)
    assert all(png(chart).startswith(b"\x89PNG") for chart in made.values())


def test_a_single_day_can_be_seen() -> None:
    """A stage of one day in a century is drawn as wide as a dot, inside the axis."""
    from datetime import date

    chart = stages([Stage(date(1999, 12, 31), date(2000, 1, 1), "closer", "x")],
                   [Stage(date(1900, 1, 1), date(2000, 1, 1), "apart", "y")])  # fmt: skip
    assert chart is not None
    bars = chart.datasets["bars"]
    width = max(b["to"] for b in bars) - min(b["from"] for b in bars)
    assert all(b["to"] - b["from"] >= width // 121 for b in bars)
    assert stages([], []) is None


def test_a_stage_without_an_end_goes_on() -> None:
    """It is drawn to the end of the axis, and takes its lane for good."""
    from datetime import date

    told = [
        Stage(None, date(1991, 1, 1), "apart", "until"),
        Stage(date(1993, 1, 1), None, "closer", "from"),
        Stage(date(2000, 1, 1), date(2001, 1, 1), "closer", "in"),
    ]
    chart = stages(told, [])
    assert chart is not None
    until, since, within = chart.datasets["bars"]
    assert [bar["open"] for bar in (until, since, within)] == [True, True, False]
    assert until["from"] <= until["to"] <= since["from"] < since["to"] == within["to"]
    assert within["y"] > since["y"]
    alone = stages([Stage(date(1993, 1, 1), None, "closer", "from")], [])
    assert alone is not None
    [bar] = alone.datasets["bars"]
    assert bar["from"] < bar["to"]


@pytest.mark.parametrize("count", [0, 1, 30])
def test_voices_of_any_number(count: int) -> None:
    """No speaker, one and many give a picture."""
    from dragoman.charts import Spoken

    assert png(voices([Spoken(f"Speaker {i}", (i, 0, 1, 0), 2) for i in range(count)])).startswith(b"\x89PNG")


def test_bodies_that_share_a_code_are_several_voices() -> None:
    """NATO and the United Nations both have IGO, and neither speaks for the other; Ankara is Turkey."""
    assert bearer("IGO", "nato", "the Alliance") == ("nato", "NATO")
    assert bearer("IGO", None, "Observers")[1] == "Observers"
    assert bearer("TUR", "turkey", "Ankara") == ("TUR", "Turkey")
    assert name_of("IGO", []) == "international governmental organisation"
    assert name_of("PSE", entities().values()) == "Palestine"


def test_too_few_dated_reports_have_no_stages(data: DossierData) -> None:
    """Where nothing is counted as a stage, the page says why."""
    assert "24 are needed" in why_uncounted(views(data))
