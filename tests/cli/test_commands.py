"""Every command: documented, listed, and clear when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest

from dragoman.cli.exits import EXIT_CODES
from dragoman.cli.main import cli

NAMES = list(cli.summaries)
TEXT = (
    "On 9 November 1991 Turkey recognised Azerbaijan.\n\n"
    "Turkey attacked Armenia in May 1992. Relations between Turkey and Azerbaijan deepened.\n"
)


def command(name: str) -> click.Command:
    """Return a command by name."""
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


@pytest.fixture
def study(run: Any, tmp_path: Path) -> Path:
    """Return a study with one coded document."""
    source = tmp_path / "note.txt"
    source.write_text(TEXT, encoding="utf-8")
    place = tmp_path / "study"
    assert run("new", place).code == 0
    assert run("add", source, "--study", place, "--published", "1993").code == 0
    assert run("code", "--study", place).code == 0
    return place


@pytest.mark.parametrize("name", NAMES)
def test_command_has_help(name: str) -> None:
    """Every command explains itself, and the list of commands says the same as the command."""
    found = command(name)
    assert found.help
    assert cli.summaries[name].rstrip(".") == found.help.split("\n")[0].rstrip(".")


@pytest.mark.parametrize("name", NAMES)
def test_option_has_help(name: str) -> None:
    """Every option of every command says what it does."""
    found = command(name)
    for one in [found, *(found.commands.values() if isinstance(found, click.Group) else ())]:
        for option in one.params:
            if isinstance(option, click.Option):
                assert option.help, f"{name} {option.name}"


def test_every_module_is_a_command() -> None:
    """No module of the folder of commands is left out of the list."""
    folder = Path(__file__).parents[2] / "src" / "dragoman" / "cli" / "commands"
    assert {path.stem.removesuffix("_") for path in folder.glob("[!_]*.py")} == set(NAMES)


def test_help_lists_commands_and_exit_codes(run: Any) -> None:
    """``--help`` names all commands and what the exit codes mean."""
    result = run("--help")
    assert result.code == 0
    for word in (*NAMES, *(EXIT_CODES[code] for code in (0, 1, 2, 3))):
        assert word in result.out


def test_unknown_command(run: Any) -> None:
    """A command that is none is answered with those there are."""
    result = run("dosier")
    assert result.code == 2
    assert "dossier" in result.err


def test_no_study(run: Any, tmp_path: Path) -> None:
    """Without a study the message says how to make one; there is no traceback."""
    result = run("reports", "--study", tmp_path)
    assert result.code == 3
    assert "dragoman new" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("option", "value", "hint"),
    [("--actor", "Turkey", "TUR"), ("--recipient", "ZZZ", "actors find"), ("--event", "MEET", "CONSULT")],
)
def test_a_code_that_nobody_has_is_no_silence(
    run: Any, study: Path, option: str, value: str, hint: str
) -> None:
    """A wrong code is a mistake on the command line and answered with the right one, not with no rows."""
    result = run("reports", "--study", study, option, value)
    assert result.code == 2
    assert hint in result.err


def test_a_name_that_is_a_place_leads_to_resolve(run: Any) -> None:
    """No state was called Baku in June 1919; the answer says how to ask whose capital it was."""
    result = run("actors", "find", "Baku", "--on", "1919-06")
    assert result.code == 1
    assert "actors resolve 'Baku'" in result.out


def test_study_before_the_command(run: Any, study: Path) -> None:
    """``--study`` may stand before the command as well."""
    assert run("--study", study, "reports").out == run("reports", "--study", study).out != ""


def test_add_names_what_it_cannot_read(run: Any, study: Path, tmp_path: Path) -> None:
    """A file that cannot be read is named, the others are added, and the exit code says so."""
    (tmp_path / "a.txt").write_text("Iran signed a treaty with Russia in 1921.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    result = run("add", tmp_path / "a.txt", tmp_path / "b.txt", "--study", study, "--json")
    answer = json.loads(result.out)
    assert result.code == 1
    assert answer["added"] == 1
    assert [problem["path"] for problem in answer["problems"]] == [str(tmp_path / "b.txt")]


def test_add_tells_which_files_are_the_same(run: Any, study: Path, tmp_path: Path) -> None:
    """Of files with one text one is added and the others are named, also when they come again."""
    for name in ("one.txt", "two.txt", "three.md"):
        (tmp_path / name).write_text("Iran signed a treaty with Russia in 1921.", encoding="utf-8")
    files = [tmp_path / name for name in ("one.txt", "two.txt", "three.md")]
    first = run("add", *files, "--study", study)
    assert first.code == 0
    assert first.out.splitlines() == [
        "1 document added, 2 in the study.",
        "2 texts not added again, the same under another name:",
        f"  {files[2]} = {files[0]}",
        f"  {files[1]} = {files[0]}",
    ]
    again = json.loads(run("add", *files, "--study", study, "--json").out)
    assert (again["added"], again["passed"]) == (0, 1)
    assert again["same_text"] == [{"path": str(other), "as": str(files[0])} for other in (files[2], files[1])]


def test_names_of_files_do_not_steer_the_terminal(run: Any, study: Path, tmp_path: Path) -> None:
    """Escapes and line breaks in the name of a broken file are written out."""
    (tmp_path / "a\x1b[31m\nb.txt").write_bytes(b"")
    assert "a\\x1b[31m\\nb.txt was not read" in run("add", tmp_path, "--study", study).err


def test_coding_again_says_that_nothing_was_left(run: Any, study: Path, tmp_path: Path) -> None:
    """A second run does not tell old reports as new ones; one document more is told as one."""
    again = run("code", "--study", study)
    assert again.out.startswith("Nothing was left to code. The study has ")
    assert json.loads(run("code", "--study", study, "--json").out)["coded"] == 0
    (tmp_path / "more.txt").write_text("Iran signed a treaty with Russia in 1921.", encoding="utf-8")
    run("add", tmp_path / "more.txt", "--study", study)
    assert run("code", "--study", study).out.startswith("1 document coded. The study has ")
    empty = tmp_path / "empty"
    run("new", empty)
    assert "no documents yet" in run("code", "--study", empty).out


def test_an_empty_dossier_says_so(run: Any, study: Path, tmp_path: Path) -> None:
    """Two states that no report joins: the terminal says it, and of whom the study does tell."""
    silent = run("dossier", "FRA", "ISL", "-o", tmp_path / "a.html", "--study", study)
    assert silent.code == 0
    assert "Nothing in the study tells of France and Iceland together" in silent.err
    assert "AZE TUR (" in silent.err
    (tmp_path / "more.txt").write_text("Iran signed a treaty with Russia in 1921.", encoding="utf-8")
    run("add", tmp_path / "more.txt", "--study", study)
    assert (
        "1 document of 2 not coded yet"
        in run("dossier", "FRA", "ISL", "-o", tmp_path / "a.html", "--study", study).err
    )


def test_paragraphs_left_are_no_failure(run: Any, study: Path, tmp_path: Path) -> None:
    """A paragraph without a language pack is noted; the document is coded all the same."""
    (tmp_path / "two.txt").write_text(
        "Turkey attacked Armenia in May 1993.\n\n"
        "Der deutsche Außenminister hat gestern in Ankara die Fragen der Journalisten nicht beantwortet.\n",
        encoding="utf-8",
    )
    assert run("add", tmp_path / "two.txt", "--study", study).code == 0
    result = run("code", "--study", study)
    assert result.code == 0
    assert "'de'" in result.err


def test_reports_json(run: Any, study: Path, tmp_path: Path) -> None:
    """``reports --json`` is one list in the shape of the stream, with document, language and sentence."""
    found = json.loads(run("reports", "--study", study, "--json").out)
    assert [report["event"] for report in found] == ["SUPPORT", "ASSAULT"]
    first = found[0]
    assert first["document"] == str(tmp_path / "note.txt")
    assert first["language"] == "en"
    sentence = first["sentence"]
    assert TEXT[sentence["start"] : sentence["stop"]] == sentence["text"]
    for piece in first["evidence"]:
        assert TEXT[piece["start"] : piece["stop"]] == piece["quote"]


@pytest.mark.parametrize(
    ("options", "events"),
    [
        (["--actor", "tur"], ["SUPPORT", "ASSAULT"]),
        (["--actor", "ARM"], []),
        (["--recipient", "ARM"], ["ASSAULT"]),
        (["--recipient", "ARM", "--recipient", "AZE"], ["SUPPORT", "ASSAULT"]),
        (["--event", "assault"], ["ASSAULT"]),
        (["--since", "1992"], ["ASSAULT"]),
        (["--until", "1991"], ["SUPPORT"]),
        (["--since", "1992-05-15", "--until", "1992-05-20"], ["ASSAULT"]),
        (["--language", "ru"], []),
        (["--document", "note"], ["SUPPORT", "ASSAULT"]),
        (["--document", "other"], []),
        (["--limit", "1"], ["SUPPORT"]),
    ],
)
def test_reports_filters(run: Any, study: Path, options: list[str], events: list[str]) -> None:
    """Each filter keeps what it names; a month without a day overlaps the days in it."""
    found = json.loads(run("reports", "--study", study, "--json", *options).out)
    assert [report["event"] for report in found] == events


def test_reports_refuse_an_unknown_class(run: Any, study: Path) -> None:
    """A class that the codebook lacks is an error, never an empty list."""
    assert run("reports", "--study", study, "--event", "ATACK").code != 0


def test_explain_report(run: Any, study: Path) -> None:
    """A report is explained from its stored id with the frame's file and line."""
    first = json.loads(run("reports", "--study", study, "--json", "--limit", "1").out)[0]
    result = run("explain", first["id"][:12], "--study", study)
    assert result.code == 0
    assert first["rule"] in result.out
    assert "[Turkey]actor" in result.out


def test_explain_needs_one_thing(run: Any, study: Path) -> None:
    """Neither, both and unknown ids are faults of the command line."""
    assert run("explain", "--study", study).code == 2
    assert run("explain", "abc", "--text", "x", "--study", study).code == 2
    assert run("explain", "nothing", "--study", study).code == 2


def test_dossier(run: Any, study: Path, tmp_path: Path) -> None:
    """A dossier is written where -o says, and the place is printed."""
    target = tmp_path / "out.html"
    result = run("dossier", "TUR", "AZE", "-o", target, "--study", study)
    assert (result.code, str(target) in result.out) == (0, True)
    assert "Turkey recognised Azerbaijan" in target.read_text(encoding="utf-8")


def test_demo(run: Any, tmp_path: Path) -> None:
    """The demo makes a study and dossiers from the examples, and a second call brings it up to date."""
    first = run("demo", "--out", tmp_path / "demo")
    assert first.code == 0
    assert first.err == ""
    dossiers = sorted((tmp_path / "demo").glob("dossier-*.html"))
    assert [path.name for path in dossiers] == [
        "dossier-ARM-AZE.html",
        "dossier-TUR-AZE.html",
        "dossier-TUR-RUS.html",
    ]
    assert all(str(path) in first.out for path in dossiers)
    assert run("demo", "--out", tmp_path / "demo").out == first.out


def test_doctor(run: Any, study: Path) -> None:
    """The doctor proves the study, and finds an original that was changed."""
    checks = json.loads(run("doctor", "--study", study, "--json").out)
    assert len(checks) >= 3
    assert all(check["ok"] for check in checks)
    for original in (study / "originals").rglob("*.txt"):
        original.chmod(0o644)
        original.write_text("changed", encoding="utf-8")
    result = run("doctor", "--study", study, "--json")
    assert result.code == 1
    assert [check["name"] for check in json.loads(result.out) if not check["ok"]] == ["proof"]


@pytest.mark.parametrize(
    ("name", "on", "entity"),
    [("Baku", "1919", "azerbaijan-1918"), ("Baku", "2021", "azerbaijan"), ("Баку", "1950", "azerbaijan-ssr")],
)
def test_actors_resolve(run: Any, name: str, on: str, entity: str) -> None:
    """Whom a capital means depends on the day (DESIGN's own example)."""
    result = run("actors", "resolve", name, "--on", on, "--json")
    assert json.loads(result.out)["actor"]["entity"] == entity


def test_actors_find_on_a_date(run: Any) -> None:
    """`find --on` lists who existed or was in office then; nobody is exit code 1."""
    rows = json.loads(run("actors", "find", "Aliyev", "--on", "1998", "--json").out)
    assert [(row["id"], row["kind"]) for row in rows] == [("heydar-aliyev", "person, president")]
    assert run("actors", "find", "Aliyev", "--on", "1850").code == 1


def test_actors_offices_and_counterparts(run: Any) -> None:
    """`resolve` takes an office by country and date, and a counterpart's from --other."""
    result = run("actors", "resolve", "the Turkish president", "--on", "1992", "--json")
    assert json.loads(result.out)["actor"]["entity"] == "ozal"
    other = run(
        "actors", "resolve", "his Azerbaijani counterpart", "--on", "2024", "--other", "Hakan Fidan", "--json"
    )
    assert json.loads(other.out)["actor"]["entity"] == "bayramov"
    assert run("actors", "resolve", "Taiwan", "--viewpoint", "XXX").code != 0


def test_actors_lists(run: Any) -> None:
    """Entities are found by name and shown by id; a code lists all who bore it."""
    found = {row["id"] for row in json.loads(run("actors", "find", "azerbaijan", "--json").out)}
    assert {"azerbaijan", "azerbaijan-1918"} <= found
    assert [one["code"] for one in json.loads(run("actors", "show", "azerbaijan", "--json").out)] == ["AZE"]
    assert len(json.loads(run("actors", "show", "AZE", "--json").out)) > 1
    codes = {row["code"]: row["entities"] for row in json.loads(run("actors", "codes", "--json").out)}
    assert {"azerbaijan", "azerbaijan-1918"} <= {entity["id"] for entity in codes["AZE"]}
    [gw] = json.loads(run("actors", "codes", "gw", "373", "--on", "2000", "--json").out)
    assert "azerbaijan" in gw["entities"]
    assert run("actors", "show", "nobody").code == 2
    assert run("actors", "codes", "gw").code == 2
    assert run("actors", "resolve", "Xyzzy").code == 1


def test_explain_refuses_a_language_that_is_not_coded(run: Any) -> None:
    """A language without a pack is refused with the list of those there are, and nothing is recognised."""
    done = run("explain", "--language", "xx", "--text", "Turkey attacked Iran.")
    assert done.code == 2
    assert "'xx'" in done.err
    assert "en, ru, uk, tr, az" in done.err
