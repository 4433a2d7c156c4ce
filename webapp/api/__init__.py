"""The answers for programs as JSON, and their description."""
