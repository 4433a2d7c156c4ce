"""The user's corrections of turns and of pairs."""
