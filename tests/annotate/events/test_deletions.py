"""Deletions: what, where, by whom, posted and deleted when, why, and who tells it."""

import pytest

LEAD = "The council of Holm meets on Thursdays.\n\n"


def deletions(doc):
    return [e for e in doc._.events if e.kind == "deletion"]


CASES = [  # (text, object holds, actor holds, place, posted, deleted)
    (
        "The statement from the Rope Institute was published on May 20 and was deleted after protests.",
        "statement", "Rope Institute", "", "2024-05-20", "2024-05-20/2024-06-05",
    ),
    (
        "The Holm Trade Association posted a notice on its Telegram channel on May 3. The notice has since been removed.",
        "notice", "Holm Trade Association", "Telegram channel", "2024-05-03", "2024-05-03/2024-06-05",
    ),
    (
        "On May 9, Delta Cable Group deleted the video from its YouTube channel.",
        "video", "Delta Cable Group", "YouTube channel", "", "2024-05-09",
    ),
    (
        "The article, released in April, is no longer available on the website.",
        "article", "", "website", "2024-04", "2024-04-01/2024-06-05",
    ),
    (
        "A page on the tax disappeared from the website of the port office between 1 May and 3 May.",
        "page", "", "website", "", "2024-05-01/2024-05-03",
    ),
    (
        "The Rope Institute took the report down over errors in a table.",
        "report", "Rope Institute", "", "", "../2024-06-05",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "thing", "actor", "place", "posted", "deleted"), CASES)
def test_deletion(told, text, thing, actor, place, posted, deleted):
    found = deletions(told(LEAD + text))
    assert len(found) == 1
    event = found[0]
    assert thing in event.object
    assert actor in event.actor
    assert event.place == place
    assert event.posted.edtf == posted
    assert event.deleted.edtf == deleted
    assert event.state == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "Three officials were removed from their posts in May.",
        "The army withdrew its troops from the valley.",
        "The doctors removed a splinter from his hand.",
        "The platform may delete the post next week.",
        "The editor refused to delete the article.",
        "Users asked the firm to delete their messages.",
    ],
)
def test_nothing_published_went(told, text):
    assert deletions(told(LEAD + text)) == []


@pytest.mark.parametrize(
    ("text", "deleted", "missing"),
    [
        (
            "On May 2 the Holm Trade Association put a notice on its website. On May 20 the page could no longer be found.",
            "2024-05-02/2024-05-20", "2024-05-20",
        ),
        ("The notice, posted on the website on May 2 and removed on May 9, sought tugs.", "2024-05-09", ""),
        ("The notice appeared on May 2. It drew many eyes, and was later deleted.", "2024-05-02/2024-06-05", ""),
        ("The mystery notice appeared on the website on May 2 and vanished again.", "2024-05-02/2024-06-05", ""),
    ],
)  # fmt: skip
def test_found_missing_bounds_from_above(told, text, deleted, missing):
    (event,) = deletions(told(LEAD + text))
    assert (event.deleted.edtf, event.first_missing, event.posted.edtf) == (deleted, missing, "2024-05-02")


def test_retraction_confirms_and_gives_the_reason(told):
    text = (
        "The tender notice from the Holm Trade Association was issued on May 20 and was later deleted.\n\n"
        "The Evening Post called the association, and a clerk stated that the notice was “wrong, so we retracted it.”"
    )
    doc = told(LEAD + text)
    (event,) = deletions(doc)
    assert event.reason == "wrong"
    assert event.claim is not None
    assert "clerk" in doc._.claims[event.claim].source_name.lower()
