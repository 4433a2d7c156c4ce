"""What a document cites: works, pages, archive signatures, and the quotations that go with them."""
