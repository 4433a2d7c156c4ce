"""Shares, collocates, keyness, dispersion, renderings."""

OPEN = ("collocates", "common_words", "dispersion", "exchanges", "keyness", "namings", "renderings", "shares")
"""Modules that other rooms may import."""
