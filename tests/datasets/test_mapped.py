"""Tables of one's own, read by a mapping file."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.datasets import read
from dragoman.model.errors import InputError

MAPPING = """
dataset = "visits"
version = "1"
licence = "ours"
separator = ";"
actors = "name"
events = "plover"
dates = "%d.%m.%Y"
scale = "visits"

[columns]
id = "Nr"
actor = "Who goes"
recipient = "To whom"
date = "Day"
event = "Class"
score = "Weight"
"""


def mapping(folder: Path, text: str = MAPPING) -> Path:
    """Write a mapping file."""
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_read_by_mapping(tmp_path: Path) -> None:
    """Names are read by date, classes checked, dates in their own format; what does not fit is refused."""
    (tmp_path / "v.csv").write_text(
        "Nr;Who goes;To whom;Day;Class;Weight\n1;Soviet Union;Turkey;03.04.1965;consult;1,5\n"
        "2;Soviet Union;Turkey;03.04.1965;consult;1.5\n3;Turkey;Nowhere;04.05.1999;SING;1\n"
        "4;Turkey;Nowhere;04.05.1999;CONSULT;1\n5;Turkey;Azerbaijan;1999;CONSULT;1\n",
        encoding="utf-8",
    )
    found = read(tmp_path / "v.csv", "csv", mapping=mapping(tmp_path))
    assert (found.summary.rows, found.summary.kept, found.summary.refused) == (5, 2, 3)
    row = found.frame.row(0, named=True)
    assert (row["source"], row["source_version"], row["date"]) == ("visits", "1", "1965-04-03")
    assert (row["actor_codes"], row["recipient_codes"], row["scale"]) == (["SUN"], ["TUR"], "visits")
    assert found.frame["recipient_codes"].to_list() == [["TUR"], []]
    assert dict(found.summary.unresolved) == {"Nowhere": 2}
    assert found.refused["what"].to_list() == [
        "score 1,5 is no number", "SING is no class of PLOVER", "1999 is no date"
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["cow", "gw", "iso3"])
def test_other_schemes(tmp_path: Path, scheme: str) -> None:
    """Actors may be state numbers or ISO letters, and events CAMEO codes."""
    text = (
        f'dataset = "d"\nactors = "{scheme}"\nevents = "cameo"\n[columns]\n'
        'actor="a"\nrecipient="b"\ndate="d"\nevent="e"\n'
    )
    a, b = ("TUR", "AZE") if scheme == "iso3" else ("640", "373")
    (tmp_path / "v.csv").write_text(
        f"a,b,d,e\n{a},{b},1995-01-02,043\n{a},{b},1995-01-02,13y\n", encoding="utf-8"
    )
    found = read(tmp_path / "v.csv", "csv", mapping=mapping(tmp_path, text))
    assert (found.summary.kept, found.summary.refused) == (1, 1)
    assert found.frame["actor_codes"].to_list() == [["AZE"]]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("dataset =", "datasett ="), "no setting 'datasett'"),
        (('actors = "name"', 'actors = "names"'), "one of name, iso3, cow, gw"),
        (('scale = "visits"', ""), "say scale"),
        (('date = "Day"', ""), "which column is the date"),
        (('id = "Nr"', 'number = "Nr"'), "knows id, actor"),
        (('separator = ";"', "separator = 7"), "has to be str"),
        (("[columns]", "[columns"), "cannot be read"),
    ],
)
def test_bad_mapping(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    """What is wrong in a mapping is said with what would be right."""
    with pytest.raises(InputError, match=message):
        read(tmp_path, "csv", mapping=mapping(tmp_path, MAPPING.replace(*change)))


def test_csv_needs_a_mapping(tmp_path: Path) -> None:
    """A table of one's own cannot be read without a mapping, nor a known one with it."""
    with pytest.raises(InputError, match="--mapping"):
        read(tmp_path, "csv")
    with pytest.raises(InputError, match="--mapping"):
        read(tmp_path, "gdelt", mapping=mapping(tmp_path))
