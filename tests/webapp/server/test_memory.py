"""Memory and descriptors of the app stay as they are, however much is asked of it."""

from __future__ import annotations

import gc
import os
import tracemalloc
from pathlib import Path

import pytest
from flask.testing import FlaskClient

REQUESTS = int(os.environ.get("TRIALS_REQUESTS", "600"))
"""Requests after the first round."""

KEPT_BYTES = 50
"""What a request may leave behind, on the average."""

PAGES = ("/", "/search?q=goose", "/search?q=%22the+gate%22&view=kwic", "/search?q=gus*&sort=relevance", "/search?q=zz",
         "/texts", "/people/", "/api/search?q=goose", "/nowhere", "/search?q=%22", "/ru/search?q=гусь")


QUERIES = 8
"""Different queries of each page: forms of words are remembered, in bounded caches that take long to fill."""


def ask(client: FlaskClient, count: int) -> None:
    for number in range(count):
        page = PAGES[number % len(PAGES)]
        client.get(page.replace("q=", f"q={number // len(PAGES) % QUERIES}+OR+")).get_data()


@pytest.mark.slow
def test_memory_is_flat_over_many_requests(client: FlaskClient) -> None:
    ask(client, QUERIES * len(PAGES))
    gc.collect()
    files = len(list(Path("/proc/self/fd").iterdir()))
    tracemalloc.start()
    try:
        ask(client, QUERIES * len(PAGES))
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        ask(client, REQUESTS)
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < KEPT_BYTES * REQUESTS + 100_000, f"{grown / REQUESTS:.0f} bytes a request"
    assert len(list(Path("/proc/self/fd").iterdir())) <= files + 2
