"""The words of the interface for what corpus and indexer say."""
