"""Which turns, sentences and paragraphs of two texts say the same."""
