"""Help, what this is, and what browsers and crawlers ask of any site."""
