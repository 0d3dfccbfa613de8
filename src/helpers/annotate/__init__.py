"""Annotating: spaCy components that mark names, dates, quotations, attributions, speakers, quantities, relations, events."""
