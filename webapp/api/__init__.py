"""The answers for programs as JSON, at their addresses, and their description."""

OPEN = ("routes",)
"""Modules that other rooms may import."""
