"""The suite measured: tables built from development data and keyed articles, scored by the public scorers."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pandas as pd

from helpers.case import Case
from helpers.places import ROOT
from helpers.tables.write import read_tables

BENCHMARKS = ("key", "attribution", "dates", "wikiwars", "practice", "speed")


def score_all(*, shared: str | Path | None = None, only: str | None = None, verbose: bool = False) -> int:
    """Build and score each benchmark whose data is at hand, and print what the scorers say.

    Parameters
    ----------
    shared : str or Path, optional
        The folder that holds ``articles/`` and ``benchmarks/``; ``../shared`` beside the suite when left out.
    only : str, optional
        One of `BENCHMARKS`.
    verbose : bool
        Have the scorers list what was missed and what was wrong.

    Returns
    -------
    int
        0, or 2 when the data is not there.
    """
    folder = Path(shared) if shared else ROOT.parent / "shared"
    if not (folder / "benchmarks" / "scorers").is_dir():
        print(
            f"helpers: no benchmarks in {folder}; pass --shared FOLDER, the one that holds benchmarks/", file=sys.stderr
        )
        return 2
    more = ["--verbose"] if verbose else []
    with tempfile.TemporaryDirectory() as work:
        for name in BENCHMARKS if only is None else (only,):
            print(f"\n===== {name} =====", flush=True)
            for command in _commands(name, folder, Path(work), more):
                subprocess.run([sys.executable, *map(str, command)], check=True)
    return 0


def _commands(name: str, shared: Path, work: Path, more: list[str]) -> Iterator[list[str | Path]]:
    """Build the tables of one benchmark; yield the scorer's command line."""
    benchmarks = shared / "benchmarks"
    scorers, out = benchmarks / "scorers", work / name
    if name == "key":
        Case(shared / "articles", progress=False).write(out)
        yield [scorers / "score_key.py", benchmarks / "seed-key", out, *more]
    elif name == "practice":
        Case("harbour", progress=False).write(out)
        case = ROOT / "data" / "cases" / "harbour"
        yield [scorers / "score_key.py", case / "key", out, "--texts", case / "articles", *more]
    elif name == "speed":
        measure_speed(benchmarks / "attribution" / "polnear-dev.jsonl", work)
    else:
        gold, scorer = {
            "attribution": ("attribution/polnear-dev.jsonl", "score_attribution.py"),
            "dates": ("dates/newswire-dev.jsonl", "score_dates.py"),
            "wikiwars": ("dates/wikiwars-dev.jsonl", "score_dates.py"),
        }[name]
        _lay_out_gold(scorers, benchmarks / gold, work / f"{name}-articles")
        Case(work / f"{name}-articles", progress=False).write(out)
        errors = (["--errors", "1000"] if "dates" in scorer else more) if more else []
        yield [scorers / scorer, benchmarks / gold, out, *errors]
        if name == "attribution":
            print(by_rule(scorers, benchmarks / gold, out).to_string(index=False))


def by_rule(scorers: Path, gold: Path, tables: Path) -> pd.DataFrame:
    """Which rules err most: for each rule of claims, its rows and the share that the scorer links to a gold attribution.

    Parameters
    ----------
    scorers : Path
        The folder of the public scorers, whose own matching is used.
    gold : Path
        Attributions, one document a line.
    tables : Path
        Tables built from those documents.

    Returns
    -------
    DataFrame
        ``rule, rows, right, share``, the rule with most wrong rows first.
    """
    sys.path.insert(0, str(scorers))
    try:
        scorer, common = import_module("score_attribution"), import_module("common")
    finally:
        sys.path.remove(str(scorers))
    files = read_tables(tables)["articles"].set_index("file")["article_id"]
    flat = pd.read_csv(tables / "claims.csv", keep_default_na=False, dtype=str)
    counts: dict[str, list[int]] = {}
    for document in scorer.read_gold(gold):
        rows = flat[flat["article_id"] == files.get(f"{document['doc_id']}.txt")].to_dict("records")
        words = common.Words(document["text"])
        found = scorer.tokens([common.claim_spans(row) for row in rows], document["text"], words)
        full = scorer.tokens(document.get("all_attributions", document["attributions"]), document["text"], words)
        right = {i for i, _ in scorer.links(full, found)}
        for i, row in enumerate(rows):
            tally = counts.setdefault(row["rule"], [0, 0])
            tally[0] += 1
            tally[1] += i in right
    out = pd.DataFrame(
        [[rule, n, k, round(k / n, 2)] for rule, (n, k) in counts.items()], columns=["rule", "rows", "right", "share"]
    )
    return out.iloc[(out["right"] - out["rows"]).argsort(kind="stable")]


def _lay_out_gold(scorers: Path, gold: Path, folder: Path) -> None:
    command = [sys.executable, str(scorers / "folder_from_gold.py"), str(gold), str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def measure_speed(gold: Path, work: Path) -> float:
    """Processor time to make all rows over that of the bare pipeline, same paragraphs, one process, one run.

    Parameters
    ----------
    gold : Path
        Development documents.
    work : Path
        A folder for the articles.

    Returns
    -------
    float
        The ratio, which is also printed.
    """
    from helpers.annotate.pipeline import COMPONENTS, annotate, load_pipeline, parse_units
    from helpers.read.folder import read_folder
    from helpers.tables.build import rows_of_doc

    folder = work / "speed-articles"
    _lay_out_gold(gold.parents[1] / "scorers", gold, folder)
    articles = read_folder(folder).articles
    nlp = load_pipeline()
    list(annotate(articles[:2], nlp))  # warm
    begun = time.process_time()
    n_tokens = sum(
        len(d) for a in articles for d in nlp.pipe([u for u, _ in parse_units(nlp, a)[1]], disable=list(COMPONENTS))
    )
    bare = time.process_time() - begun
    begun = time.process_time()
    for doc in annotate(articles, nlp):
        rows_of_doc(doc)
    whole = time.process_time() - begun
    print(f"{n_tokens} tokens: bare pipeline {bare:.1f} s, all rows {whole:.1f} s, ratio {whole / bare:.2f}")
    return whole / bare
