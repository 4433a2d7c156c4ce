"""Surnames in every case, script and spelling, and who is meant by one."""

OPEN = ("mentions", "person", "romanization", "table")
"""Modules that other rooms may import."""
