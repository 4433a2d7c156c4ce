"""Where every word, form, name and label stands, on disk and asked."""
