"""The words of the interface for what corpus and indexer say."""

OPEN = ("check", "descriptions", "labels", "notes", "query", "sentences")
"""Modules that other rooms may import."""
