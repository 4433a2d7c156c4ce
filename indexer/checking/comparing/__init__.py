"""Where in the corpus the words of a quotation stand, and what differs there, word by word; knows no citation."""
