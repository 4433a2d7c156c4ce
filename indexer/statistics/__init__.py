"""Shares, collocates, keyness, dispersion, renderings."""
