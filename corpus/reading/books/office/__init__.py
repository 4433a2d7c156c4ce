"""Documents of word processors: Word, OpenDocument and Rich Text, with their styles, lists, notes and changes."""
