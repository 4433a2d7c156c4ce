"""How files come: fetched from the addresses of the catalogue or a mirror of them, or the user's own."""

OPEN = ("adding", "addresses", "archives", "carriers", "fetching", "paging", "particulars", "trees", "wishes")
"""Modules that other rooms may import."""
