"""A made-up corpus of claims with planted groups: which claims speak of the same thing is known, because we wrote them.

Each matter is an event of one kind between two parties at one place, with a number and a day. It is told in one to seven
articles in different words. Each telling leaves out some of place, number and day, but not all of them; one in seven gives
another number, one in seven calls a party "the company"; half of the matters are also denied by someone. Every matter has
rivals: the same parties and kind of event at another place and time with another number, and the same parties with another
kind of event.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from helpers.tables.contracts import TABLES, frame

SYLLABLES = "bar cal dor fen gar hol jor kel lun mar nor pel quin ros sal tor ul ven wex zan".split()  # noqa: SIM905
FRAMES = {  # kind of event -> wordings of its core ({a}, {b}: the parties), wordings of its number ({n})
    "supply": (
        ("{a} sold drones to {b}", "{b} received unmanned aircraft that {a} had shipped",
         "UAVs were delivered to {b} by {a}", "{a} was supplying {b} with combat drones"),
        ("{n} of them in all", "in a lot of {n}", "{n} pieces were counted"),
    ),
    "accident": (
        ("a ferry of {a} collided with a tanker of {b}", "a tanker owned by {b} and a ferry run by {a} ran into each other",
         "a tanker belonging to {b} was struck by a ferry of {a}", "the ferry captain of {a} rammed a tanker of {b}"),
        ("{n} people died", "with {n} dead", "killing {n} passengers"),
    ),
    "lawsuit": (
        ("{a} sued {b} for damages", "a court received the suit that {a} brought against {b}",
         "{b} was taken to court by {a}", "{a} filed a lawsuit for damages against {b} before the district court"),
        ("{n} crowns are claimed", "over {n} crowns", "to the amount of {n} crowns"),
    ),
    "purchase": (
        ("{a} bought a stake in the refinery of {b}", "{b} gave up part of its refinery, which {a} acquired",
         "a share of the refinery of {b} was purchased by {a}", "{a} became a shareholder in the refinery of {b}"),
        ("{n} shares changed hands", "worth {n} crowns", "{n} shares in all"),
    ),
    "layoffs": (
        ("{a} cut jobs at its shipyard after {b} withdrew an order", "the shipyard of {a} laid off workers because {b} "
         "took back its order", "shipyard workers of {a} lost their jobs when the order of {b} fell through"),
        ("{n} jobs are gone", "{n} families are hit", "{n} in all"),
    ),
    "hacking": (
        ("hackers working for {a} stole files from {b}", "files were stolen from servers of {b} by hackers in the pay of {a}",
         "the servers of {b} lost secret files to hackers linked to {a}"),
        ("{n} files are missing", "some {n} files", "{n} records in all"),
    ),
    "contract": (
        ("{a} signed a contract with {b} for wind turbines", "{b} and {a} agreed that turbines would be built",
         "under a deal that {a} struck with {b}, turbines are to be installed"),
        ("{n} turbines in all", "for {n} crowns", "{n} towers are planned"),
    ),
    "strike": (
        ("dockers of {a} walked out over the takeover by {b}", "the takeover by {b} brought dockers of {a} out on strike",
         "work at the docks of {a} came to a halt as dockers protested against a takeover by {b}"),
        ("{n} men took part", "{n} of them", "{n} dockers stayed away"),
    ),
}  # fmt: skip
PLACES, DAYS = ("in {p}", "near {p}", "at {p}"), ("on {d}", "that was on {d}", "the day was {d}")
SOMEBODY = ("the company", "the group", "a rival")
ASIDES = (
    "", "", "after months of rumours", "contrary to earlier reports", "as several papers had expected",
    "to the surprise of the trade", "at a time of falling prices", "in spite of warnings from the ministry",
    "behind closed doors", "a step that had long been planned", "as papers seen there show",
)  # fmt: skip
DENIED = ("it is not true that ", "it was never the case that ", "there is no proof that ", "it is a lie that ")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass
class Corpus:
    """The tables of a made-up corpus, and the planted group of each claim."""

    tables: dict[str, pd.DataFrame]
    groups: list[int]


@dataclass
class _Writer:
    """Rows in the making, claim by claim."""

    rng: random.Random
    rows: dict[str, list[dict]] = field(default_factory=lambda: {name: [] for name in TABLES})
    groups: list[int] = field(default_factory=list)

    def tell(self, matter: dict, group: int, article: str, denied: bool) -> None:
        """One claim: a wording of the matter, with its mentions, date and number."""
        at, slots = len(self.groups) * 1000, matter["words"]
        text = (self.rng.choice(DENIED) if denied else "") + self._wording(matter["kind"])
        if self.rng.random() < 1 / 7:
            text = text.replace(self.rng.choice(("{a}", "{b}")), self.rng.choice(SOMEBODY))
        if self.rng.random() < 1 / 7:
            slots = slots | {"{n}": str(self.rng.randint(11, 9999))}
        spots, out = [], ""
        while text:
            slot = next((s for s in slots if text.startswith(s)), "")
            if slot:
                spots.append((slot, len(out), slots[slot]))
            out, text = out + (slots[slot] if slot else text[0]), text[len(slot) or 1 :]
        span = {"article_id": article, "content_start": at, "content_end": at + len(out)}
        self.rows["claims"].append(
            {"claim_id": f"c{len(self.groups)}", "content": out, "content_spans": [[at, at + len(out)]], **span}
            | {"polarity": "denies" if denied else "asserts", "cue": "said", "source_id": "s", "via": []}
        )
        for slot, start, printed in spots:
            place = {"article_id": article, "text": printed, "start": at + start, "end": at + start + len(printed)}
            if slot in ("{a}", "{b}", "{p}"):
                self.rows["mentions"].append(place | {"entity_id": f"e-{printed}"})
            elif slot == "{d}":
                day = matter["day"].isoformat()
                self.rows["dates"].append(place | {"earliest": day, "latest": day, "timex_type": "DATE"})
            elif slot == "{n}":
                self.rows["quantities"].append(place | {"value": float(printed)})
        self.groups.append(group)

    def _wording(self, kind: str) -> str:
        """A core with one to three of its details and an aside, in any order."""
        cores, numbers = FRAMES[kind]
        details = self.rng.sample([self.rng.choice(d) for d in (numbers, PLACES, DAYS)], self.rng.choice((1, 2, 2, 3)))
        rest = [d for d in [*details, self.rng.choice(ASIDES)] if d]
        self.rng.shuffle(rest)
        return ", ".join([self.rng.choice(cores), *rest])


def corpus(n_claims: int, seed: int = 7) -> Corpus:
    """A corpus of about `n_claims` claims; the same for the same numbers, on every machine.

    Parameters
    ----------
    n_claims : int
    seed : int

    Returns
    -------
    Corpus
        Parties and places are fixed in number, as in a file of news on one subject: the more claims, the more of them
        share their names.
    """
    rng = random.Random(seed)
    names = sorted({"".join(rng.choices(SYLLABLES, k=3)).title() for _ in range(700)})
    rng.shuffle(names)
    firms, places = names[:400], names[400:480]
    writer, group = _Writer(rng), 0
    articles: dict[str, date] = {}
    while len(writer.groups) < n_claims:
        pair, towns = rng.sample(firms, 2), rng.sample(places, 3)
        kinds = [rng.choice(list(FRAMES))] * 2 + rng.sample(list(FRAMES), 1)  # a rival of the same kind, one of another
        for kind, day, place in zip(kinds, _days_apart(rng, len(kinds)), towns, strict=True):
            words = {"{a}": pair[0], "{b}": pair[1], "{p}": place, "{n}": str(rng.randint(11, 9999))}
            words["{d}"] = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
            matter = {"kind": kind, "words": words, "day": day}
            tellings = rng.choice((1, 1, 1, 2, 3, 4, 7))
            denied = tellings > 1 and rng.random() < 0.5
            for telling in range(tellings):
                article = f"a{group}-{telling}"
                articles[article] = day + timedelta(days=rng.randint(1, 20))
                writer.tell(matter, group, article, denied and telling == 0)
            group += 1
    writer.rows["articles"] = [
        {
            "article_id": a,
            "outlet": f"Outlet {n % 40}",
            "published_earliest": d.isoformat(),
            "published_latest": d.isoformat(),
        }
        for n, (a, d) in enumerate(articles.items())
    ]
    writer.rows["sources"] = [{"source_id": "s", "name": "", "source_type": "unknown"}]
    return Corpus({name: frame(name, rows) for name, rows in writer.rows.items()}, writer.groups)


def _days_apart(rng: random.Random, n: int) -> list[date]:
    """Days of one year, at least a month apart."""
    months = rng.sample(range(0, 12, 2), n)
    return [date(2020 + rng.randint(0, 4), month + 1, rng.randint(1, 28)) for month in months]


def pair_scores(planted: list[int], found: list) -> tuple[float, float]:
    """Recall and precision over pairs of claims that are in one group."""
    together = pd.DataFrame({"planted": planted, "found": found})

    def pairs(columns: list[str]) -> int:
        sizes = together.groupby(columns).size()
        return int((sizes * (sizes - 1) // 2).sum())

    right = pairs(["planted", "found"])
    return right / max(1, pairs(["planted"])), right / max(1, pairs(["found"]))
