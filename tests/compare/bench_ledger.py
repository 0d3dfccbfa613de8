"""How well and how fast claims are grouped, on made-up corpora: ``python tests/compare/bench_ledger.py [N …]``."""

from __future__ import annotations

import math
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from planted import corpus, pair_scores

from helpers.compare.ledger import group_claims
from helpers.compare.similarity import candidate_pairs, substance


def main(sizes: list[int]) -> None:
    """Print one line a size: quality, pairs compared, seconds, and seconds for each n log n."""
    print(
        f"{'claims':>8} {'groups':>7} {'recall':>7} {'precision':>9} {'compared':>9} {'seconds':>8} {'µs/(n log n)':>13}"
    )
    for n in sizes:
        made = corpus(n)
        tables = [made.tables[t] for t in ("claims", "articles", "mentions", "dates", "quantities")]
        begun = time.process_time()
        matters = substance(*tables)
        labels, _ = group_claims(matters)
        took = time.process_time() - begun
        recall, precision = pair_scores(made.groups, labels)
        compared = sum(1 for _ in candidate_pairs(matters))
        size = len(made.groups)
        print(
            f"{size:8,} {len(set(made.groups)):7,} {recall:7.3f} {precision:9.3f} {compared:9,} {took:8.1f} "
            f"{1e6 * took / (size * math.log(size)):13.1f}"
        )


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1_000, 5_000, 20_000])
