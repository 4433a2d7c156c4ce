"""The blocks of a book, letter or interrogation to turns: zones, quoted speech, bilingual passages."""
