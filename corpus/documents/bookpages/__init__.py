"""Pages of a book that lost its page numbers, estimated from its contents, index and page ends."""
