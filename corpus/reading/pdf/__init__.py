"""PDF: pieces of text to lines, columns, running heads, page numbers, paragraphs and whole words."""
