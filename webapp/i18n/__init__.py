"""The languages of the interface."""

OPEN = ("i18n",)
"""Modules that other rooms may import."""
