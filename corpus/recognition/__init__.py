"""Scans to recognised words (hOCR): pages drawn and given to Tesseract, one by one, resumable."""

OPEN = ("engine", "scans")
"""Modules that other rooms may import."""
