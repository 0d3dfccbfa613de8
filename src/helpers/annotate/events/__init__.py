"""Events that an analyst can defend: sanctions, deletions, acts of speaking, and other dated happenings.

Each builder looks at a `Scene` (sentences, names, dates, claims) and gives `Event` records; a new kind of event is one
lexicon file, one builder here, and one row in the data dictionary.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from helpers.annotate.events.deletions import deletions
from helpers.annotate.events.sanctions import sanctions_of
from helpers.annotate.events.statements import statements
from helpers.annotate.records import Event
from helpers.annotate.scene import Scene
from helpers.annotate.spans import spans_at

BUILDERS: dict[str, Callable[[Scene], list[Event]]] = {
    "sanction": sanctions_of,
    "deletion": deletions,
    "statement": statements,
}


@Language.component("helpers_events")
def events(doc: Doc) -> Doc:
    """Fill ``doc._.events`` and ``doc.spans["events"]``, in text order."""
    scene = Scene.of(doc)
    found = [event for builder in BUILDERS.values() for event in builder(scene)]
    doc._.events = sorted(found, key=lambda e: (e.start, e.end, e.kind))
    doc.spans["events"] = spans_at(doc, ((e.start, e.end, e.kind) for e in doc._.events))
    scene.leave()
    return doc
