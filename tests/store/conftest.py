"""A fresh store, and the strategies beside this file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dragoman.store import Store

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return an empty store."""
    return Store(tmp_path / "tables").create()
