"""Random edits of texts, random corrections, undos and rebuilds: none is lost, none is put to a wrong sentence."""

import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from helpers.review import corrections as review
from tests.review.synthetic import SyntheticCase

WHO = st.sampled_from(["Sol", "Maas", "Brink"])
WHAT = st.sampled_from(["the cranes arrive", "nobody was asked at the pier", "it was denied by all of them"])
WHEN = st.sampled_from([" on Monday", " on Friday", ""])
SAID = st.builds(lambda a, b, c: f"{a} said {b}{c}.", WHO, WHAT, WHEN)
PLAIN = st.sampled_from(["The tide was out.", "Nothing moved on Friday.", "The port lay still on Monday and the lights were off."])
SENTENCE = SAID | PLAIN
AUTHOR = st.sampled_from(["A", "B"])


class Desk(RuleBasedStateMachine):
    """Lines have identities that the corrections cannot see; the invariants can."""

    @initialize(first=st.lists(SENTENCE, min_size=4, max_size=7), second=st.lists(SENTENCE, min_size=1, max_size=3))
    def start(self, first, second):
        self.n, self.was = 0, {}  # line -> the words that it had, one time or another
        self.lines = {"a.txt": [self.line(s) for s in first], "b.txt": [self.line(s) for s in second]}
        self.meant = {}  # correction -> (file, identity, sentence, table)
        self.undone, self.written = {}, []
        self.temporary = tempfile.TemporaryDirectory()
        self.case = SyntheticCase(Path(self.temporary.name), self.texts())

    def line(self, text):
        self.n += 1
        self.was[self.n] = {text.rstrip(".!")}
        return (self.n, text)

    def texts(self):
        return {file: "\n".join(text for _, text in lines) for file, lines in self.lines.items()}

    def line_at(self, row):
        article = self.case.article(row["article_id"])
        at = row["start"] if "start" in row else row["cue_start"]
        return article.file, self.lines[article.file][article.text.count("\n", 0, int(at))]

    @rule(data=st.data(), text=SENTENCE)
    def insert(self, data, text):
        lines = self.lines[data.draw(st.sampled_from(["a.txt", "b.txt"]))]
        lines.insert(data.draw(st.integers(0, len(lines))), self.line(text))
        self.case.rewrite(self.texts())

    @rule(data=st.data())
    def delete(self, data):
        lines = self.lines["a.txt"]
        if len(lines) > 2:
            del lines[data.draw(st.integers(0, len(lines) - 1))]
        self.case.rewrite(self.texts())

    @rule(data=st.data(), more=st.sampled_from([" as planned.", " at last.", "!"]))
    def reword(self, data, more):
        lines = self.lines["a.txt"]
        i = data.draw(st.integers(0, len(lines) - 1))
        lines[i] = (lines[i][0], lines[i][1].rstrip(".!") + more)
        self.was[lines[i][0]].add(lines[i][1].rstrip(".!"))
        self.case.rewrite(self.texts())

    @rule(data=st.data(), author=AUTHOR, act=st.sampled_from(["confirm", "reject", "edit"]))
    def correct(self, data, author, act):
        table = data.draw(st.sampled_from(["claims", "dates"]))
        rows = self.case.reviewed[table]
        if rows.empty:
            return
        row = rows.iloc[data.draw(st.integers(0, len(rows) - 1))]
        field, value = ("hedged", "true") if table == "claims" else ("warning", "look")
        more = (field, value) if act == "edit" else ()
        made = getattr(review, act)(self.case, row[rows.columns[0]], *more, author=author)
        file, (identity, text) = self.line_at(row)
        self.meant[made] = (file, identity, text, table)
        self.written.append(made)

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def undo(self, data):
        target = data.draw(st.sampled_from(self.written))
        self.written.append(review.undo(self.case, target, author="A"))

    @rule()
    def rebuild(self):
        self.case.rewrite(self.texts())

    @invariant()
    def every_correction_is_listed_once_in_order(self):
        told = self.case.corrections
        assert told["correction_id"].tolist() == self.written
        assert not told["outcome"].isin(["invalid", "torn"]).any()
        assert (told.loc[told["outcome"] == "orphan", "detail"] != "").all()

    @invariant()
    def none_is_at_a_wrong_sentence(self):
        for told in self.case.corrections.itertuples():
            if told.outcome == "applied" and told.action != "undo":
                file, identity, text, table = self.meant[told.correction_id]
                rows = self.case.reviewed[table]
                now = self.line_at(rows[rows[rows.columns[0]] == told.row_id].iloc[0])
                twin = text.rstrip(".!") in self.was[now[1][0]]  # word for word the same line: nobody could tell
                assert now[0] == file and (now[1][0] == identity or twin), (text, now)

    @invariant()
    def whatever_was_marked_was_meant(self):
        told = self.case.corrections
        marked = sum((self.case.reviewed[t]["status"] != "machine_only").sum() for t in ("claims", "dates"))
        assert marked == len(set(told.loc[(told["outcome"] == "applied") & (told["action"] != "undo"), "row_id"]))

    @invariant()
    def none_is_an_orphan_while_its_sentence_stands_where_it_stood(self):
        for told in self.case.corrections.itertuples():
            if told.outcome == "orphan":
                file, identity, text, _ = self.meant[told.correction_id]
                everything = [line for line in self.lines[file] if line[1] == text]
                unique = len(everything) == 1 and everything[0][0] == identity
                assert not unique or len(text.split()) < 6 or self.was_a_twin(told.correction_id), text

    def was_a_twin(self, correction_id):
        from helpers.review.log import read_corrections

        return next(c for c in read_corrections(self.case.folder).corrections if c["correction_id"] == correction_id)["copies"] != "1"

    def teardown(self):
        if hasattr(self, "temporary"):
            self.temporary.cleanup()


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=15, stateful_step_count=20, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=list(HealthCheck))
