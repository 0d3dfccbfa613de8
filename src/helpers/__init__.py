"""Reusable helpers for open-source investigation: articles in, tables of claims, sources, dates and events out.

A notebook imports from here; each name is explained where it is defined (``help(timeline)``). Modules are loaded when
a name from them is first asked for, so that reading a file does not wait for the plotting library.
"""

from importlib import import_module

_FROM = {
    "case": ("Case", "cases", "open_case"),
    "compare.checks": ("check_numbers",),
    "compare.dates": ("least_dated", "moved", "orders", "same_days", "widest"),
    "compare.headlines": ("headline_support",),
    "compare.ledger": ("changes_of_stance", "matters", "shared_claims", "silence", "standing"),
    "compare.origins": ("independent_origins", "shared_origins"),
    "compare.voices": ("concentration", "voices"),
    "compare.wording": ("loaded_terms", "log_odds", "naming_ratios", "word_counts"),
    "figures.codings": ("codings",),
    "figures.court": ("court",),
    "figures.hangs": ("date_tree",),
    "figures.interactive": ("timeline_html",),
    "figures.ladders": ("chains", "ladder"),
    "figures.network": ("network",),
    "figures.outlets": ("most_quoted", "naming", "saying_verbs", "source_kinds", "stance_matrix"),
    "figures.removals": ("deletions_timeline",),
    "figures.rules": ("overturned",),
    "figures.style": ("keep",),
    "figures.timelines": ("label_events", "timeline"),
    "review.agreement": ("agreement",),
    "review.coding": ("coding_of_tables", "compare_codings", "read_coding", "settle", "write_key"),
    "review.coding_desk": ("coding_desk",),
    "review.corrections": ("add", "confirm", "edit", "merge", "reject", "split", "split_mention", "undo"),
    "review.exercises": ("check", "note", "notes"),
    "review.practice": ("practice_copy",),
    "review.rules": ("rule_record",),
    "share.cite": ("cite",),
    "share.buttons": ("desk",),
    "share.dossier": ("dossier",),
    "share.exports": ("export",),
    "share.exports.excel_back": ("import_corrections",),
    "share.look": ("lines", "page", "show_first", "sizes"),
    "share.seal": ("verify",),
    "suite.setup": ("check_setup",),
    "share.show": ("explain", "show", "show_coded"),
    "tables.entities": ("candidate_merges", "match_sanctions_list"),
    "time.bounds": ("bounds_of",),
    "time.order": ("could_precede",),
}
_MODULE_OF = {name: module for module, names in _FROM.items() for name in names}
__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> object:
    if name in _MODULE_OF:
        return getattr(import_module(f"helpers.{_MODULE_OF[name]}"), name)
    raise AttributeError(f"module 'helpers' has no {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *__all__]
