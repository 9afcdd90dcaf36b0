"""From a gold file to scores, page and error browser, with the coder itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dragoman.cli.commands.evaluate import command
from dragoman.evaluation import Evaluation, evaluate, read_gold
from dragoman.evaluation.proofs import rule_line
from dragoman.evaluation.scorecard import scorecard
from dragoman.evaluation.text import render
from dragoman.model.errors import InputError


@pytest.fixture
def path(gold_file: Callable[..., Path], own_rows: list[dict[str, Any]]) -> Path:
    """Return a gold file of our own."""
    return gold_file(own_rows)


@pytest.fixture
def evaluation(path: Path) -> Evaluation:
    """Return its scores."""
    return evaluate([read_gold(path)])


def test_groups(evaluation: Evaluation) -> None:
    """All rows, those that are no examples of a manual, and each language have figures."""
    (scored,) = evaluation.sets
    assert list(scored.groups) == ["all", "not_manual", "en", "ru"]
    whole = scored.figure("root.recall")
    assert whole is not None
    assert whole.n == 3
    alarms = scored.figure("false_alarms", "en")
    assert alarms is not None
    assert (alarms.value, alarms.n) == (0.0, 1)


def test_every_answer_is_explained(evaluation: Evaluation) -> None:
    """Rules name lines of the lexicon that exist, and explanations name the rule."""
    found = evaluation.sets[0].figure("explained")
    assert found is not None
    assert found.value == 1.0


def test_rule_lines() -> None:
    """A header, a comment, a blank or a missing line is no rule."""
    assert rule_line("en/frames/consult.tsv:999999") is None
    assert rule_line("en/frames/absent.tsv:2") is None
    assert rule_line("en/frames/consult.tsv") is None
    assert rule_line("") is None


def test_same_figures_twice(path: Path, evaluation: Evaluation) -> None:
    """Figures and intervals are the same in every run."""
    again = evaluate([read_gold(path)])
    assert again.sets[0].groups == evaluation.sets[0].groups
    assert scorecard(again) == scorecard(evaluation)


def test_text_and_page(evaluation: Evaluation) -> None:
    """The page names versions, hash, peers and languages without gold, and quotes no sentence."""
    page = scorecard(evaluation)
    assert evaluation.versions.coder in page
    assert evaluation.sets[0].gold.sha256[:16] in page
    assert "TABARI" not in page.split("## Peers")[0]
    assert "PETRARCH-2" in page
    assert "Georgia" not in page
    assert "peak memory" in render(evaluation)


def test_every_language_measured_is_said(evaluation: Evaluation) -> None:
    """Where each language that is coded has gold, the page says so."""
    own = {code: evaluation.versions.lexicons[code] for code in ("en", "ru")}
    versions = replace(evaluation.versions, lexicons=own)
    page = scorecard(replace(evaluation, versions=versions))
    assert "Every language that is coded was measured." in page


def test_languages_without_gold_are_named(
    gold_file: Callable[..., Path], own_rows: list[dict[str, Any]]
) -> None:
    """A language that is coded but was not measured is named as unknown."""
    page = scorecard(evaluate([read_gold(gold_file(own_rows[:3]))]))
    without = page.split("No gold set was measured for: ")[1].split(" (")[0]
    assert {"`ru`", "`uk`", "`tr`", "`az`"} == set(without.split(", "))


def test_languages_without_a_pack_count_as_wrong(
    gold_file: Callable[..., Path], own_rows: list[dict[str, Any]]
) -> None:
    """Rows in a language that is not coded are not left out."""
    rows = [{**row, "language": "ka"} for row in own_rows]
    (scored,) = evaluate([read_gold(gold_file(rows))]).sets
    values = {one.name: one.value for one in scored.groups["all"]}
    assert values["given.accuracy"] == 0.0
    assert values["root.recall"] == 0.0


def _run(*args: str) -> Any:
    return CliRunner().invoke(command, list(args), standalone_mode=False, catch_exceptions=True)


def test_command_json(path: Path) -> None:
    """--json prints the figures for machines."""
    result = _run(str(path), "--json")
    data = json.loads(result.stdout)
    assert data["sets"][0]["rows"] == 4
    assert {"name", "value", "low", "high", "n", "better"} == set(data["sets"][0]["figures"]["all"][0])


def test_command_gate(path: Path, tmp_path: Path) -> None:
    """Pinned, the gate passes; with a floor above what is reached it fails."""
    floors = tmp_path / "floors.toml"
    floors.write_text('[noise]\nname = "n"\nsentences = 0\nreason = "r"\n', encoding="utf-8")
    assert _run(str(path), "--gate", "--floors", str(floors)).return_value == 1
    assert _run(str(path), "--update", "--floors", str(floors)).return_value == 0
    assert _run(str(path), "--gate", "--floors", str(floors)).return_value == 0
    text = floors.read_text(encoding="utf-8").replace('"false_alarms" = 0.0', '"false_alarms" = -0.5')
    floors.write_text(text, encoding="utf-8")
    result = _run(str(path), "--gate", "--floors", str(floors))
    assert result.return_value == 1
    assert "false_alarms rose" in result.stderr


def test_command_writes_the_page(path: Path, tmp_path: Path) -> None:
    """--scorecard writes the page where it is told to."""
    page = tmp_path / "scorecard.md"
    _run(str(path), "--scorecard", str(page))
    assert page.read_text(encoding="utf-8").startswith("# Scorecard")


def test_command_shows_errors(gold_file: Callable[..., Path], own_rows: list[dict[str, Any]]) -> None:
    """--errors prints sentence, gold, answer, rule and why; an unknown class lists the known ones."""
    rows = [{**own_rows[0], "events": [{"event": "ASSAULT"}]}, {**own_rows[1], "events": []}]
    wrong = gold_file(rows)
    result = _run(str(wrong), "--errors", "assault")
    assert "gold:   ASSAULT: Georgia > Armenia" in result.stdout
    assert "why:" in result.stdout
    assert "en/frames/" in result.stdout
    (shown,) = json.loads(_run(str(wrong), "--errors", "false-alarm", "--json").stdout)
    assert shown["id"] == "b"
    assert shown["answer"][0].startswith("CONSULT")
    assert "COOPERATE" in str(_run(str(wrong), "--errors", "MEET").exception)


def test_command_names_documents_that_are_not_there(
    gold_file: Callable[..., Path], own_rows: list[dict[str, Any]]
) -> None:
    """A gold file that was copied without its documents is scored lower: that is said."""
    path = gold_file([{**own_rows[0], "document": "gone.txt"}])
    found = _run(str(path))
    assert f"{path.name}: {path.parent / 'gone.txt'} is not there; its 1 row" in found.stderr


def test_command_without_gold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where no gold lies it says so and does not pass; a path that is wrong is an error."""
    monkeypatch.setenv("DRAGOMAN_SHARED", str(tmp_path))
    result = _run()
    assert result.return_value == 1
    assert "no gold sets here" in result.stderr
    assert isinstance(_run("absent.jsonl").exception, InputError)


@pytest.mark.reference
def test_the_shared_sets_can_be_read(shared: Path) -> None:
    """The gold sets of the README have the sizes that it names: 1,050, 322 and 100 rows."""
    gold = shared / "gold"
    if not gold.is_dir():
        pytest.skip(f"no gold sets in {shared}")
    sizes = {
        name: len(read_gold(gold / f"{name}.jsonl").rows) for name in ("plv_dev", "plover_gsr", "news_dev")
    }
    assert sizes == {"plv_dev": 1050, "plover_gsr": 322, "news_dev": 100}
    assert sum(not row.manual for row in read_gold(gold / "plover_gsr.jsonl").rows) == 133
