"""The answers for programs as JSON, and their description."""

OPEN = ("answers", "openapi")
"""Modules that other rooms may import."""
