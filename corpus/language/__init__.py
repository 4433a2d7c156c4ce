"""Words, sentences, scripts and quotation marks of both languages; knows no trial."""
