"""HTML pages: where the text stands, and what is furniture of the site."""
