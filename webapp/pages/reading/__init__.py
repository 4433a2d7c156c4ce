"""Pages that are read: contents, a sitting, a passage, both languages side by side, the source."""
