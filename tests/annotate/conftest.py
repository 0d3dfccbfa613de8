"""Texts to annotated Docs."""

from pathlib import Path

import pytest

from helpers.annotate.pipeline import annotate
from helpers.read.articles import Article
from helpers.read.segments import segment
from helpers.time.bounds import Bounds


@pytest.fixture(scope="session")
def told():
    """A function: the annotated Doc of an invented text, published on a day in June 2024 unless said otherwise."""

    def doc(text: str, published: str = "2024-06-05"):
        day = Bounds(published, published, published, "day", "metadata", "")
        return next(annotate([Article("t", "t.txt", Path("t.txt"), "", text, segment(text), published=day)]))

    return doc
