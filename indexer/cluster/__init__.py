"""Answering from a search cluster: turns as documents on other machines, found there and completed here."""

OPEN = ("address", "configuration", "environment", "opening", "publication")
"""Modules that other rooms may import."""
