"""What a notebook can import."""

import subprocess
import sys

import pytest

import helpers


@pytest.mark.parametrize("name", helpers.__all__)
def test_every_name_is_there_and_explained(name):
    assert getattr(helpers, name).__doc__


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="no 'nothing'"):
        helpers.nothing  # noqa: B018


def test_reading_does_not_load_the_plotting_library():
    code = "import helpers.read.folder, sys; sys.exit('matplotlib' in sys.modules or 'spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
