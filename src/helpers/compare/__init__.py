"""Comparing: claims, sources, words and headlines across articles and outlets."""
