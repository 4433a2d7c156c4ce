"""The library to arrays and engine: a new generation."""

OPEN = ("run",)
"""Modules that other rooms may import."""
