"""Every language pack keeps the contract, and the contract notices what breaks it."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.languages import SUPPORTED, contract, tables
from dragoman.languages.contract import LISTS, MODULES, TABLES, check_language_pack

_ROOT = Path(str(files("dragoman.languages")))


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the English pack that the loaders read in place of the shipped one."""
    shutil.copytree(_ROOT / "en", tmp_path / "en", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(tables, "files", lambda package: tmp_path)
    return tmp_path / "en"


@pytest.mark.parametrize("language", SUPPORTED)
def test_contract(language: str) -> None:
    """A supported language has every file in its shape, with words that codebook and grammar know."""
    assert check_language_pack(language) == ()


def test_copy_is_read(copy: Path) -> None:
    """The copy that the other tests break is whole at first."""
    assert check_language_pack("en") == ()


@pytest.mark.parametrize("name", [*sorted(TABLES), *LISTS, *(f"{m}.py" for m in MODULES), "frames/agree.tsv"])
def test_missing_file_is_named(copy: Path, name: str) -> None:
    """A file that a pack lacks is named."""
    (copy / name).unlink()
    (told,) = check_language_pack("en")
    assert told.startswith(f"en/{name} is missing")


@pytest.mark.parametrize(
    ("name", "row", "wanted"),
    [
        ("dates.tsv", "someday\tmonth_of_sundays\t1", "'month_of_sundays' is no kind"),
        ("function_words.tsv", "whereby\tparticle\t", "'particle' is no class"),
        ("boundaries.tsv", "etc\tfinish\t", "'finish' is no kind"),
        ("qualifiers.tsv", "never ever\tnegated\tclause\t", "'negated' is no kind"),
        ("reporting.tsv", "opine\tv\tsays\t", "'says' is no kind"),
        ("light_verbs.tsv", "do\tobject\t", "'object' is no role"),
        ("contexts.tsv", "cheese\tdairy\t", "is no context"),
        ("modals.tsv", "might\thypothetical\tnote\tmore", "4 cells"),
        ("frames/aid.tsv", "send\tv\t@aid\tAID", "4 cells, expected 8"),
        ("frames/aid.tsv", "send\tv\t@snow\tAID\t-\t-\t-\t", "no list word_classes/snow.txt"),
        ("frames/aid.tsv", "send\tv\t=snow\tAID\t-\t-\tsubj>towardz\t", "'towardz' is neither"),
    ],
)
def test_wrong_row_is_named(copy: Path, name: str, row: str, wanted: str) -> None:
    """A row that no stage could read is told with its file and line."""
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    number = len((copy / name).read_text(encoding="utf-8").splitlines())
    told = check_language_pack("en")
    assert any(wanted in sentence and f"{name}:{number}" in sentence for sentence in told), told


def test_row_that_stands_twice(copy: Path) -> None:
    """The second of two rows with one predicate and one complement could never fire."""
    path = copy / "frames" / "aid.tsv"
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    path.write_text(path.read_text(encoding="utf-8") + rows[1] + "\n", encoding="utf-8")
    (told,) = check_language_pack("en")
    assert "it never fires" in told


def test_month_without_a_word(copy: Path) -> None:
    """A month that no word names is told."""
    path = copy / "dates.tsv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if "\tmonth\t5" not in line]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert "en/dates.tsv: no word for month 5" in check_language_pack("en")


def test_few_predicates(copy: Path) -> None:
    """A class with too few predicates is told with their number."""
    path = copy / "frames" / "protest.tsv"
    header = next(line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", ""))
    path.write_text(header + "\n", encoding="utf-8")
    assert "en/frames/protest.tsv has 0 predicates; a class needs 45" in check_language_pack("en")


def test_unknown_language_is_all_missing() -> None:
    """A folder that is not there lacks every file."""
    told = check_language_pack("tlh")
    assert len(told) > len(contract.TABLES)
    assert all("is missing" in sentence for sentence in told)
