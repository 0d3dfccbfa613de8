"""Small invented tables of the contract, written as sentences."""

from __future__ import annotations

import pandas as pd

from helpers.tables.contracts import TABLES, frame


class Desk:
    """Articles and claims put together by hand; offsets are found, not counted."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.rows: dict[str, list[dict]] = {name: [] for name in TABLES}

    def article(
        self, article: str, *paragraphs: str, outlet: str = "", family: str = "", day: str = "", headline: str = ""
    ) -> None:
        """An article; a headline comes first and is a segment of its own."""
        parts = [*([headline] if headline else []), *paragraphs]
        text, at = "\n\n".join(parts), 0
        for n, part in enumerate(parts):
            kind = "headline" if headline and n == 0 else "body"
            self.rows["segments"].append(
                {
                    "article_id": article,
                    "segment_id": f"{article}-s{n}",
                    "kind": kind,
                    "start": at,
                    "end": at + len(part),
                }
            )
            at += len(part) + 2
        self.texts[article] = text
        self.rows["articles"].append(
            {"article_id": article, "outlet": outlet, "outlet_family": family, "file": f"{article}.txt"}
            | {"published_earliest": day, "published_latest": day}
        )

    def _span(self, article: str, words: str) -> tuple[int, int]:
        at = self.texts[article].index(words)
        return at, at + len(words)

    def claim(self, article: str, content: str, source: str = "", kind: str = "unknown", **fields: object) -> str:
        """A claim whose content is these words of the article; gives its id."""
        start, end = self._span(article, content)
        name, source_id = f"c{len(self.rows['claims'])}", f"s-{source or article}-{kind}"
        self.rows["claims"].append(
            {"claim_id": name, "article_id": article, "content": content, "content_start": start, "content_end": end}
            | {
                "content_spans": [[start, end]],
                "cue": "said",
                "cue_strength": 0,
                "polarity": "asserts",
                "hedged": False,
            }
            | {"source_id": source_id, "source_name": source, "status": "machine_only", "via": [], "quoted_spans": []}
            | fields
        )
        if source_id not in {s["source_id"] for s in self.rows["sources"]}:
            self.rows["sources"].append({"source_id": source_id, "name": source, "source_type": kind})
        return name

    def name(self, article: str, words: str, entity: str, kind: str = "ORG") -> None:
        """Every occurrence of these words is a mention of the entity."""
        text, at = self.texts[article], -1
        while (at := text.find(words, at + 1)) >= 0:
            self.rows["mentions"].append(
                {"entity_id": entity, "article_id": article, "text": words, "start": at, "end": at + len(words)}
            )
        if entity not in {e["entity_id"] for e in self.rows["entities"]}:
            self.rows["entities"].append({"entity_id": entity, "name": words, "entity_type": kind, "aliases": []})

    def count(
        self, article: str, words: str, value: float, unit: str = "", comparator: str = "exact", base: str = ""
    ) -> None:
        """A quantity."""
        start, end = self._span(article, words)
        self.rows["quantities"].append(
            {"quantity_id": f"q{len(self.rows['quantities'])}", "article_id": article, "text": words, "start": start}
            | {"end": end, "value": value, "unit": unit, "comparator": comparator, "base": base}
        )

    def date(self, article: str, words: str, earliest: str, latest: str) -> None:
        """A date."""
        start, end = self._span(article, words)
        self.rows["dates"].append(
            {"date_id": f"d{len(self.rows['dates'])}", "article_id": article, "text": words, "start": start, "end": end}
            | {"earliest": earliest, "latest": latest, "timex_type": "DATE"}
        )

    def __getitem__(self, table: str) -> pd.DataFrame:
        return frame(table, self.rows[table])

    def tables(self, *names: str) -> list[pd.DataFrame]:
        """Several tables, in this order."""
        return [self[name] for name in names]
