"""Addresses, security, throttle, compression, pages of errors."""
