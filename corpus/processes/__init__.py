"""Work on hostile texts in processes of their own, with limits, on this machine or on others."""

OPEN = ("far", "limited", "pool")
"""Modules that other rooms may import."""
