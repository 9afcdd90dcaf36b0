"""The state systems: membership to the day, the crosswalk, and the polities beside them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from dragoman.actors.crosswalk import crosswalk
from dragoman.actors.entities import entities, spells, views
from dragoman.actors.tables import ALWAYS, day

# What we have and the panel does not, with the reason.
_OURS_ALONE: dict[tuple[int, int | None, int | None], str] = {
    (1990, 260, 255): "united Germany is COW 255 from 3 October 1990",
    (1990, 678, 678): "North Yemen is COW 678 until 22 May 1990",
    (1871, None, 651): "the panel leaves 1871 out of Egypt's row",
    (1905, None, 600): "the panel leaves 1905 out of Morocco's row",
    (1953, None, 812): "the panel lacks Laos before the Gleditsch-Ward list has it",
}


@pytest.mark.reference
def test_both_cow_lists_to_the_day(shared: Path) -> None:
    """The two codings of the COW list do not differ, and ours is theirs to the day (COW 2016)."""
    frames = {
        name: pl.read_parquet(shared / "reference" / f"{name}.parquet")
        for name in ("ps_cow_states", "states_cowstates")
    }
    end = date(2016, 12, 31)
    one = {
        (
            int(r["ccode"]),
            date(int(r["styear"]), int(r["stmonth"]), int(r["stday"])),
            date(int(r["endyear"]), int(r["endmonth"]), int(r["endday"])),
        )
        for r in frames["ps_cow_states"].iter_rows(named=True)
    }
    two = {
        (int(r["cowcode"]), r["start"], min(r["end"], end))
        for r in frames["states_cowstates"].iter_rows(named=True)
    }
    ours = {
        (
            s.number,
            date.fromordinal(s.since),
            min(end, date.fromordinal(s.until - 1)) if s.until < ALWAYS else end,
        )
        for s in spells()
        if s.scheme == "cow"
    }
    assert one == two
    assert ours == one


@pytest.mark.reference
def test_gleditsch_ward_to_the_day(shared: Path) -> None:
    """Our Gleditsch-Ward memberships are those of the list, no more and no fewer (states_gwstates)."""
    frame = pl.read_parquet(shared / "reference" / "states_gwstates.parquet")
    theirs = {
        (
            int(r["gwcode"]),
            r["start"].toordinal(),
            ALWAYS if r["end"].year == 9999 else (r["end"] + timedelta(days=1)).toordinal(),
        )
        for r in frame.iter_rows(named=True)
    }
    assert {(s.number, s.since, s.until) for s in spells() if s.scheme == "gw"} == theirs


def _members(scheme: str, low: int, high: int) -> set[int]:
    return {s.number for s in spells() if s.scheme == scheme and s.since < high and low < s.until}


@pytest.mark.reference
def test_crosswalk_of_every_state_year(shared: Path) -> None:
    """GW and COW numbers go together in every year of 1816-2025 as in isard's panel, but for six rows.

    Where the panel has a COW number a second time in a year, without a partner beside the row that has
    it (days outside one list, other abbreviations), that second row is left out.
    """
    frame = pl.read_parquet(shared / "reference" / "isard_gw_cw_panel.parquet")
    panel: set[tuple[int, int | None, int | None]] = set()
    for row in frame.iter_rows(named=True):
        gw, cow = row["gwcode"], row["ccode"]
        panel.add((int(row["year"]), None if gw is None else int(gw), None if cow is None else int(cow)))
    paired = {(year, cow) for year, gw, cow in panel if gw is not None}
    twice = {(year, gw, cow) for year, gw, cow in panel if gw is None and (year, cow) in paired}
    ours: set[tuple[int, int | None, int | None]] = set()
    for year in range(1816, 2026):
        low, high = day(f"{year}"), day(f"{year + 1}")
        for gw in _members("gw", low, high):
            ours.update((year, gw, cow) for cow in crosswalk("gw", gw, low, high) or (None,))
        ours.update(
            (year, None, cow) for cow in _members("cow", low, high) if not crosswalk("cow", cow, low, high)
        )
    # Of 1990 the panel has united Germany's number alone; ours goes with GW 260 from 3 October.
    assert panel - twice - ours == {(1990, None, 255)}
    assert ours - panel == set(_OURS_ALONE)
    assert len(panel & ours) > 20_800


_POLITIES = """
ottoman ankara-1920 azerbaijan-1918 armenia-1918 georgia-1918 transcaucasia-1918 tsfsr rsfsr rsfsr-union
azerbaijan-ssr-1920 armenian-ssr-1920 georgian-ssr-1921 ukrainian-ssr-1919 azerbaijan-ssr armenian-ssr
georgian-ssr ukrainian-ssr byelorussian-ssr estonian-ssr latvian-ssr lithuanian-ssr moldavian-ssr kazakh-ssr
kirghiz-ssr uzbek-ssr turkmen-ssr tajik-ssr mountain-republic kars-1918 hatay unr zunr ukraine-1918 frg gdr
north-yemen south-yemen north-vietnam south-vietnam vietnam-state austria-hungary yugoslavia-kingdom
yugoslavia-sfr yugoslavia-fr serbia-montenegro czechoslovakia uar artsakh abkhazia south-ossetia transnistria
northern-cyprus kosovo kosovo-unmik taiwan palestine western-sahara donetsk luhansk
ichkeria biafra katanga somaliland kuban-1918 don-1918 crimea-1917 crimea-1918 belarus-1918
alash bukhara-soviet khorezm-soviet far-eastern aras-republic mughan-1919 baku-commune centrocaspian
batum-1918 gilan mahabad azerbaijan-1945 hejaz nejd tannu-tuva manchukuo danzig free-france vichy fiume
"""


def test_polities_beside_the_lists() -> None:
    """Historical and contested polities each have days, a capital and what their code does not say."""
    known = entities()
    assert [name for name in _POLITIES.split() if name not in known] == []
    for name in _POLITIES.split():
        entity = known[name]
        assert entity.since > 0, name
        assert entity.capital, name
        assert (
            entity.code is None
            or entity.loss
            or entity.code in ("SUN", "CSK", "DDR", "YMD", "VDR", "YUG", "TWN", "ESH", "PSE", "DEU")
        ), name


def test_states_have_capitals() -> None:
    """Every state and contested polity has its capital; who moved it has the days of each seat."""
    known = entities()
    assert [e.id for e in known.values() if e.kind in ("state", "contested") and not e.seats] == []
    assert known["kazakhstan"].seats[0].name == "Almaty"
    assert known["kazakhstan"].capital == "Astana"
    for entity in known.values():
        for before, after in pairwise(entity.seats):
            assert before.until == after.since, entity.id


@pytest.mark.parametrize("viewpoint", ["", "de-facto", "RUS", "TUR", "AZE", "ARM", "CHN", "SRB"])
def test_contested_polities_under_viewpoints(viewpoint: str) -> None:
    """Each viewpoint gives contested polities a code of its own or that of the claiming state."""
    known = entities()
    for (view, entity), code in views().items():
        assert entity in known
        assert len(code) == 3
        assert view == view.strip()
    assert viewpoint == "" or any(view == viewpoint for view, _ in views())
