"""The run: sources to texts, pages, corrections, pairs and the library, with a report."""
