"""What a document cites: works, pages, archive signatures, and the quotations that go with them."""

OPEN = ("archives", "finding", "items", "page_numbers", "quotations", "reference", "scan", "works")
"""Modules that other rooms may import."""
