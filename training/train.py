"""Train in two stages: the first learns fast, the second settles what it learned, and two of its checkpoints are averaged."""

from __future__ import annotations

from pathlib import Path

from spacy.cli.train import train as spacy_train
from spacy.util import load_config
from thinc.api import Config

from . import callbacks  # noqa: F401  registers what the configuration names
from .average import average

CONFIG = Path(__file__).with_name("config.cfg")
DROPOUT = 0.2
WARMUP = 150
RATE = 0.0008
STEPS = 3500


def train(build: Path) -> Path:
    """Run both stages on the files that `convert` wrote; give the folder of the pipeline that they end in.

    Parameters
    ----------
    build : Path
        Holds `train.spacy` and `tune.spacy`; checkpoints and the pipeline (`mean`) are written to it.
    """
    paths = {"paths.train": str(build / "train.spacy"), "paths.dev": str(build / "tune.spacy")}
    spacy_train(CONFIG, build / "first", overrides=paths)
    second_config(build / "first" / "model-best").to_disk(build / "second.cfg")
    spacy_train(build / "second.cfg", build / "second", overrides=paths)
    average([build / "second" / "model-best", build / "second" / "model-last"]).to_disk(build / "mean")
    return build / "mean"


def second_config(start: Path) -> Config:
    """Change the configuration so that it goes on from a checkpoint: more dropout, large batches, a rate that falls to nothing.

    Parameters
    ----------
    start : Path
        The first stage's best checkpoint; all components are taken from it.
    """
    config = load_config(CONFIG)
    config["components"] = {name: {"source": str(start)} for name in config["nlp"]["pipeline"]}
    config["training"].update({"dropout": DROPOUT, "max_steps": STEPS, "eval_frequency": 500})
    config["training"]["batcher"]["size"] = config["training"]["batcher"]["size"]["stop"]
    config["training"]["optimizer"]["learn_rate"].update(
        {"warmup_steps": WARMUP, "total_steps": STEPS, "initial_rate": RATE}
    )
    return config
