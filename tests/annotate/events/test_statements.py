"""Acts of speaking: one row for each, dated, with its venue."""


def statements(doc):
    return [e for e in doc._.events if e.kind == "statement"]


def test_one_act_however_many_sentences(told):
    text = (
        "The mayor of Holm spoke about the harbour.\n\n"
        "Mayor Ana Kovak said on Monday (June 3) that the cranes were too old. “We need new ones,” she said. "
        "She added that the port would pay."
    )
    acts = [e for e in statements(told(text)) if "Kovak" in e.actor]
    assert len(acts) == 1
    assert acts[0].bounds.edtf == "2024-06-03"


def test_other_day_is_another_act(told):
    text = (
        "The cranes of Holm are old.\n\nOn May 2, Ana Kovak said that the cranes were safe.\n\n"
        "On May 20, Ana Kovak said that the cranes were dangerous."
    )
    acts = [e for e in statements(told(text)) if "Kovak" in e.actor]
    assert [e.bounds.edtf for e in acts] == ["2024-05-02", "2024-05-20"]


def test_venue(told):
    text = (
        "The cranes of Holm are old.\n\n"
        "On May 2, Ana Kovak told the Evening Post that the cranes were safe.\n\n"
        "On May 7, Jan Berg said in an interview with Radio Holm that nobody had checked them.\n\n"
        "On May 9, during the Harbour Security Forum in Singapore, Minister Eva Lund said that checks would begin."
    )
    places = [e.place for e in statements(told(text))]
    assert places == ["Evening Post", "interview with Radio Holm", "Harbour Security Forum in Singapore"]


def test_a_notice_released_is_an_act(told):
    text = (
        "The cranes of Holm are old.\n\nIn April, the Rope Institute published a report on its website about winches."
    )
    (act,) = statements(told(text))
    assert (act.actor, act.place, act.bounds.edtf) == ("Rope Institute", "website", "2024-04")
    assert act.rule == "statement_release"


def test_undated_speech_is_bounded_by_publication(told):
    text = "The cranes of Holm are old.\n\nThe union claimed that the cranes were dangerous."
    (act,) = statements(told(text))
    assert act.bounds.latest == "2024-06-05"


def test_an_act_is_told_where_its_date_stands(told):
    text = (
        "The cranes of Holm are old.\n\nAna Kovak said that the cranes were safe. "
        "“Nobody need fear them,” Kovak said in Malta on May 2."
    )
    acts = [e for e in statements(told(text)) if "Kovak" in e.actor]
    assert [e.bounds.edtf for e in acts] == ["2024-05-02"]
    assert acts[0].text == "Kovak said"
