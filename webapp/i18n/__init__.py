"""The languages of the interface."""

OPEN = ("i18n", "templates")
"""Modules that other rooms may import."""
