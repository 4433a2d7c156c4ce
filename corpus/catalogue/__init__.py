"""What is known before any text is read: trials, sittings, persons, editions, sources, from TOML files."""
