"""Average the weights of checkpoints that go back to one start: mostly a little better than each of them, and no larger."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language


def average(checkpoints: list[Path]) -> Language:
    """Load the pipeline whose every weight is the mean of the checkpoints' weights.

    Parameters
    ----------
    checkpoints : list of Path
        Pipelines of one shape that were trained on from the same start. Otherwise the mean means nothing.
    """
    pipelines = [spacy.load(checkpoint) for checkpoint in checkpoints]
    first = pipelines[0]
    for name in first.component_names:
        for nodes in zip(*(pipeline.get_pipe(name).model.walk() for pipeline in pipelines), strict=True):
            for weight in nodes[0].param_names:
                if nodes[0].has_param(weight):
                    mean = sum(node.get_param(weight) for node in nodes) / len(nodes)
                    nodes[0].set_param(weight, mean.astype("float32"))
    return first
