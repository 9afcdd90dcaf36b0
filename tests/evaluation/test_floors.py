"""The gate itself."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.evaluation.floors import PINNED, Floors, check, dump, load_floors, raised
from dragoman.evaluation.gold import GoldRow, GoldSet
from dragoman.evaluation.run import Evaluation, SetScore, Versions
from dragoman.evaluation.sampling import Figure
from dragoman.model.errors import InputError

_NONE = Floors("two-sentences", 2, "a reason")


def _evaluation(sha256: str = "a" * 64, **values: float) -> Evaluation:
    """Return an evaluation of one corpus of 100 rows with given figures (``__`` for a dot)."""
    figures = tuple(
        Figure(
            name.replace("__", "."), value, value, value, 100, "lower" if name == "false_alarms" else "higher"
        )
        for name, value in values.items()
    )
    rows = tuple(GoldRow(str(n), "One.", "en", "plover", ()) for n in range(100))
    gold = GoldSet("own.jsonl", Path("own.jsonl"), sha256, rows)
    return Evaluation(
        Versions("1", "1", "plover-1.3", {}), (SetScore(gold, (), {"all": figures}, (), {}, 1.0),), 1.0
    )


@pytest.fixture
def pinned() -> Floors:
    """Return floors pinned at .700 for root F1, 0.10 for false alarms and 1 for explanations."""
    return raised(_evaluation(root__f1=0.7, false_alarms=0.1, explained=1.0), _NONE)[0]


def test_what_was_pinned_passes(pinned: Floors) -> None:
    """The same figures hold their floors, better ones too."""
    assert check(_evaluation(root__f1=0.7, false_alarms=0.1, explained=1.0), pinned) == []
    assert check(_evaluation(root__f1=0.9, false_alarms=0.0, explained=1.0), pinned) == []


def test_a_fall_within_the_margin_passes(pinned: Floors) -> None:
    """Two sentences of a hundred are the margin, either way round."""
    assert check(_evaluation(root__f1=0.6801, false_alarms=0.1199, explained=1.0), pinned) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"root__f1": 0.679, "false_alarms": 0.1, "explained": 1.0}, "root.f1 fell to 0.6790"),
        ({"root__f1": 0.7, "false_alarms": 0.13, "explained": 1.0}, "false_alarms rose to 0.1300"),
        ({"root__f1": 0.7, "false_alarms": 0.1, "explained": 0.999}, "explained fell"),
        ({"root__f1": 0.7, "explained": 1.0}, "false_alarms is not measured any more"),
    ],
)
def test_a_fall_fails(pinned: Floors, values: dict[str, float], said: str) -> None:
    """A figure beyond its margin fails; what everything must explain has no margin; nothing may vanish."""
    (fault,) = check(_evaluation(**values), pinned)
    assert said in fault


def test_another_corpus_fails(pinned: Floors) -> None:
    """Floors belong to the file that they were measured on."""
    (fault,) = check(_evaluation("b" * 64, root__f1=0.9, false_alarms=0.0, explained=1.0), pinned)
    assert "not the corpus" in fault


def test_a_gate_that_measured_nothing_fails() -> None:
    """Without any corpus with floors nothing is shown, so the gate does not pass."""
    (fault,) = check(_evaluation(root__f1=0.9), _NONE)
    assert "nothing is shown" in fault


def test_update_raises_and_never_lowers(pinned: Floors) -> None:
    """Each floor is lifted by itself; what would be lower stays and is said."""
    lifted, kept = raised(_evaluation(root__f1=0.65, false_alarms=0.05, explained=1.0), pinned)
    assert lifted.corpora["own.jsonl"].floors["all"] == {
        "root.f1": 0.7,
        "false_alarms": 0.05,
        "explained": 1.0,
    }
    assert len(kept) == 1
    assert "root.f1 stays at 0.7" in kept[0]


def test_small_falls_do_not_add_up(pinned: Floors) -> None:
    """Falls within the margin leave the floor where it was, so the next one is measured from there."""
    floors = pinned
    for value in (0.69, 0.685, 0.681):
        now = _evaluation(root__f1=value, false_alarms=0.1, explained=1.0)
        assert check(now, floors) == []
        floors, _ = raised(now, floors)
    assert check(_evaluation(root__f1=0.675, false_alarms=0.1, explained=1.0), floors) != []


def test_update_keeps_floors_of_a_changed_corpus(pinned: Floors) -> None:
    """Only on demand are floors measured on another file."""
    other = _evaluation("b" * 64, root__f1=0.2)
    same, kept = raised(other, pinned)
    assert same == pinned
    assert "another file" in kept[0]
    new, _ = raised(other, pinned, allow_regression=True)
    assert new.corpora["own.jsonl"].floors == {"all": {"root.f1": 0.2}}
    assert new.corpora["own.jsonl"].sha256 == "b" * 64


def test_allow_regression_lowers(pinned: Floors) -> None:
    """On demand the floors are what is measured now."""
    new, kept = raised(_evaluation(root__f1=0.6, false_alarms=0.2), pinned, allow_regression=True)
    assert new.corpora["own.jsonl"].floors == {"all": {"root.f1": 0.6, "false_alarms": 0.2}}
    assert kept == []


def test_corpora_that_were_not_measured_stay(pinned: Floors) -> None:
    """Updating with one corpus leaves the floors of the others."""
    more = replace(pinned, corpora={**pinned.corpora, "other.jsonl": pinned.corpora["own.jsonl"]})
    assert "other.jsonl" in raised(_evaluation(root__f1=0.9), more)[0].corpora


def test_only_named_figures_are_pinned() -> None:
    """Precision and recall move against each other; their F1 has the floor."""
    floors, _ = raised(_evaluation(root__f1=0.7, root__precision=0.9), _NONE)
    assert floors.corpora["own.jsonl"].floors == {"all": {"root.f1": 0.7}}


def test_file_round_trip(pinned: Floors, tmp_path: Path) -> None:
    """What is written is read again, and a floor is never rounded up."""
    path = tmp_path / "floors.toml"
    floors, _ = raised(_evaluation(root__f1=0.70009, false_alarms=0.09991, explained=1.0), pinned)
    path.write_text(dump(floors), encoding="utf-8")
    assert load_floors(path) == floors
    assert floors.corpora["own.jsonl"].floors["all"] == {
        "root.f1": 0.7,
        "false_alarms": 0.1,
        "explained": 1.0,
    }


def test_the_packaged_floors() -> None:
    """The floors in the package have a named margin with a reason, hashes and known figures only."""
    floors = load_floors()
    assert floors.margin
    assert len(floors.reason) > 40
    for corpus in floors.corpora.values():
        assert len(corpus.sha256) == 64
        assert {name for pinned in corpus.floors.values() for name in pinned} <= set(PINNED)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    """Errors name the file and its shape."""
    path = tmp_path / "floors.toml"
    with pytest.raises(InputError, match="no such file"):
        load_floors(path)
    path.write_text("[noise]\nname = 'x'\n", encoding="utf-8")
    with pytest.raises(InputError, match="no file of floors"):
        load_floors(path)
    assert tomllib.loads(dump(_NONE))["noise"]["sentences"] == 2
