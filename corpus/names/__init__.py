"""Surnames in every case, script and spelling, and who is meant by one."""

OPEN = ("case_forms", "mentions", "person", "romanization", "table")
"""Modules that other rooms may import."""
