"""How alike two actors stood: their alliances and their votes, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from dragoman.dossier.sides import Pair
    from dragoman.study import Study

__all__ = ["CAPTION", "MEASURES", "alignment", "as_one"]

MEASURES = {
    "s_alliances": "S, alliances",
    "kappa_alliances": "κ, alliances",
    "agreement_votes": "same vote",
    "kappa_votes": "κ, votes",
}
"""What the chart draws, and how it is called there."""

CAPTION = (
    "By year. Same vote: the share of roll calls on which both voted alike. κ: likeness beyond what each "
    "one's own habits make likely, 0 where there is none. S counts a treaty that both lack as likeness, too. "
    "A line breaks where the two have fewer than five items in common; the numbers stand in the tables below."
)


def as_one(frame: pl.DataFrame, pair: Pair) -> pl.DataFrame:
    """Read the codes that a chosen lineage adds as the code of its side; without one nothing changes."""
    from dragoman.relations.tables import read_as

    lineage = {code: side.code for side in (pair.a, pair.b) for code in side.codes if code != side.code}
    return read_as(frame, lineage) if lineage else frame


def alignment(study: Study, pair: Pair) -> pl.DataFrame | None:
    """Return what `dragoman.relations.tables.alignment_of` says of the two, as far as datasets were imported.

    Alliances need the members of the state system (``cow-states``) beside them: who had no alliance at all
    is a fact only of states that were there.  None where no year can be compared.
    """
    from dragoman.relations.tables import alignment_of, alliance_positions, ballots_of, members_of

    positions = members = ballots = None
    alliances = study.external("alliances").collect()
    estimates = study.external("estimates").collect()
    if not alliances.is_empty() and (estimates["measure"] == "member").any():
        positions = alliance_positions(as_one(alliances, pair))
        members = as_one(members_of(estimates), pair).unique().sort("year", "state")
    votes = study.external("votes").collect()
    if not votes.is_empty():
        ballots = as_one(ballots_of(votes), pair).unique(
            ["rcid", "country"], keep="first", maintain_order=True
        )
    if positions is None and ballots is None:
        return None
    found = alignment_of(pair.a.code, pair.b.code, alliances=positions, members=members, votes=ballots)
    return None if found.is_empty() else found
