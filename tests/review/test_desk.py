"""The desk: what waits, in which order, and what each verdict writes at once."""

import pytest

from helpers.review.desk import Desk
from helpers.review.fields import FieldError
from helpers.review.log import read_corrections
from tests.review.synthetic import SyntheticCase
from tests.review.test_corrections import OTHER, TEXT


@pytest.fixture
def desk(tmp_path):
    return Desk(SyntheticCase(tmp_path, {"a.txt": TEXT, "b.txt": OTHER}), author="A")


def on_disk(desk):
    return [(c["action"], c["author"]) for c in read_corrections(desk.case.folder).corrections]


def test_a_verdict_is_written_and_the_next_row_comes(desk):
    first = desk.row_id
    desk.accept("sure")
    assert on_disk(desk) == [("confirm", "A")] and desk.row_id != first and desk.progress == (1, 4)
    desk.reject()
    assert on_disk(desk)[1:] == [("reject", "A")] and desk.progress == (2, 4)


def test_untouched_rows_come_first(desk):
    desk.accept()
    desk.choose()
    assert [desk.case.find(q)[1]["status"] for q in desk.queue] == ["machine_only"] * 3 + ["confirmed"]
    desk.choose(untouched=True)
    assert len(desk.queue) == 3


@pytest.mark.parametrize(
    ("filters", "n"),
    [({"unsure": True}, 0), ({"rule": "verb_clause"}, 4), ({"rule": "none"}, 0), ({"outlet": "Out"}, 4)],
)
def test_filters(desk, filters, n):
    desk.choose(**filters)
    assert len(desk.queue) == n and bool(desk.row_id) is bool(n)


def test_only_what_was_changed_is_written_and_the_row_stays(desk):
    row = desk.row_id
    made = desk.edit({**desk.fields, "polarity": "denies"}, "because")
    assert len(made) == 1 and desk.row_id == row and desk.fields["polarity"] == "denies"
    assert desk.edit(desk.fields) == []


def test_a_wrong_value_stops_all_before_any_is_written(desk):
    with pytest.raises(FieldError):
        desk.edit({**desk.fields, "polarity": "denies", "said_edtf": "June"})
    assert on_disk(desk) == []


def test_a_row_is_added_and_undone(desk):
    article = desk.row["article_id"]
    made = desk.add(article, "Nobody at the pier had heard of them")
    assert desk.row_id == made and desk.progress == (1, 5)
    assert desk.undo() == made and made not in desk.queue
    assert [a for a, _ in on_disk(desk)] == ["add", "undo"]
    assert desk.undo() == ""


def test_undo_goes_back_to_the_row(desk):
    row = desk.row_id
    desk.reject()
    desk.undo()
    assert desk.row_id == row and desk.row["status"] == "machine_only"


def test_jump_to_any_row(desk):
    date = desk.case.dates["date_id"].iloc[0]
    desk.jump(date)
    assert (desk.table, desk.row_id) == ("dates", date)
    with pytest.raises(KeyError):
        desk.jump("nowhere")


def test_steps_go_round(desk):
    first = desk.row_id
    for _ in desk.queue:
        desk.step()
    assert desk.row_id == first


def test_a_desk_without_rows_says_so(desk):
    desk.choose(table="events")
    assert desk.row_id == "" and desk.fields == {} and desk.row is None
    for act in (desk.accept, desk.reject, lambda: desk.edit({})):
        with pytest.raises(FieldError, match="no row"):
            act()
