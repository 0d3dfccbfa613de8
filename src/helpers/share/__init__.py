"""Sharing: rows shown in their sentence, cited, exported, sealed."""
