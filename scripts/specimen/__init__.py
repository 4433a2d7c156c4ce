"""The parts of the specimen: its source, its page, its print and its condensed edition."""
