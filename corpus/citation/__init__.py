"""A passage as it is cited, in every style."""
