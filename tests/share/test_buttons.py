"""The desk's buttons and keys: each writes at once, and nothing that an article says gets into the page as HTML."""

import ipywidgets as w
import pytest

from helpers.review.desk import Desk
from helpers.review.log import read_corrections
from helpers.share.buttons import Buttons
from helpers.share.desk_page import KEYS
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


def press(buttons, keys):
    for key in keys:
        buttons.keys.value = key
        assert buttons.keys.value == ""


def test_keys_do_what_buttons_do(buttons):
    press(buttons, "arujk")
    assert on_disk(buttons) == ["confirm", "reject", "undo"]
    assert set(KEYS.values()) >= {"accept", "reject", "undo", "edit", "save", "add", "find", "leave"}


def test_edits_are_saved_and_wrong_ones_said(buttons):
    buttons.inputs["polarity"].value = "warns"
    click(buttons, "Save")
    assert on_disk(buttons) == ["edit"] and "Saved polarity" in buttons.told.value
    buttons.inputs["said_edtf"].value = "<b>June"
    press(buttons, "s")
    assert (
        on_disk(buttons) == ["edit"]
        and "&lt;b&gt;June" in buttons.told.value
        and buttons.inputs["said_edtf"].value == "<b>June"
    )


@pytest.mark.parametrize("key", ["j", "k", "u"])
def test_what_is_typed_is_not_lost_when_a_key_would_leave_the_row(buttons, key):
    row = buttons.state.row_id
    buttons.inputs["source_name"].value = "Somebody else"
    press(buttons, key)
    assert buttons.state.row_id == row and buttons.inputs["source_name"].value == "Somebody else"
    assert "Not saved yet: source name" in buttons.told.value
    press(buttons, "q" + key)
    assert buttons.changed == [] and on_disk(buttons) == []


def test_what_is_typed_is_not_lost_when_a_filter_or_an_id_would_leave_the_row(buttons):
    row, date = buttons.state.row_id, buttons.state.case.dates["date_id"].iloc[3]
    buttons.inputs["source_name"].value = "Somebody else"
    buttons.untouched.value = True
    assert buttons.untouched.value is False
    buttons.table.value = "dates"
    assert buttons.table.value == "claims"
    buttons.jump_to.value = date
    assert buttons.state.row_id == row and buttons.inputs["source_name"].value == "Somebody else"


def test_to_accept_what_was_changed_is_to_save_it(buttons):
    row = buttons.state.row_id
    buttons.inputs["source_name"].value = "Somebody else"
    press(buttons, "a")
    assert on_disk(buttons) == ["edit"] and buttons.state.row_id != row


@pytest.mark.parametrize("by", ["Add", "s"])
def test_a_row_is_added_and_undone(buttons, by):
    claim = buttons.state.row
    words = next(s for s in buttons.state.case.texts[claim["article_id"]].split(". ") if len(s.split()) > 8)
    press(buttons, "n")
    assert buttons.adding and buttons.form.layout.display == "none" and "<mark" in buttons.page.value
    press(buttons, "s")
    assert "Which words?" in buttons.told.value and buttons.adding
    buttons.words.value = words.strip()
    click(buttons, "Add") if by == "Add" else press(buttons, by)
    assert on_disk(buttons) == ["add"] and buttons.state.row["status"] == "added" and not buttons.adding
    click(buttons, "Undo")
    assert on_disk(buttons) == ["add", "undo"]


def test_words_that_do_not_stand_there_are_said_and_kept(buttons):
    press(buttons, "n")
    buttons.words.value = "words that nobody wrote"
    press(buttons, "s")
    assert buttons.adding and buttons.words.value == "words that nobody wrote" and "0 times" in buttons.told.value
    press(buttons, "q")
    assert not buttons.adding and on_disk(buttons) == []


def test_rows_are_not_added_to_tables_of_joined_rows(buttons):
    buttons.table.value = "sources"
    press(buttons, "n")
    assert not buttons.adding and "claims, dates" in buttons.told.value


def test_a_correction_of_the_row_is_shown_with_its_reason(buttons):
    row = buttons.state.row_id
    buttons.reason.value = "nobody <b>says so"
    press(buttons, "rk")
    assert buttons.state.row_id == row and "reject by Ada: nobody &lt;b&gt;says so" in buttons.page.value


def test_table_filters_and_jump(buttons):
    for table in buttons.table.options:
        buttons.table.value = table
        assert buttons.state.table == table and list(buttons.inputs) == list(buttons.state.fields)
    buttons.jump_to.value = buttons.state.case.dates["date_id"].iloc[3]
    assert buttons.table.value == "dates" and "dates reviewed" in buttons.progress.value
    buttons.outlet.value = buttons.outlet.options[-1][1]
    buttons.untouched.value = True
    assert 0 < len(buttons.state.queue) < len(buttons.state.data)
    buttons.jump_to.value = "nowhere"
    assert "no row" in buttons.told.value


def test_where_nothing_is_left_keys_do_no_harm(buttons):
    buttons.state.queue = []
    buttons._fill()
    press(buttons, "aersujkq")
    assert on_disk(buttons) == [] and "No row is left" in buttons.page.value


def test_hostile_words_are_escaped_in_every_widget(hostile):
    buttons = Buttons(Desk(hostile, author="A"))
    for table in buttons.table.options:
        buttons.table.value = table
        for _ in buttons.state.queue:
            pages = [x.value for x in widgets(buttons.view) if isinstance(x, w.HTML)]
            assert [p for p in pages if SCRIPT in p or "<script" in p or "<img" in p] == []
            buttons.state.step()
            buttons._fill()
