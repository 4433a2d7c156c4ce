"""No page of the real texts is over 300 kB: long texts, books with hundreds of citations, counts of common words."""

from __future__ import annotations

import pytest

from corpus.storage.home import Home
from webapp.app import create_app

MOST = 300_000
"""Bytes of a page, uncompressed, without styles and scripts."""

QUERIES = ["/search?q=the", "/search?q=the&view=kwic", "/search?q=the&view=parallel", "/languages?q=not",
           "/statistics?q=the&also=of&also=and&also=to&also=in", "/statistics/words?common=1", "/trial/1936?q=the"]


@pytest.mark.sources
def test_no_page_is_over_its_size(real_home: Home) -> None:
    app = create_app(real_home, rate=None)
    client = app.test_client()
    texts = [text["id"] for text in client.get("/api/texts").get_json()]
    pages = [*QUERIES, "/", "/ru/", "/texts", "/people/"]
    for text in texts:
        pages += [f"/{text}/", f"/texts/{text}/report", f"/texts/{text}/citations", f"/texts/{text}/cited",
                  f"/{text}/?whole=1", f"/ru/{text}/?whole=1&show=text-other"]
    pages += [f"/en-1936/1936-08-{day}-{part}?whole=1&q=the"
              for day in (19, 20, 21) for part in ("morning", "evening")]
    sizes = {page: len(client.get(page).data) for page in pages}
    assert len(sizes) > 40
    assert not {page: size for page, size in sizes.items() if size > MOST}
