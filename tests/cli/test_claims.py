"""``dragoman claims``: what the documents say of relations, and how it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXT = (
    "Relations between Turkey and Armenia cooled in 1993.\n\n"
    "Turkey and Azerbaijan drew closer in 2010, and Turkey attacked nobody.\n"
)


@pytest.fixture
def study(run: Callable[..., Any], tmp_path: Path) -> Path:
    """Return a study with two claims."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run("new", tmp_path / "study")
    assert run("add", tmp_path / "a.txt", "--study", tmp_path / "study").code == 0
    assert run("code", "--study", tmp_path / "study").code == 0
    return tmp_path / "study"


@pytest.mark.parametrize(
    ("options", "directions"),
    [
        ([], ["apart", "closer"]),
        (["--party", "tur"], ["apart", "closer"]),
        (["--party", "TUR", "--party", "AZE"], ["closer"]),
        (["--direction", "apart"], ["apart"]),
        (["--since", "2000"], ["closer"]),
        (["--until", "2000"], ["apart"]),
        (["--limit", "1"], ["apart"]),
    ],
)
def test_claims_are_chosen(
    run: Callable[..., Any], study: Path, options: list[str], directions: list[str]
) -> None:
    """Two parties given are both parties of the claim; days are those of its period."""
    found = json.loads(run("claims", "--study", study, "--json", *options).out)
    assert [claim["direction"] for claim in found] == directions


def test_a_claim_is_listed_with_its_proof(run: Callable[..., Any], study: Path) -> None:
    """The table has direction and parties; JSON has every span; `explain` takes the id."""
    assert "\tapart\tARM-TUR\t" in run("claims", "--study", study).out
    first = json.loads(run("claims", "--study", study, "--json", "--limit", "1").out)[0]
    for piece in first["evidence"]:
        assert TEXT[piece["start"] : piece["stop"]] == piece["quote"]
    explained = run("explain", first["id"][:12], "--study", study)
    assert (explained.code, explained.err) == (0, "")
    assert first["rule"] in explained.out


def test_no_claim(run: Callable[..., Any], study: Path) -> None:
    """An empty list says why; a direction or code that does not exist is refused."""
    assert "No claim matches; the study has 2." in run("claims", "--party", "GRC", "--study", study).err
    assert run("claims", "--direction", "up", "--study", study).code == 2
    assert "No actor has the code 'XX'" in run("claims", "--party", "XX", "--study", study).err
    assert "no report and no claim" in run("explain", "zz", "--study", study).err


def test_claims_into_a_file(run: Callable[..., Any], study: Path, tmp_path: Path) -> None:
    """The file has all columns; the line says how many rows."""
    found = run("claims", "--study", study, "-o", tmp_path / "c.csv")
    assert found.out == f"2 claims: {tmp_path / 'c.csv'}\n"
    assert "party_codes," in (tmp_path / "c.csv").read_text(encoding="utf-8").splitlines()[0]
