"""How files come: fetched from the addresses of the catalogue or a mirror of them, or the user's own."""
