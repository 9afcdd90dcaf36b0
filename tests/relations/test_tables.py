"""From tables to measures: years, codes that share a name, silence, one dyad's lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dragoman.datasets import read
from dragoman.model.errors import InputError
from dragoman.relations.balance import SignedNetwork, triads
from dragoman.relations.ideal_points import fit
from dragoman.relations.tables import (
    alignment_of,
    alliance_positions,
    ballots_of,
    disputes_of,
    members_of,
    phases_of,
    read_as,
    ties_of,
)

ALLIANCES = pl.DataFrame(
    {
        "codes": [["A", "B"], ["A", "B"], ["B", "C"]],
        "obligations": [["consultation"], ["defence", "neutrality"], ["nonaggression"]],
        "start": [date(1990, 1, 1), date(1991, 6, 1), date(1990, 1, 1)],
        "stop": [date(1993, 1, 1), date(1992, 1, 1), date(1991, 1, 1)],
    }
)
CONFLICTS = pl.DataFrame(
    {
        "codes_a": [["A"], ["C"], ["C"]],
        "codes_b": [["C"], ["A"], ["A", "B"]],
        "year": [1990, 1990, 1992],
        "name": ["one", "one", "two"],
        "intensity": ["threat", "war", "war"],
    }
)


def test_positions_are_the_highest_obligation_of_the_year() -> None:
    """By hand: A and B consult 1990 and 1992 and defend each other in 1991; B and C only in 1990."""
    found = alliance_positions(ALLIANCES).filter(pl.col("state") < pl.col("item"))
    assert found.select("year", "state", "item", "value").rows() == [
        (1990, "A", "B", 1), (1990, "B", "C", 2), (1991, "A", "B", 3), (1992, "A", "B", 1),
    ]  # fmt: skip
    assert len(alliance_positions(ALLIANCES)) == 8


def test_ties_say_where_friends_fought() -> None:
    """A conflict in the year of a treaty counts, and is marked."""
    found = ties_of(ALLIANCES, CONFLICTS, friends=("defence", "consultation"))
    assert found.rows() == [
        (1990, "A", "B", 1, False), (1990, "A", "C", -1, False), (1991, "A", "B", 1, False),
        (1992, "A", "B", 1, False), (1992, "A", "C", -1, False), (1992, "B", "C", -1, False),
    ]  # fmt: skip
    fought = ties_of(ALLIANCES, CONFLICTS, friends=("nonaggression", "consultation"), hostile=["war"])
    assert (1990, "A", "C", -1, False) in fought.rows()
    double = pl.concat([CONFLICTS, CONFLICTS.head(1).with_columns(codes_b=pl.lit(["B"]))])
    assert ties_of(ALLIANCES, double).filter(pl.col("both")).is_empty()
    assert ties_of(ALLIANCES, double, friends=("consultation",)).filter(pl.col("both"))["year"].to_list() == [
        1990
    ]
    assert len(ties_of(ALLIANCES, CONFLICTS, among=["A", "B"])) == 1


def test_disputes_are_counted_once_a_year() -> None:
    """Both directions of one dispute are one, and years of the source without any are zeros."""
    found = disputes_of(CONFLICTS, "A", "C", first=1989, last=1992)
    assert found.rows() == [(1989, 0), (1990, 1), (1991, 0), (1992, 1)]


def test_a_code_that_nobody_bears_has_no_zeros() -> None:
    """A typing error is told where it would give years of zeros, or an empty table without a word."""
    with pytest.raises(InputError, match=r"No conflict has the code 'TRU'.*dragoman actors resolve"):
        disputes_of(CONFLICTS, "A", "TRU", first=1989, last=1992)
    with pytest.raises(InputError, match="1992 to 1989: give two different codes"):
        disputes_of(CONFLICTS, "A", "C", first=1992, last=1989)
    assert disputes_of(CONFLICTS, "A", "FRA", first=1990, last=1990).rows() == [(1990, 0)]
    ballots = ballots_of(_votes((1, "Turkey", "TUR", "yes"), (1, "Russia", "RUS", "no")))
    with pytest.raises(InputError, match="No voter and no state of the system has the code 'TRU'"):
        alignment_of("TRU", "RUS", votes=ballots)
    with pytest.raises(InputError, match="Both are RUS"):
        alignment_of("RUS", "RUS", votes=ballots)
    assert alignment_of("FRA", "RUS", votes=ballots).is_empty()


def _votes(*rows: tuple[int, str, str, str]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"source_id": f"{rcid}/{voter}", "voter": voter, "code": code, "session": "1", "vote": vote,
             "date": date(1970, 1, 1) if rcid < 10 else date(1995, 1, 1)}
            for rcid, voter, code, vote in rows
        ]
    )  # fmt: skip


def test_a_seat_of_its_own_beside_the_union() -> None:
    """Ukraine's votes before 1991 are not lost under the Soviet Union's code, and do not replace them."""
    table = _votes(
        (1, "Russia", "SUN", "no"), (1, "Ukraine", "SUN", "no"), (1, "Turkey", "TUR", "yes"),
        (2, "Russia", "SUN", "no"), (2, "Turkey", "TUR", "absent"), (3, "Zanzibar", "TZA", "yes"),
        (3, "Tanzania", "TZA", "no"), (4, "Tanzania", "TZA", "no"),
        (11, "Russia", "RUS", "yes"), (11, "Ukraine", "UKR", "no"),
    )  # fmt: skip
    found = {(r, c): v for r, c, v in ballots_of(table).select("rcid", "country", "vote").iter_rows()}
    assert found[1, "SUN"] == found[1, "UKR"] == "no"
    assert (2, "TUR") not in found
    assert found[3, "Zanzibar"] == "yes"
    assert found[11, "RUS"] == "yes"
    read = read_as(ballots_of(table), {"SUN": "RUS"})
    assert set(read.filter(pl.col("country") == "RUS")["rcid"]) == {1, 2, 11}


def test_of_two_editions_the_later_stands() -> None:
    """The same vote in two editions is one vote, with the words of the later; none falls out as a double."""
    old, new = _votes((1, "Turkey", "TUR", "no")), _votes((1, "Turkey", "TUR", "yes"))
    both = pl.concat(
        [old.with_columns(source_version=pl.lit("2")), new.with_columns(source_version=pl.lit("3"))]
    )
    assert ballots_of(both)["vote"].to_list() == ["yes"]
    assert ballots_of(both.reverse())["vote"].to_list() == ["yes"]


def test_lists_of_codes_are_read_as_others() -> None:
    """A code in a list is replaced, and stands there once."""
    table = pl.DataFrame({"codes": [["RUS", "SUN", "TUR"]]})
    assert read_as(table, {"SUN": "RUS"})["codes"].to_list() == [["RUS", "TUR"]]
    with pytest.raises(InputError, match="no column of codes"):
        read_as(pl.DataFrame({"x": [1]}), {"SUN": "RUS"})


def _cells(values: list[float | None], *, declared: bool = True) -> pl.DataFrame:
    silent = "zero" if declared else "outside"
    return pl.DataFrame(
        {
            "source": "s", "measure": "count", "key": "all",
            "start": [date(1900 + k, 1, 1) for k in range(len(values))],
            "stop": [date(1901 + k, 1, 1) for k in range(len(values))],
            "value": values,
            "cell": [
                "count" if v else (silent if v is not None else "outside") for v in values
            ],
        },
        schema_overrides={"value": pl.Float64()},
    )  # fmt: skip


def test_phases_need_coverage() -> None:
    """The longest covered stretch is divided; a source that declares nothing has no phases."""
    low, high = [1.0, 0.0] * 15, [9.0, 8.0] * 15
    found = phases_of(_cells([3.0, None, *low, *high]), "s")
    assert [b.at for b in found.found.breaks] == [30]
    assert found.starts[0] == date(1902, 1, 1)
    assert found.left_out == 1
    with pytest.raises(InputError, match="declares no coverage"):
        phases_of(_cells([1.0, None, 2.0], declared=False), "s")
    with pytest.raises(InputError, match="sources are s"):
        phases_of(_cells(low), "other")


def test_people_get_told() -> None:
    """Tables that are others are refused with what they lack."""
    with pytest.raises(
        InputError, match=r"alliances lacks codes, obligations.*study.external\('alliances'\)"
    ):
        alliance_positions(CONFLICTS.drop("codes_a", "name"))
    with pytest.raises(InputError, match="there are threat, war"):
        ties_of(ALLIANCES, CONFLICTS, hostile=["quarrel"])
    with pytest.raises(InputError, match="nothing to compare"):
        alignment_of("A", "B")
    with pytest.raises(InputError, match="import cow-states"):
        members_of(
            pl.DataFrame({"measure": ["cinc"], "source_id": ["2@1816"], "start": [None], "stop": [None]})
        )


@pytest.mark.reference
def test_a_century_from_the_files(shared: Path, tmp_path: Path) -> None:
    """ATOP, COW and the UN for Turkey and Russia: members by date, alliance years, votes of the Union."""
    folder = shared / "reference"
    members = members_of(read(folder / "ps_cow_states.parquet", "cow-states").frame, until=2018)
    by_year = {
        year: set(part["state"]) for (year,), part in members.partition_by("year", as_dict=True).items()
    }
    # COW 365 is Russia, the Soviet Union, Russia.
    assert [("RUS" in by_year[y], "SUN" in by_year[y]) for y in (1900, 1950, 2018)] == [
        (True, False), (False, True), (True, False),
    ]  # fmt: skip
    some = pl.read_parquet(folder / "ps_atop_alliance.parquet").filter(
        pl.col("year").cast(pl.Int64).is_in([1993, 1995])
    )
    some.write_parquet(tmp_path / "atop.parquet")
    positions = alliance_positions(read(tmp_path / "atop.parquet", "atop").frame)
    turkey = positions.filter(pl.col("state") == "TUR", pl.col("item") == "AZE")
    # README of the reference data: non-aggression in 1993, defence from 1994 on.
    assert turkey.select("year", "value").rows() == [(1993, 2), (1995, 3)]
    found = alignment_of("TUR", "RUS", alliances=positions, members=members)
    assert found["year"].to_list() == [1993, 1995]
    assert found["s_alliances"].is_between(-1, 1).all()


def test_ballots_fit() -> None:
    """What `ballots_of` returns goes into the ideal points, and its network into the triads."""
    states = (("United States", "USA"), ("Cuba", "CUB"), ("Ghana", "GHA"))
    table = _votes(
        *(
            (r, name, code, "yes" if (r + k) % 3 else "no")
            for k, (name, code) in enumerate(states)
            for r in range(1, 9)
        )
    )
    assert len(fit(ballots_of(table)).estimates) == 3
    network = SignedNetwork.of(
        ties_of(ALLIANCES, CONFLICTS, friends=("consultation",)).filter(pl.col("year") == 1992)
    )
    assert triads(network).pnn == 1
