"""The package as a whole: what it exports, and that it imports by itself."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import dragoman

PUBLIC: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("public_names.json").read_text(encoding="utf-8")
)
"""The public names; a change of that file is a change that users see."""

HEAVY = {"polars", "deltalake", "altair", "lxml", "trafilatura", "pypdfium2", "numpy", "rich", "docx", "yaml"}


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_names_are_frozen(name: str) -> None:
    """No name comes or goes unseen, and every one is there."""
    module = import_module(name)
    assert sorted(module.__all__) == sorted(PUBLIC[name])
    assert all(hasattr(module, member) for member in module.__all__)


def modules() -> list[str]:
    """Return the names of all modules of the package."""
    return [found.name for found in pkgutil.walk_packages(dragoman.__path__, "dragoman.")]


@pytest.mark.parametrize("name", modules())
def test_module_imports_and_says_what_it_is(name: str) -> None:
    """Every module can be imported and exports only what it has."""
    module = import_module(name)
    assert all(hasattr(module, member) for member in getattr(module, "__all__", ()))


def test_face_is_light() -> None:
    """The package and the command line's help load none of the heavy libraries."""
    script = (
        "import sys, json, dragoman, dragoman.cli.main as m\n"
        "try:\n    m.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in json.loads(done.stderr)}
    assert not loaded & HEAVY


def test_compiled_classes_have_compiled_bases() -> None:
    """A class that `make fast` compiles has no base left as source, nor the other way round."""
    root = Path(__file__).parents[1]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    listed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]["include"]
    compiled = {path.removeprefix("src/").removesuffix(".py").replace("/", ".") for path in listed}
    mixed = [
        f"{module}.{cls.__name__} of {base.__module__}"
        for module in modules()
        for cls in vars(import_module(module)).values()
        if isinstance(cls, type) and cls.__module__ == module
        for base in cls.__bases__
        if base.__module__.startswith("dragoman.") and (module in compiled) != (base.__module__ in compiled)
    ]
    assert compiled <= set(modules())
    assert not mixed
