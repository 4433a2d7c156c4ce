"""Addresses, security, throttle, compression, pages of errors."""

OPEN = ("error_pages", "hosts", "links", "security", "site", "site_names", "throttle")
"""Modules that other rooms may import."""
