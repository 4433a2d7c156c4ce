"""The manual: a page of Markdown for each topic, read into blocks for the web app and for a terminal."""

OPEN = ("terminal", "topics")
"""Modules that other rooms may import."""
