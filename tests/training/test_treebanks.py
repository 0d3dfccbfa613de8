"""How the treebanks are read, named, varied and turned into training texts."""

import random

import pytest
from spacy.vocab import Vocab

from training.augment import vary
from training.conllu import Sentence, Word, read_paragraphs
from training.convert import no_names, to_doc
from training.entities import marked_names, name_spans
from training.names import certain_names, read_names, swap_names

CONLLU = """\
# newdoc id = invented
# sent_id = 1
# newpar
# text = She didn't see “Ana Mott”.
1\tShe\tshe\tPRON\tPRP\tCase=Nom|Person=3\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tTense=Past\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tsee\tsee\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_
4.1\tnothing\tnothing\tPRON\tNN\t_\t_\t_\t_\t_
5\t“\t"\tPUNCT\t``\t_\t6\tpunct\t_\tSpaceAfter=No
6\tAna\tAna\tPROPN\tNNP\tNumber=Sing|Typo=Yes\t4\tobj\t_\tEntity=(1-person-new-nnnnn-cf1-1-sgl-Ana_Mott
7\tMott\tMott\tPROPN\tNNP\tNumber=Sing\t6\tflat\t_\tEntity=1)|SpaceAfter=No
8\t”\t"\tPUNCT\t''\t_\t6\tpunct\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = 2
# text = Gone.
1\tGone\tgo\tVERB\tVBN\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_

# sent_id = 3
# newpar
# text = Next
1\tNext\tnext\tADV\tRB\t_\t0\troot\t_\t_

"""


@pytest.fixture
def paragraphs(tmp_path):
    path = tmp_path / "x-train.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return list(read_paragraphs(path))


def sentence_of(*words):
    """Build words from (form, xpos, head, entity); all of them proper nouns where the tag says so."""
    return [Word(form, form, "X", xpos, "", head, "dep", entity) for form, xpos, head, entity in words]


def test_paragraphs_hold_their_sentences(paragraphs):
    assert [len(sentences) for sentences in paragraphs] == [2, 1]


def test_text_is_rebuilt_with_its_spaces(paragraphs):
    assert to_doc(Vocab(), paragraphs[0], no_names).text == "She didn't see “Ana Mott”. Gone. "


def test_trees_and_names_survive(paragraphs):
    doc = to_doc(Vocab(), paragraphs[0], marked_names)
    assert [sent.root.text for sent in doc.sents] == ["see", "Gone"]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Ana Mott", "PERSON")]
    assert doc[2].lemma_ == "not" and str(doc[5].morph) == "Number=Sing"


def test_names_nobody_marked_are_missing_not_outside(paragraphs):
    doc = to_doc(Vocab(), paragraphs[0], no_names)
    assert {token.ent_iob for token in doc} == {0}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            [
                ("the", "DT", 1, "(1-organization-x-x-x-1-x"),
                ("Ministry", "NNP", 9, ""),
                ("of", "IN", 3, ""),
                ("Tides", "NNP", 1, "1)"),
            ],
            [(1, 4, "ORG")],
            id="article left out, of inside",
        ),
        pytest.param(
            [
                ("Mayor", "NNP", 1, "(1-person-x-x-x-1-x"),
                ("Okri", "NNP", 9, ""),
                ("of", "IN", 3, ""),
                ("Lund", "NNP", 1, "(2-place-x-x-x-1-x)1)"),
            ],
            [(1, 2, "PERSON"), (3, 4, "GPE")],
            id="title left out, place inside a person's mention kept",
        ),
        pytest.param(
            [("The", "DT", 1, "(1-person-x-x-x-1-x"), ("President", "NNP", 9, "1)")], [], id="a title alone is no name"
        ),
        pytest.param(
            [("my", "PRP$", 1, "(1-person-x-x-x-1-x"), ("aunt", "NN", 9, "1)")], [], id="a common noun is no name"
        ),
        pytest.param([("May", "NNP", 9, "(1-time-x-x-x-1-x)")], [], id="other kinds are no names"),
        pytest.param([("Muslims", "NNPS", 9, "(1-person-x-x-x-1-x)")], [], id="peoples are no persons"),
    ],
)
def test_names_are_cut_out_of_mentions(words, expected):
    assert name_spans(sentence_of(*words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([("Kyiv", "NNP"), ("fell", "VBD")], ["B-GPE", "O"]),
        ([("on", "IN"), ("Monday", "NNP")], ["O", "O"]),
        ([("Zorbix", "NNP"), ("said", "VBD")], [None, "O"]),
        ([("Bank", "NNP"), ("of", "IN"), ("Zorb", "NNP")], [None, None, None]),
        ([("Bank", "NNP"), ("of", "IN"), ("England", "NNP")], ["B-ORG", "I-ORG", "I-ORG"]),
        ([("Anna", "NNP"), ("Zorb", "NNP")], ["B-PERSON", "I-PERSON"]),
    ],
)
def test_only_certain_names_are_marked(words, expected):
    assert certain_names(sentence_of(*((form, xpos, 0, "") for form, xpos in words))) == expected


def test_no_name_is_certain_twice_over():
    names = read_names()
    assert ("Georgia",) in names.certain and ("Jordan",) in names.certain
    assert not {name for (name, *rest), label in names.certain.items() if label != "PERSON" and not rest} & set(
        names.first
    )


def test_swapped_names_keep_label_and_length():
    words = sentence_of(("Ana", "NNP", 9, "(1-person-x-x-x-1-x"), ("Mott", "NNP", 0, "1)"), ("left", "VBD", 2, ""))
    swapped = [swap_names(Sentence(words), random.Random(seed)).words for seed in range(20)]
    assert {len(other) for other in swapped} == {3}
    assert len({other[1].form for other in swapped}) > 3
    assert all(marked_names(other) == ["B-PERSON", "I-PERSON", "O"] for other in swapped)


def test_copies_differ_in_words_but_not_in_trees(paragraphs):
    copies = list(vary(paragraphs[0], frozenset({"mott"}), random.Random(1), swap=False))
    assert copies[0] == paragraphs[0]
    sentences = [sentence for copy in copies for sentence in copy if len(sentence.words) == 9]
    assert {tuple((word.head, word.relation, word.xpos) for word in sentence.words) for sentence in sentences} == {
        tuple((word.head, word.relation, word.xpos) for word in paragraphs[0][0].words)
    }
    assert len({tuple(word.form for word in sentence.words) for sentence in sentences}) > 1


def test_copies_are_the_same_from_the_same_seed(paragraphs):
    rare = frozenset({"mott", "gone"})
    assert list(vary(paragraphs[0], rare, random.Random(7), swap=True)) == list(
        vary(paragraphs[0], rare, random.Random(7), swap=True)
    )
