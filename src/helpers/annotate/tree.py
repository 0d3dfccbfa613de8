"""A Doc as plain lists: what the constructions look at, looked up once and without a Python object a token."""

from __future__ import annotations

from copy import copy

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LOWER, ORTH, SENT_START, TAG
from spacy.tokens import Doc

from helpers.annotate.quotes import paragraphs
from helpers.annotate.records import CharSpan, Quote

SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer", "csubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass", "nsubjpass", "csubjpass"})
ALL_SUBJECTS = SUBJECTS | PASSIVE_SUBJECTS | {"expl"}
OBJECTS = frozenset({"obj", "dobj"})
HEARERS = frozenset({"iobj", "dative"})
CLAUSES = frozenset({"ccomp"})
AUXILIARIES = frozenset({"aux", "aux:pass", "auxpass", "cop"})
PASSIVE_AUX = frozenset({"aux:pass", "auxpass"})
RELATIVES = frozenset({"acl:relcl", "relcl"})
OPEN_CLAUSES = frozenset({"xcomp", "advcl", "acl", "pcomp"})
TERMINAL = frozenset(".?!…") | {"...", "!!", "??", "?!"}
CLOSERS = frozenset({'"', "”", "''", "’", "'", ")", "]", "»", "“", "``"})
COMMAS = frozenset({",", "--", "—", "–", "―", ";"})
DASHES = frozenset({"--", "—", "–", "―", "-"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OPENERS = frozenset({"“", '"', "``", "''", "‘"})
MARKUP = "*_`#\\"  # left in the text, and not parsed
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "cannot"})


class Tree:
    """Words, tags, heads, edges, sentences, paragraphs and quotations of one Doc, as lists by token.

    Sentences are the parser's, but a border counts only after a mark that ends one, or at a paragraph's start.
    Tokens of blanks belong to no edge.
    """

    def __init__(self, doc: Doc, quotes: list[Quote]) -> None:
        self.doc, self.quotes, self.n = doc, quotes, len(doc)
        columns = doc.to_array([LOWER, ORTH, TAG, DEP, HEAD, IDX, SENT_START]).astype(np.int64).T.tolist()
        strings = {0: ""} | {k: doc.vocab.strings[k] for k in {k % 2**64 for c in columns[:4] for k in c} if k}
        self.word, self.form, self.tag, self.dep = ([strings[k % 2**64] for k in column] for column in columns[:4])
        self.head = [i + offset for i, offset in enumerate(columns[4])]
        self.start = columns[5]
        self.end = [i + len(w) for i, w in zip(self.start, self.form, strict=True)]
        self.space = [w.isspace() or (not t and not w.strip(MARKUP)) for w, t in zip(self.form, self.tag, strict=True)]
        self.finite = [t in FINITE for t in self.tag]
        self.comma = [w in COMMAS or (w == "-" and self._spaced(i)) for i, w in enumerate(self.word)]
        self.voice: dict[int, tuple[int, tuple[int, int]]] = {}  # who says it, where the parser cannot know
        self.window: tuple[int, int] | None = None  # the quotation that is looked at, without its marks
        self.naming: set[int] = set()  # verbs that only tell who it is ("people who know the matter")
        self._edges()
        self._paragraphs(paragraphs(doc))
        self.title = self._titles()
        self._sentences([mark == 1 for mark in columns[6]])
        self.quote = self._outer_quotes()

    def _spaced(self, i: int) -> bool:
        """Whether a blank stands on both sides of a token, so that a hyphen is a dash."""
        before = i == 0 or self.end[i - 1] < self.start[i] or self.space[i - 1]
        return before and (i + 1 == self.n or self.end[i] < self.start[i + 1] or self.space[i + 1])

    def rehang(self, heads: dict[int, int]) -> None:
        """Give tokens another head and look the edges up anew."""
        if heads:
            for token, head in heads.items():
                self.head[token] = head
            self._edges()

    def _edges(self) -> None:
        n = self.n
        self.kids: list[list[int]] = [[] for _ in range(n)]
        self.left, self.right = list(range(n)), list(range(n))
        for i in range(n):
            if self.space[i]:
                continue
            at, up = i, self.head[i]
            if up != i:
                self.kids[up].append(i)
            while up != at and not (self.left[up] <= i <= self.right[up]):
                self.left[up], self.right[up] = min(self.left[up], i), max(self.right[up], i)
                at, up = up, self.head[up]

    def _paragraphs(self, spans: list[CharSpan]) -> None:
        """`paragraph[i]` is the number of the paragraph of token i; `ends[i]`, `begins[i]` bound it in tokens."""
        self.paragraph, k = [0] * self.n, 0
        self.bounds: list[tuple[int, int]] = []
        i = 0
        for k, (start, end) in enumerate(spans):
            while i < self.n and self.end[i] <= start:
                self.paragraph[i] = max(0, k - 1)
                i += 1
            first = i
            while i < self.n and self.start[i] < end:
                self.paragraph[i] = k
                i += 1
            self.bounds.append((first, i))
        while i < self.n:
            self.paragraph[i] = max(0, len(spans) - 1)
            i += 1

    def _titles(self) -> list[bool]:
        """For each paragraph whether it is a headline or subhead, or opens the text without a mark of sentence end."""
        article, out = self.doc._.article, []
        for k, (first, last) in enumerate(self.bounds):
            while last > first and self.space[last - 1]:
                last -= 1
            marked = (
                article is not None and first < last and article.kind_at(self.start[first]) in {"headline", "subhead"}
            )
            out.append(
                last > first and (marked or k == 0) and last - first < 30 and self.word[last - 1] not in TERMINAL
            )
        return out

    def _sentences(self, starts: list[bool]) -> None:
        """`sentence[i]` numbers the sentences; `spans` holds their token bounds without blanks at the ends.

        A dateline ("LIMA, Peru (AP) —") is a sentence of its own.
        """
        self.sentence, self.spans = [0] * self.n, []
        first, last = None, -1  # of this sentence; the last token that is no blank
        dateline = -1
        for i in range(self.n):
            if not self.space[i]:
                new_paragraph = last < 0 or self.paragraph[i] != self.paragraph[last]
                if new_paragraph:
                    dateline = self._dateline_end(i)
                ended = last >= 0 and self._ends_sentence(last)
                if new_paragraph or last == dateline >= 0 or (ended and (starts[i] or self._must_start(last, i))):
                    if first is not None:
                        self.spans.append((first, last + 1))
                    first = i
                last = i
            self.sentence[i] = len(self.spans)
        if first is not None:
            self.spans.append((first, last + 1))

    def _must_start(self, last: int, i: int) -> bool:
        """Whether a sentence begins at i whatever the parser says: a full stop of its own before, a mark or a capital here."""
        if self.word[last] in CLOSERS and self.word[last - 1] == "." and self.form[i][0].isupper():
            return self.tag[i] in {"DT", "IN", "EX", "CC", "PRP$", "WRB"}  # no tag of saying
        return self.word[last] in TERMINAL and (self.word[i] in OPENERS or self.form[i][0].isupper())

    def _dateline_end(self, first: int) -> int:
        """The dash that ends a dateline at the beginning of a paragraph, or -1."""
        if not (self.form[first].isupper() and len(self.form[first]) > 2 and self.form[first].isalpha()):
            return -1
        for i in range(first + 1, min(first + 16, self.n)):
            if self.word[i] in DASHES and self.comma[i]:
                return i
            if self.finite[i] or self.word[i] == ":" or "\n" in self.form[i]:
                return -1
        return -1

    def _ends_sentence(self, i: int) -> bool:
        for _ in range(3):
            if self.word[i] in TERMINAL or self.word[i][-1] == ".":
                return True
            if self.word[i] not in CLOSERS or i == 0:
                return False
            i -= 1
        return False

    def _outer_quotes(self) -> list[int]:
        """For each token the index of the outermost quotation that holds it, or -1."""
        out = [-1] * self.n
        i = 0
        self.quote_tokens: dict[int, tuple[int, int]] = {}
        for k, quote in enumerate(self.quotes):
            if quote.kind == "nested":
                continue
            while i < self.n and self.end[i] <= quote.start:
                i += 1
            first = i
            while i < self.n and self.start[i] < quote.end:
                if not self.space[i]:
                    out[i] = k
                i += 1
            self.quote_tokens[k] = (first, i)
            if first < i and self.start[first] < quote.start:
                i = first
        return out

    def sentence_of(self, i: int) -> tuple[int, int]:
        """Token bounds of the sentence that holds token i, within the quotation that is looked at."""
        first, last = self.spans[self.sentence[i]]
        return (max(first, self.window[0]), min(last, self.window[1])) if self.window else (first, last)

    def within(self, k: int) -> Tree:
        """The text as quotation k holds it: its own marks are the borders of sentences and no marks of speech."""
        inner = copy(self)
        first, last = self.quote_tokens[k]
        inner.quote = [-1 if q == k else q for q in self.quote[:last]] + self.quote[last:]
        inner.quote_tokens = {j: bounds for j, bounds in self.quote_tokens.items() if j != k}
        closed = self.word[last - 1] in CLOSERS
        inner.window = first + (self.word[first] in OPENERS), last - closed
        return inner

    def before(self, i: int, low: int = 0) -> int:
        """The nearest token before i that is no blank, or -1."""
        i -= 1
        while i >= low and self.space[i]:
            i -= 1
        return i if i >= low else -1

    def after(self, i: int, high: int | None = None) -> int:
        """The nearest token from i on that is no blank, or -1."""
        high = self.n if high is None else high
        while i < high and self.space[i]:
            i += 1
        return i if i < high else -1

    def is_verb(self, i: int) -> bool:
        """Whether the tagger takes token i for a verb."""
        return self.tag[i].startswith("V")

    def has_negation(self, i: int) -> bool:
        """Whether a word of negation hangs on token i."""
        return any(self.word[k] in NEGATIONS and self.quote[k] == self.quote[i] for k in self.kids[i] if k < i + 2)

    def chars(self, first: int, last: int) -> CharSpan:
        """Character offsets of the tokens from `first` up to, not including, `last`."""
        return self.start[first], self.end[last - 1]
