"""Fixtures for all tests."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


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
