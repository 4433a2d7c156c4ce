"""Shares, collocates, keyness, dispersion, renderings."""

OPEN = ("collocates", "dispersion", "keyness", "renderings", "shares")
"""Modules that other rooms may import."""
