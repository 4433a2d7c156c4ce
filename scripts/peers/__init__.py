"""What the program is measured against: a stand-in corpus, the other engines and the questions asked of all."""
