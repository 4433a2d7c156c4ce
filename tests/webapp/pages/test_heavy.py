"""No page of the real texts is over 300 kB, or takes 50 times as long as a search: books, citations, common words."""

from __future__ import annotations

import gc
import re
import statistics
import time
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag, urlsplit

import pytest
from flask.testing import FlaskClient

from corpus.storage.home import Home
from webapp.app import create_app
from webapp.server.links import shelf

pytestmark = pytest.mark.sources
MOST = 300_000
"""Bytes of a page, uncompressed, without styles and scripts."""

SLOWEST = 50
"""How many times as long as a search a page may take, neither asked for before."""

EACH = 6
"""Pages of a kind in each language that are measured."""

QUERIES = ["/search?q=the", "/search?q=the&view=kwic", "/search?q=the&view=parallel", "/languages?q=not",
           "/statistics?q=the&also=of&also=and&also=to&also=in", "/statistics/words?common=1", "/trial/1936?q=the"]

SEARCHED = ["plot", "murder", "letter", "evening", "because", "witness", "train", "question", "people", "point"]


@pytest.fixture(scope="module")
def client(real_home: Home) -> Iterator[FlaskClient]:
    app = create_app(real_home, rate=None)
    with app.test_request_context():
        shelf().books().citing.ready(60)
    # What the tests before left in this process is not looked through while a page is timed.
    gc.collect()
    gc.freeze()
    yield app.test_client()
    gc.unfreeze()


def heavy(client: FlaskClient) -> list[str]:
    """Give the addresses of pages that have much to show."""
    pages = [*QUERIES, "/", "/ru/", "/texts", "/people/"]
    for text in [text["id"] for text in client.get("/api/texts").get_json()]:
        pages += [f"/{text}/", f"/texts/{text}/report", f"/texts/{text}/citations", f"/texts/{text}/cited",
                  f"/{text}/?whole=1", f"/ru/{text}/?whole=1&show=text-other"]
    return pages + [f"/en-1936/1936-08-{day}-{part}?whole=1&q=the"
                    for day in (19, 20, 21) for part in ("morning", "evening")]


def taken(client: FlaskClient, address: str) -> tuple[float, bytes, str]:
    """Ask for an address: seconds of the processor, what came, and its kind."""
    before = time.process_time()
    answer = client.get(address)
    data = answer.data
    return time.process_time() - before, data, answer.mimetype


def test_no_page_is_over_its_size_or_time(client: FlaskClient) -> None:
    routes = client.application.url_map.bind("localhost")
    first = [*heavy(client), "/search?q=lamp"]
    asked, kinds = set(first), Counter[str]()
    waiting = deque(first)
    sizes: dict[str, int] = {}
    seconds: dict[str, float] = {}
    while waiting:
        address = waiting.popleft()
        spent, data, kind = taken(client, address)
        if kind != "text/html":
            continue
        sizes[address] = len(data)
        endpoint = str(routes.match(urlsplit(address).path)[0])
        # What is loaded for the first page of a kind, it is loaded for once.
        if kinds[endpoint]:
            seconds[address] = spent
        kinds[endpoint] += 1
        for link in re.findall(r'href="(/[^"]+)"', data.decode()):
            target = urldefrag(unescape(link))[0]
            endpoint = str(routes.match(urlsplit(target).path)[0])
            if target not in asked and kinds[f"to {endpoint}"] < EACH:
                kinds[f"to {endpoint}"] += 1
                asked.add(target)
                waiting.append(target)
    search = statistics.median(taken(client, f"/search?q={word}")[0] for word in SEARCHED)
    assert len(sizes) > 200
    assert not {page: size for page, size in sizes.items() if size > MOST}
    # Once more what took long: a machine that does other work at that moment says nothing of a page.
    again = {page: min(taken(client, page)[0] for _ in range(3))
             for page, spent in seconds.items() if spent > SLOWEST * search}
    assert not {page: round(spent / search, 1) for page, spent in again.items() if spent > SLOWEST * search}
