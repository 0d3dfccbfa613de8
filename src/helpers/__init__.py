"""Reusable helpers for open-source investigation: articles in, tables of claims, sources, dates and events out."""
