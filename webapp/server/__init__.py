"""Addresses, security, throttle, compression, pages of errors."""

OPEN = (
    "apart",
    "connections",
    "error_pages",
    "forgiving",
    "frame",
    "garbage",
    "hosts",
    "kept_pages",
    "links",
    "parameters",
    "places",
    "rendering",
    "security",
    "site",
    "site_names",
    "throttle",
)
"""Modules that other rooms may import."""
