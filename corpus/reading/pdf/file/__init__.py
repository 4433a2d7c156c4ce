"""A PDF as a file: opened, its content streams followed, to the pieces of text on its sheets."""
