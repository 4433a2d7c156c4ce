"""Shares, collocates, keyness, dispersion, renderings."""

OPEN = ("collocates", "dispersion", "exchanges", "keyness", "namings", "renderings", "shares")
"""Modules that other rooms may import."""
