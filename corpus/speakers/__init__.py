"""Speakers' labels as they are printed, and the vocabulary they are made of."""
