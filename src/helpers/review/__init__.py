"""Reviewing: what people correct, and how well two people agree."""
