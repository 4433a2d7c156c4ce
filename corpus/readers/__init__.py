"""One reader for each kind of file; each gives a :class:`corpus.blocks.SourceText`."""
