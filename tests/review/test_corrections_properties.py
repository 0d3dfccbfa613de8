"""Random edits of texts, random corrections, undos and rebuilds: none is lost, none is put to a wrong sentence.

The lines of the texts have identities that the corrections cannot see and the invariants can. Two lines with the same
words beside the same lines are told apart by nobody; everywhere else a correction is at its own line, or laid aside.
"""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from helpers.review import corrections as review
from helpers.review.fields import FieldError
from helpers.review.finder import Finder
from helpers.review.log import NAME, read_corrections
from tests.review.synthetic import SyntheticCase

EXAMPLES = 30  # of up to STEPS steps each, in the quick run; the long profile has its own number
STEPS = 20
LONG = settings.default.max_examples > 100  # `pytest --hypothesis-profile long`

NAMES = ("Sol", "Maas", "Brink")
WHAT = ("the cranes arrive", "nobody was asked at the pier", "it was denied by all of them")
WHEN = (" on Monday", " on Friday", " on Sunday", "")
SAID = st.builds(lambda a, b, c: f"{a} said {b}{c}.", *map(st.sampled_from, (NAMES, WHAT, WHEN)))
PLAIN = st.sampled_from(
    [
        "The tide was out.",
        "Nothing moved on Friday.",
        "The port lay still on Monday and the lights were off.",
        "Between one Monday and the next Monday the gate at the pier stayed shut.",
    ]
)
SENTENCE = SAID | PLAIN
AUTHOR = st.sampled_from(["A", "B"])
FILES = ("a.txt", "b.txt")
WEAK = [
    (".", " as planned."),
    (".", " at last."),
    (".", "!"),
    (" the ", " the new "),
    ("was", "had been"),
]  # the same statement, edited
STRONG = [
    ("Sol", "Maas"),
    ("Maas", "Sol"),
    ("Monday", "Friday"),
    ("was", "was not"),
    ("arrive", "never arrive"),
]  # another statement
EDITS = {
    "claims": [("hedged", "true"), ("polarity", "denies"), ("polarity", "warns")],
    "dates": [("warning", "look"), ("warning", "")],
}


@dataclass
class Meant:
    """What a correction was made for, and the text around it at that time."""

    table: str
    action: str
    file: str
    line: int
    words: str
    nth: int  # which of the line's rows
    beside: tuple[str, str]  # words of the lines before and after
    copies: int  # how many lines of the file made this statement
    texts: dict[str, str]
    change: tuple[str, str] = ("", "")


def bare(text):
    return text.rstrip(".!")


def core(text):
    """A statement without what `reword` does to it."""
    for old, new in reversed(WEAK):
        text = text.replace(new.rstrip(".!"), old.rstrip(".!"))
    return bare(text)


class Reviews(RuleBasedStateMachine):
    """Two articles made of lines, and people who correct the rows made of them."""

    @initialize(first=st.lists(SENTENCE, min_size=4, max_size=7), second=st.lists(SENTENCE, min_size=1, max_size=3))
    def start(self, first, second):
        self.n, self.had = 0, {}  # line -> the words that it has had, one time or another
        self.lines = {
            file: [self.line(s) for s in sentences] for file, sentences in zip(FILES, (first, second), strict=True)
        }
        self.meant, self.written, self.bytes = {}, [], b""
        self.temporary = tempfile.TemporaryDirectory()
        self.case = SyntheticCase(Path(self.temporary.name), self.texts())

    def line(self, text):
        self.n += 1
        self.had[self.n] = {bare(text)}
        return (self.n, text)

    def texts(self):
        return {file: "\n".join(text for _, text in lines) for file, lines in self.lines.items()}

    def rewrite(self):
        self.case.rewrite(self.texts())

    # what is true of a row

    def at(self, table, row):
        """File and place of the line that a row stands in, and which of the line's rows it is."""
        article = self.case.article(row["article_id"])
        data = self.case.reviewed[table]
        column = "cue_start" if table == "claims" else "start"
        here = data[(data["article_id"] == row["article_id"]) & (data["origin"] == "machine")]
        i = article.text.count("\n", 0, int(row[column]))
        same = [
            r for r, s in zip(here.iloc[:, 0], here[column], strict=True) if article.text.count("\n", 0, int(s)) == i
        ]
        return article.file, i, same.index(row.iloc[0]) if row.iloc[0] in same else -1

    def beside(self, file, i):
        told = [bare(text) for _, text in self.lines[file] if text]
        at = sum(bool(text) for _, text in self.lines[file][:i])
        return (told[at - 1] if at else "", told[at + 1] if at + 1 < len(told) else "")

    def mean(self, made, table, action, row, change=("", "")):
        file, i, nth = self.at(table, row)
        line, text = self.lines[file][i]
        copies = sum(core(t) == core(text) for _, t in self.lines[file])
        self.meant[made] = Meant(
            table, action, file, line, bare(text), nth, self.beside(file, i), copies, self.texts(), change
        )
        self.written.append(made)

    def row_of(self, told):
        rows = self.case.reviewed[told.table]
        return rows[rows.iloc[:, 0] == told.row_id].iloc[0]

    # what people do to the texts

    @rule(data=st.data(), text=SENTENCE | st.just(""), file=st.sampled_from(FILES))
    def insert(self, data, text, file):
        lines = self.lines[file]
        lines.insert(data.draw(st.integers(0, len(lines)), label="at"), self.line(text))
        self.rewrite()

    @rule(data=st.data(), file=st.sampled_from(FILES))
    def delete(self, data, file):
        if len(lines := self.lines[file]) > 1:
            del lines[data.draw(st.integers(0, len(lines) - 1), label="at")]
            self.rewrite()

    @rule(data=st.data(), file=st.sampled_from(FILES))
    def move(self, data, file):
        lines = self.lines[file]
        here = lines.pop(data.draw(st.integers(0, len(lines) - 1), label="from"))
        lines.insert(data.draw(st.integers(0, len(lines)), label="to"), here)
        self.rewrite()

    @rule(data=st.data(), file=st.sampled_from(FILES), change=st.sampled_from(WEAK))
    def reword(self, data, file, change):
        lines = self.lines[file]
        i = data.draw(st.integers(0, len(lines) - 1), label="line")
        line, text = lines[i]
        if len(text) < 90:
            lines[i] = (line, text.replace(*change, 1))
            self.had[line].add(bare(lines[i][1]))
            self.rewrite()

    @rule(data=st.data(), file=st.sampled_from(FILES), change=st.sampled_from(STRONG))
    def restate(self, data, file, change):
        lines = self.lines[file]
        i = data.draw(st.integers(0, len(lines) - 1), label="line")
        if change[0] in lines[i][1] and "not" not in lines[i][1]:
            lines[i] = self.line(lines[i][1].replace(*change, 1))
            self.rewrite()

    @rule()
    def rebuild(self):
        before = {name: data.copy() for name, data in self.case.reviewed.items()}
        self.rewrite()
        assert all(data.equals(before[name]) for name, data in self.case.reviewed.items())

    # what people do to the rows

    @rule(
        data=st.data(),
        author=AUTHOR,
        act=st.sampled_from(["confirm", "reject", "edit"]),
        table=st.sampled_from(list(EDITS)),
    )
    def correct(self, data, author, act, table):
        rows = self.case.reviewed[table]
        rows = rows[rows["origin"] == "machine"]
        if len(rows):
            row = rows.iloc[data.draw(st.integers(0, len(rows) - 1), label="row")]
            change = data.draw(st.sampled_from(EDITS[table])) if act == "edit" else ("", "")
            more = change if act == "edit" else ()
            self.mean(getattr(review, act)(self.case, row.iloc[0], *more, author=author), table, act, row, change)

    @rule(data=st.data(), file=st.sampled_from(FILES))
    def add(self, data, file):
        i = data.draw(st.integers(0, len(self.lines[file]) - 1), label="line")
        words = bare(self.lines[file][i][1])
        article = next(a for a in self.case.all if a.file == file)
        try:
            made = review.add(self.case, "events", article.article_id, words, author="A")
        except FieldError:
            assert not words or len(re.findall(rf"\b{re.escape(words)}\b", article.text)) != 1
            return
        self.mean(made, "events", "add", self.case.events[self.case.events["event_id"] == made].iloc[0])

    @rule(data=st.data(), name=st.sampled_from([*NAMES, "Somebody"]))
    def split(self, data, name):
        if len(rows := self.case.claims):
            row = rows.iloc[data.draw(st.integers(0, len(rows) - 1), label="row")]
            self.mean(review.split(self.case, row["claim_id"], name, author="B"), "claims", "split", row)

    @rule(data=st.data())
    def merge(self, data):
        ids = self.case.sources["source_id"].tolist()
        if len(ids) > 1:
            away, into = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True), label="sources")
            self.written.append(review.merge(self.case, away, into, author="A"))

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def undo(self, data):
        self.written.append(
            review.undo(self.case, data.draw(st.sampled_from(self.written), label="taken back"), author="A")
        )

    # what has to hold whatever they do

    @invariant()
    def every_correction_is_kept_in_order_and_only_ever_added_to(self):
        path = self.case.folder / NAME
        now = path.read_bytes() if path.is_file() else b""
        assert now.startswith(self.bytes)
        self.bytes = now
        assert [c["correction_id"] for c in read_corrections(self.case.folder).corrections] == self.written

    @invariant()
    def every_correction_is_listed_once_with_what_became_of_it(self):
        told = self.case.corrections
        assert told["correction_id"].tolist() == self.written
        assert set(told["outcome"]) <= {"applied", "undone", "superseded", "orphan"}
        assert (told.loc[told["outcome"] != "applied", "detail"] != "").all()

    @invariant()
    def none_is_at_a_wrong_sentence(self):
        for told in self.case.corrections.itertuples():
            meant = self.meant.get(told.correction_id)
            if meant and told.outcome in ("applied", "superseded"):
                row = self.row_of(told) if meant.action != "split" else self.claim_of_the_split(told)
                file, i, nth = self.at(meant.table, row)
                line, text = self.lines[file][i]
                assert file == meant.file and nth == meant.nth
                assert line == meant.line or self.nobody_could_tell(meant, file, i), (meant, text)

    def claim_of_the_split(self, told):
        """The claim that a split was carried out on; the listing names its source only."""
        written = read_corrections(self.case.folder).corrections
        line = next(c for c in written if c["correction_id"] == told.correction_id)
        return self.case.claims.iloc[Finder(self.case.machine, self.case.all).find(line)]

    def nobody_could_tell(self, meant, file, i):
        """Whether the line at `i` may as well be the one that was meant: the same words, in as good a place."""
        line, _ = self.lines[file][i]
        if meant.words not in self.had[line]:
            return False
        own = next((k for k, (n, _) in enumerate(self.lines[file]) if n == meant.line), None)
        kept = self.kept(meant, file, i)
        if own is not None and bare(self.lines[file][own][1]) == meant.words:
            return kept >= self.kept(meant, file, own)
        return kept > 0 or meant.copies == 1

    def kept(self, meant, file, i):
        """How many of the neighbours at that time are beside the line now."""
        return sum(a == b for a, b in zip(meant.beside, self.beside(file, i), strict=True))

    @invariant()
    def none_is_laid_aside_while_its_sentence_stands_where_it_stood(self):
        for told in self.case.corrections.itertuples():
            meant = self.meant.get(told.correction_id)
            if meant and told.outcome == "orphan":
                alike = [i for i, (_, text) in enumerate(self.lines[meant.file]) if core(text) == core(meant.words)]
                same = [i for i in alike if bare(self.lines[meant.file][i][1]) == meant.words]
                kept = any(map(self.beside_the_same, [meant] * len(same), same))
                assert self.texts()[meant.file] != meant.texts[meant.file], told
                alone = len(alike) == len(same) == meant.copies == 1
                assert not (alone and (kept or len(meant.words.split()) >= 6)), (told, meant)

    def beside_the_same(self, meant, i):
        """Whether a sentence long enough to tell stands beside the line, as it did."""
        return any(
            a == b and len(a.split()) >= 6 for a, b in zip(meant.beside, self.beside(meant.file, i), strict=True)
        )

    @invariant()
    def rows_say_what_was_said_of_them_last(self):
        told = self.case.corrections
        told = told[
            told["outcome"].isin(["applied", "superseded"]) & told["action"].isin(["confirm", "reject", "edit"])
        ]
        for table, edits in EDITS.items():
            said = {
                row_id: list(group.itertuples()) for row_id, group in told[told["table"] == table].groupby("row_id")
            }
            for row in self.case.reviewed[table].to_dict("records"):
                mine = said.get(next(iter(row.values())), [])
                for field, _ in edits:
                    values = [t.value for t in mine if t.field == field]
                    expected = (
                        values[-1] if values else {"hedged": "false", "polarity": "asserts", "warning": ""}[field]
                    )
                    assert str(row[field]).lower() == expected
                verdicts = [t.action for t in mine if t.action != "edit"]
                edited = any(t.action == "edit" for t in mine)
                if not mine:
                    assert row["status"] in ("machine_only", "edited")  # a split edits its claim too
                elif verdicts and verdicts[-1] == "reject":
                    assert row["status"] == "rejected"
                elif edited:
                    assert row["status"] == "edited"

    @invariant()
    def claims_have_sources_that_are_there(self):
        sources = self.case.sources.set_index("source_id")
        assert sources.index.is_unique
        for claim in self.case.claims.to_dict("records"):
            assert sources.loc[claim["source_id"], "name"] == claim["source_name"]

    def teardown(self):
        """With the text of its time back, each correction that nobody took back is in force again."""
        if not hasattr(self, "temporary"):
            return
        for made, meant in self.meant.items():
            self.case.rewrite(meant.texts)
            told = self.case.corrections.set_index("correction_id").loc[made]
            assert told["outcome"] != "orphan", (told["detail"], meant)
        self.temporary.cleanup()


TestReviews = Reviews.TestCase
TestReviews.settings = settings(
    max_examples=settings.default.max_examples if LONG else EXAMPLES, stateful_step_count=STEPS
)
