"""Which function answers which address."""

OPEN = ("addresses",)
"""Modules that other rooms may import."""
