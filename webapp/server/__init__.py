"""Addresses, security, throttle, compression, pages of errors."""

OPEN = ("error_pages", "links", "security", "throttle")
"""Modules that other rooms may import."""
