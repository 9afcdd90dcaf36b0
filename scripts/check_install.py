"""Import every module of Dragoman and of its core dependencies: what `make install` ends with."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from importlib import metadata


def core_distributions() -> list[str]:
    """Names of the distributions that Dragoman requires without any extra, sorted."""
    requirements = metadata.requires("dragoman") or []
    core = [line for line in requirements if "extra ==" not in line]
    return sorted(re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in core)


def modules_to_import() -> list[str]:
    """Top-level modules of the core distributions, then every module of the package."""
    wanted = {re.sub(r"[-_.]+", "-", name).lower() for name in core_distributions()}
    names = [
        module
        for module, owners in metadata.packages_distributions().items()
        if any(re.sub(r"[-_.]+", "-", owner).lower() in wanted for owner in owners)
        and module.isidentifier()
        and not module.startswith("_")
    ]
    package = importlib.import_module("dragoman")
    ours = [found.name for found in pkgutil.walk_packages(package.__path__, "dragoman.")]
    return sorted(names) + [name for name in ours if not name.endswith("__main__")]


def main() -> int:
    """Import them all; name each one that fails."""
    failed = 0
    names = modules_to_import()
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError as error:
            failed += 1
            print(f"cannot import {name}: {error}", file=sys.stderr)
    if failed:
        print(f"{failed} of {len(names)} modules cannot be imported.", file=sys.stderr)
        return 1
    print(f"{len(names)} modules imported, Python {sys.version.split()[0]}: Dragoman is installed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
