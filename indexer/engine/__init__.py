"""Whoosh, and nothing else knows it."""
