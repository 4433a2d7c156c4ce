"""What readers take along: the desk, and files of all that was found or kept."""
