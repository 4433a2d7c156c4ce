"""A crawler over the specimen: every link of every kind of page resolves, and its place on the page is there."""

from __future__ import annotations

from collections import Counter, deque
from urllib.parse import urldefrag, urlsplit

from flask import Flask
from web_home import Checked

EACH = 5
"""Pages of one kind that are looked at, in each language."""


def test_every_link_resolves(specimen: Flask) -> None:
    client = specimen.test_client()
    routes = specimen.url_map.bind("localhost")
    waiting, seen, counted = deque(["/", "/ru/"]), {"/", "/ru/"}, Counter[str]()
    fragments: dict[str, set[str]] = {}
    ids: dict[str, set[str]] = {}
    broken: list[str] = []
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
        ids[address] = set(page.ids)
        shown = [*page.links, *(v.get("src") or "" for tag, v in page.tags if tag in ("img", "script"))]
        for link in shown:
            target, fragment = urldefrag(link)
            target = target or address
            if not target.startswith("/"):
                continue
            if fragment:
                fragments.setdefault(target, set()).add(fragment)
            endpoint = str(routes.match(urlsplit(target).path)[0])
            if target not in seen and counted[endpoint] < EACH:
                seen.add(target)
                counted[endpoint] += 1
                waiting.append(target)
    broken += [f"{address}: no {wanted - ids[address]}" for address, wanted in fragments.items()
               if address in ids and not wanted <= ids[address]]
    assert not broken
    assert len(counted) > 40
