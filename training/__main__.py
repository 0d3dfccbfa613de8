"""Make the bundled pipeline: `python -m training all --treebanks FOLDER`."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

MODEL = Path(__file__).parents[1] / "src" / "helpers" / "annotate" / "model"
STEPS = ("dictionary", "convert", "train", "evaluate", "package", "all")


def main(arguments: list[str] | None = None) -> None:
    """Run one step, or all of them one after the other."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("step", choices=STEPS)
    parser.add_argument(
        "--treebanks", type=Path, required=True, help="folder with en_ewt-*.conllu[.gz] and en_gum-open-*.conllu[.gz]"
    )
    parser.add_argument(
        "--dictionaries",
        type=Path,
        help="folder with the files of WordNet, the census and GeoNames (see README.md); "
        "without it, the dictionary that is there stays",
    )
    parser.add_argument("--build", type=Path, default=Path("build"), help="folder for what is only needed on the way")
    parser.add_argument(
        "--model", type=Path, default=MODEL, help="folder of the pipeline to write (package) or to score (evaluate)"
    )
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    for step in STEPS[:-1] if chosen.step == "all" else (chosen.step,):
        globals()[f"run_{step}"](chosen)


def run_dictionary(chosen: argparse.Namespace) -> None:
    """Make the dictionary anew, if the files for it were given."""
    from .dictionary import make_dictionary

    path = MODEL / "dictionary.tsv.gz"
    if chosen.dictionaries:
        print(f"{make_dictionary(chosen.dictionaries, path):,} words in the dictionary")
    else:
        print("The dictionary stays as it is; --dictionaries FOLDER makes it anew.")


def run_convert(chosen: argparse.Namespace) -> None:
    """Write the training files."""
    from .convert import convert

    convert(chosen.treebanks, chosen.build)


def run_train(chosen: argparse.Namespace) -> None:
    """Train in two stages; the pipeline is left in `mean`."""
    from .train import train

    train(chosen.build)


def run_evaluate(chosen: argparse.Namespace) -> None:
    """Print the scores of what was trained, or else of the shipped pipeline, on the development parts."""
    from .evaluate import evaluate

    trained = chosen.build / "mean"
    print(json.dumps(evaluate(trained if trained.is_dir() else chosen.model, chosen.treebanks, "dev"), indent=1))


def run_package(chosen: argparse.Namespace) -> None:
    """Write the shipped pipeline and print its scores on the test parts."""
    from .package import package

    print(json.dumps(package(chosen.build / "mean", chosen.treebanks, chosen.model), indent=1))


if __name__ == "__main__":
    main()
