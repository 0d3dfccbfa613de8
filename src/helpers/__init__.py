"""Reusable helpers for open-source investigation: articles in, tables of claims, sources, dates and events out.

A notebook imports from here; each name is explained where it is defined (``help(timeline)``).
"""

from helpers.case import Case, cases, open_case
from helpers.compare.checks import check_numbers
from helpers.compare.headlines import headline_support
from helpers.compare.ledger import silence, standing
from helpers.compare.origins import independent_origins, shared_origins
from helpers.compare.voices import concentration, voices
from helpers.compare.wording import loaded_terms, log_odds, naming_ratios
from helpers.figures.court import court
from helpers.figures.ladders import chains, ladder
from helpers.figures.network import network
from helpers.figures.outlets import most_quoted, saying_verbs, source_kinds, stance_matrix
from helpers.figures.style import keep
from helpers.figures.timelines import label_events, timeline
from helpers.share.show import show
from helpers.time.bounds import bounds_of
from helpers.time.order import could_precede
