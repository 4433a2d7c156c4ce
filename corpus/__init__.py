"""What was said: the data model, the catalogue, reading, segmentation, alignment, citation, the store."""
