"""Fixtures for all tests."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# The quick run tries the same examples on every machine; the long one (`--hypothesis-profile long`) tries others each time.
settings.register_profile("quick", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("quick"), derandomize=False, max_examples=5000, print_blob=True)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of articles, answer keys and benchmark data beside the repository; tests that need it skip without it."""
    if not (SHARED / "articles").is_dir():
        pytest.skip("needs the folder shared/ (articles, answer keys, benchmark data) beside the repository")
    return SHARED
