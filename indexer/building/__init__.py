"""The library to arrays and engine: a new generation."""
