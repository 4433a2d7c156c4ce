"""Which function answers which address."""
