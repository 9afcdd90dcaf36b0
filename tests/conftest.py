"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine draws slowly; that says nothing about the code.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

_ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with reference data and gold sets, or skip and say so."""
    place = Path(os.environ.get("DRAGOMAN_SHARED", _ROOT.parent / "shared"))
    if not place.is_dir():
        pytest.skip(f"no reference data: {place} is absent (set DRAGOMAN_SHARED to its place)")
    return place
