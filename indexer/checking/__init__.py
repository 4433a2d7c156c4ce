"""Quotations and citations held against the texts."""
