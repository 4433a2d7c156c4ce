"""What the soaks in ``scripts`` do, where one module does not hold it."""
