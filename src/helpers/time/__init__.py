"""Uncertain time: bounds of what is known about when, and the reading of temporal expressions."""
