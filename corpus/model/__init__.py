"""What the stages hand on: source file, block, turn, mark, page, pair, and the offsets that lead back to the source."""
