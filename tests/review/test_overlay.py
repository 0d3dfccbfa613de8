"""The overlay costs a rebuild next to nothing."""

import shutil
import time

from helpers.case import Case, find_case
from helpers.review import corrections as review

PAIRS = (
    9  # rebuilds with and without corrections, in turn; other programs only ever add time, so the least of each counts
)
SLOWER = 1.10


def test_after_twenty_corrections_a_rebuild_takes_no_longer(tmp_path):
    plain, corrected = (
        shutil.copytree(find_case("dual-use"), tmp_path / name, ignore=shutil.ignore_patterns("corrections*"))
        for name in ("plain", "corrected")
    )
    correct_twenty_rows(Case(corrected, progress=False))
    seconds = {folder: [] for folder in (plain, corrected)}
    for turn in range(PAIRS + 1):
        for folder in (plain, corrected) if turn % 2 else (corrected, plain):
            begun = time.process_time()
            tables = Case(folder, progress=False).tables
            if turn:  # the first fills the cache, as the first build of a case does
                seconds[folder].append(time.process_time() - begun)
            assert (tables["corrections"]["outcome"] == "applied").sum() == (20 if folder == corrected else 0)
    assert min(seconds[corrected]) <= SLOWER * min(seconds[plain]), seconds


def correct_twenty_rows(case):
    claims, events, dates = case.claims["claim_id"], case.events["event_id"], case.dates["date_id"]
    for row in claims[:5]:
        review.confirm(case, row, author="A")
    for row in claims[5:10]:
        review.edit(case, row, "polarity", "warns", author="A")
    for row in events[:5]:
        review.reject(case, row, author="A")
    for row in dates[:4]:
        review.confirm(case, row, author="A")
    sources = case.sources.sort_values("n_claims")["source_id"]
    review.merge(case, sources.iloc[0], sources.iloc[-1], author="A")
