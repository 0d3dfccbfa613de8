"""Events that an analyst can defend: sanctions, deletions, acts of speaking, and other dated happenings.

Each builder looks at a `Scene` (sentences, names, dates, claims) and gives `Event` records; a new kind of event is one
lexicon file, one builder here, and one row in the data dictionary.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from helpers.annotate.events.deletions import deletions
from helpers.annotate.events.others import others
from helpers.annotate.events.sanctions import sanctions_of
from helpers.annotate.events.statements import statements
from helpers.annotate.records import Event
from helpers.annotate.scene import Scene
from helpers.annotate.spans import spans_at

BUILDERS: dict[str, Callable[[Scene], list[Event]]] = {
    "sanction": sanctions_of,
    "deletion": deletions,
    "statement": statements,
    "other": others,
}


def _date_postings(found: list[Event]) -> None:
    """A notice whose deletion tells when it was posted was released then."""
    for gone in (e for e in found if e.kind == "deletion" and e.posted.known):
        for e in found:
            noun = e.object.split()[-1].lower() if e.object else ""
            if (
                e.rule == "statement_release"
                and noun in gone.object.lower()
                and e.actor == gone.actor
                and not e.bounds.is_day
            ):
                e.bounds = gone.posted


def _inside(a: Event, b: Event) -> bool:
    return a.start < b.end and b.start < a.end


@Language.component("helpers_events")
def events(doc: Doc) -> Doc:
    """Fill ``doc._.events`` and ``doc.spans["events"]``, in text order."""
    scene = Scene.of(doc)
    found: list[Event] = []
    for builder in BUILDERS.values():
        sure = [
            e for e in found if e.kind in ("sanction", "deletion")
        ]  # these tell the clause better than "other" does
        found += [e for e in builder(scene) if e.kind != "other" or not any(_inside(e, x) for x in sure)]
    _date_postings(found)
    doc._.events = sorted(found, key=lambda e: (e.start, e.end, e.kind))
    doc.spans["events"] = spans_at(doc, ((e.start, e.end, e.kind) for e in doc._.events))
    scene.leave()
    return doc
