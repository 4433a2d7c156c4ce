"""Turns on disk, their pages, and the format of a generation."""
