"""The desk's buttons and keys: each writes at once, and nothing that an article says gets into the page as HTML."""

import ipywidgets as w
import pytest

from helpers.review.desk import Desk
from helpers.review.log import read_corrections
from helpers.share.buttons import KEYS, Buttons
from tests.hostile import SCRIPT


@pytest.fixture
def buttons(copy) -> Buttons:
    return Buttons(Desk(copy, author="Ada"))


def on_disk(buttons):
    return [c["action"] for c in read_corrections(buttons.state.case.folder).corrections]


def widgets(root):
    yield root
    for child in getattr(root, "children", ()):
        yield from widgets(child)


def click(buttons, label):
    next(b for b in widgets(buttons.view) if isinstance(b, w.Button) and b.description == label).click()


@pytest.mark.parametrize(("label", "action"), [("Accept", "confirm"), ("Reject", "reject")])
def test_a_click_is_on_the_disk_and_the_next_row_comes(buttons, label, action):
    row = buttons.state.row_id
    buttons.reason.value = "read it"
    click(buttons, label)
    assert on_disk(buttons) == [action] and buttons.state.row_id != row and buttons.reason.value == ""


def test_keys_do_what_buttons_do(buttons):
    for key in "aruj":
        buttons.keys.value = key
        assert buttons.keys.value == ""
    assert on_disk(buttons) == ["confirm", "reject", "undo"] and set(KEYS.values()) >= {"accept", "reject", "undo", "edit", "add"}


def test_edits_are_saved_and_wrong_ones_said(buttons):
    buttons.inputs["polarity"].value = "warns"
    click(buttons, "Save edits")
    assert on_disk(buttons) == ["edit"]
    buttons.inputs["said_edtf"].value = "<b>June"
    click(buttons, "Save edits")
    assert on_disk(buttons) == ["edit"] and "&lt;b&gt;June" in buttons.told.value and buttons.inputs["said_edtf"].value == "<b>June"


def test_a_row_is_added_and_undone(buttons):
    claim = buttons.state.row
    words = next(s for s in buttons.state.case.texts[claim["article_id"]].split(". ") if len(s.split()) > 8)
    buttons.words.value = words.strip()
    click(buttons, "Add row")
    assert on_disk(buttons) == ["add"] and buttons.state.row["status"] == "added"
    click(buttons, "Undo")
    assert on_disk(buttons) == ["add", "undo"]


def test_table_filters_and_jump(buttons):
    for table in buttons.table.options:
        buttons.table.value = table
        assert buttons.state.table == table and list(buttons.inputs) == list(buttons.state.fields)
    buttons.jump_to.value = buttons.state.case.dates["date_id"].iloc[3]
    assert buttons.table.value == "dates" and "dates reviewed" in buttons.place.value
    buttons.outlet.value = buttons.outlet.options[-1][1]
    buttons.untouched.value = True
    assert 0 < len(buttons.state.queue) < len(buttons.state.data)
    buttons.jump_to.value = "nowhere"
    assert "no row" in buttons.told.value


def test_hostile_words_are_escaped_in_every_widget(hostile):
    buttons = Buttons(Desk(hostile, author="A"))
    for table in buttons.table.options:
        buttons.table.value = table
        for _ in buttons.state.queue:
            pages = [x.value for x in widgets(buttons.view) if isinstance(x, w.HTML)]
            assert [p for p in pages if SCRIPT in p or "<script" in p or "<img" in p] == []
            buttons.state.step()
            buttons._fill()
