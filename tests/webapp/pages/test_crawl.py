"""A crawler over the specimen: every link of every kind of page resolves, and its place on the page is there.

It looks at some pages of each kind, with ``TRIALS_TEST_FULL`` at every page that is no answer to a query.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from urllib.parse import parse_qs, unquote, urldefrag, urlsplit

import pytest
from flask import Flask
from web_home import Checked

FULL = os.environ.get("TRIALS_TEST_FULL") == "1"
EACH = 200 if FULL else 5
"""Pages of one kind that are looked at in each language: of all, or in a full run of those that answer a query."""


def wanted(address: str, looked_at: int) -> bool:
    """Whether to look at one more page of a kind."""
    return looked_at < EACH or (FULL and set(parse_qs(urlsplit(address).query)) <= {"h"})


@pytest.mark.slow
def test_every_link_resolves(specimen: Flask) -> None:
    client = specimen.test_client()
    routes = specimen.url_map.bind("localhost")
    waiting, seen, counted = deque(["/", "/ru/"]), {"/", "/ru/"}, Counter[str]()
    fragments: dict[str, set[str]] = {}
    ids: dict[str, set[str]] = {}
    broken: list[str] = []
    links = 0
    while waiting:
        address = waiting.popleft()
        answer = client.get(address, follow_redirects=True)
        answer.get_data()
        if answer.status_code != 200:
            broken.append(f"{address}: {answer.status}")
        if answer.mimetype != "text/html" or answer.request.path != urlsplit(address).path:
            continue
        page = Checked(answer.get_data(as_text=True))
        broken += [f"{address}: {fault}" for fault in page.wrong]
        if 'class="notice ignored"' in answer.get_data(as_text=True):
            broken.append(f"{address}: a parameter of the site's own that it does not know")
        ids[address] = set(page.ids)
        shown = [*page.links, *(v.get("src") or "" for tag, v in page.tags if tag in ("img", "script"))]
        links += len(shown)
        for link in shown:
            target, fragment = urldefrag(link)
            target = target or address
            if not target.startswith("/"):
                continue
            if fragment:
                fragments.setdefault(target, set()).add(unquote(fragment))
            endpoint = str(routes.match(urlsplit(target).path)[0])
            if target not in seen and wanted(target, counted[endpoint]):
                seen.add(target)
                counted[endpoint] += 1
                waiting.append(target)
    broken += [f"{address}: no {wanted - ids[address]}" for address, wanted in fragments.items()
               if address in ids and not wanted <= ids[address]]
    print(f"{len(seen)} addresses, {links} links, {len(broken)} broken")  # noqa: T201
    assert not broken
    assert len(counted) > 40
