"""Bytes to blocks of text with offsets, one reader for each format, in limited processes, remembered."""
