"""Turns, hits, charts and downloads as view models, and the search that an address asks for."""
