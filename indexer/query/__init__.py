"""What is typed to a tree."""
