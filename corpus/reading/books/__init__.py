"""Books and records as other programs keep them: e-books, office documents, TEI, saved pages and sites."""

OPEN = ()
"""Modules that other rooms may import."""
