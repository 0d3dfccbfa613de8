"""The component of dates and the dating of clauses, on a tokenised Doc and on a parsed one."""

from pathlib import Path

import pytest
import spacy

from helpers.annotate.dates import mark_dates
from helpers.annotate.dating import date_of
from helpers.annotate.pipeline import BUNDLED
from helpers.annotate.records import Claim
from helpers.read.articles import Article, Segment
from helpers.time.bounds import UNKNOWN, Bounds

DAY = Bounds("2024-06-06", "2024-06-06", "2024-06-06", "day", "metadata")


def article(text, published=DAY, segments=()):
    return Article("a", "a.txt", Path("a.txt"), "0", text, tuple(segments), published)


def dated(text, published=DAY, segments=(), nlp=None):
    doc = (nlp or spacy.blank("en"))(text)
    doc._.article = article(text, published, segments)
    return mark_dates(doc)


def when(doc, words):
    start = doc.text.index(words)
    return date_of(doc, start, start + len(words))


@pytest.fixture(scope="module")
def parser():
    if not (BUNDLED / "config.cfg").is_file():
        pytest.skip("needs the bundled pipeline")
    return spacy.load(BUNDLED)


def test_records_and_spans_agree():
    doc = dated("On May 3, 2024 it fell. The next morning he left.")
    assert [(d.text, d.timex_value, d.anchor) for d in doc._.dates] == [
        ("May 3, 2024", "2024-05-03", None),
        ("The next morning", "2024-05-04TMO", 0),
    ]
    assert [s.text for s in doc.spans["dates"]] == ["May 3, 2024", "The next morning"]
    assert all(doc.text[d.start : d.end] == d.text for d in doc._.dates)


def test_without_article_nothing_is_guessed():
    doc = mark_dates(spacy.blank("en")("He came last month."))
    (mention,) = doc._.dates
    assert (mention.timex_value, mention.bounds.known, mention.warning) == ("XXXX-XX", False, "no publication date")


def test_dates_of_comments_are_left_out_and_anchors_keep_their_place():
    text = "Posted May 1, 2020.\nOn May 3, 2024 it fell. Two days later he left.\nReply, May 9, 2024"
    marks = [0, text.index("On May"), text.index("Reply"), len(text)]
    kinds = ("comment", "body", "comment")
    doc = dated(text, segments=[Segment(a, b, k) for a, b, k in zip(marks, marks[1:], kinds, strict=False)])
    assert [(d.text, d.anchor) for d in doc._.dates] == [("May 3, 2024", None), ("Two days later", 0)]


def test_registered_under_its_name():
    nlp = spacy.blank("en")
    nlp.add_pipe("helpers_dates")
    assert [d.timex_value for d in nlp("It was in May 2023.")._.dates] == ["2023-05"]


@pytest.mark.parametrize(
    ("text", "verb", "edtf", "basis"),
    [
        ("On May 22 the office issued the notice.", "issued", "2024-05-22", "computed"),
        ("The office issued the notice on May 22, 2024.", "issued", "2024-05-22", "stated"),
        ("On May 22 he spoke. He also warned them.", "warned", "2024-05-22", "inferred"),
        ("Recently he warned them.", "warned", "../2024-06-06", "inferred"),
        ("He warned them.", "warned", "../2024-06-06", "inferred"),
        ("In 2014 he found it. He later told a reporter.", "told", "2014-01-01/2024-06-06", "inferred"),
        ("The law starts on July 1. He praised it.", "praised", "../2024-06-06", "inferred"),
    ],
)
def test_when_a_clause_happened(parser, text, verb, edtf, basis):
    for nlp in (None, parser):
        bounds = when(dated(text, nlp=nlp), verb)
        assert (bounds.edtf, bounds.basis) == (edtf, basis)


def test_the_date_of_what_is_said_is_not_the_date_of_saying(parser):
    doc = dated("On June 3 the minister said that prices fell in May.", nlp=parser)
    assert when(doc, "said").edtf == "2024-06-03"
    assert when(doc, "fell").edtf == "2024-05"


def test_without_publication_date_nothing_is_known():
    assert when(dated("He warned them.", UNKNOWN), "warned") == UNKNOWN


def test_the_same_speaker_goes_on_in_the_next_paragraph(parser):
    doc = dated("On June 3 Berg said no.\n\nOther people laughed.\n\nBerg added that it was over.", nlp=parser)
    text = doc.text
    cues = [(text.index(w), text.index(w) + len(w)) for w in ("said", "added")]
    doc._.claims = [Claim(None, cue, [(cue[1] + 1, cue[1] + 3)], source_name="Berg") for cue in cues]
    assert (when(doc, "added").edtf, when(doc, "added").basis) == ("2024-06-03", "inferred")


def test_five_articles_core_dates_of_the_key(shared):
    """Every core date of the two keyed articles is found, and nothing else; 9 in 10 intervals are exactly right."""
    import json

    from helpers.read.published import published_clues
    from helpers.read.segments import segment

    right = total = 0
    for key in sorted((shared / "benchmarks" / "seed-key").glob("gold_*.json")):
        gold = json.loads(key.read_text(encoding="utf-8"))
        text = (shared / "articles" / Path(gold["file"]).name).read_bytes().decode()
        segments = segment(text, title="")
        doc = dated(text, published_clues(text, segments, {})[0], segments)
        free = list(doc._.dates)
        for g in gold["dates"]:
            hit = next((d for d in free if d.start < g["span"]["end"] and d.end > g["span"]["start"]), None)
            assert hit or g["tier"] == "borderline", f"missed {g['span']['text']}"
            if hit:
                free.remove(hit)
            if hit and g["tier"] == "core" and g["text_only_resolvable"]:
                fair = [f"{g['start'] or ''}/{g['end'] or ''}", *(g.get("accept") or {}).get("date", [])]
                total += 1
                right += f"{hit.bounds.earliest}/{hit.bounds.latest}" in fair
        assert not free, f"false: {[d.text for d in free]}"
    assert right >= 0.9 * total


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        (
            "Carla Dunn recently told the Bell that the yard lost its permit in March of this year.",
            ("2024-03-01", "2024-06-05"),
        ),
        (
            "Carla Dunn recently told the Bell that she left the yard in 2019. She said it closed in April 2024.",
            ("2024-04-01", "2024-06-05"),
        ),
        ("Carla Dunn recently told the Bell that the yard would close in March of this year.", ("", "2024-06-05")),
        ("Carla Dunn recently told the Bell that the yard was full. It closed in April 2024.", ("", "2024-06-05")),
        (
            "Carla Dunn recently told the Bell that the yard lost its permit in March of this year. "
            "On January 8 Dunn told the Bell that it was safe.",
            ("", "2024-06-05"),
        ),
        (
            "The Ministry of Trade recently said that the yard lost its permit in March of this year.",
            ("", "2024-06-05"),
        ),
    ],
)
def test_a_recent_saying_comes_no_earlier_than_what_it_tells_as_past(told, text, bounds):
    doc = told(text)
    recently = next(d for d in doc._.dates if d.text == "recently")
    assert (recently.bounds.earliest, recently.bounds.latest) == bounds
    assert recently.anchor is None or doc._.dates[recently.anchor].bounds.earliest == bounds[0]
