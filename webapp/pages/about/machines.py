"""What browsers and crawlers ask of any site."""

from __future__ import annotations

from flask import Response, make_response, render_template

from webapp.server.links import absolute, to
from webapp.server.site import site

ENDLESS = ("search", "statistics", "languages", "api/", "cite/", "check", "source/", "sheet/", "desk", "export")
"""Addresses with more variations than a crawler should ask for."""


@site.get("/opensearch.xml")
def opensearch() -> Response:
    """Describe the search to browsers."""
    answer = make_response(render_template("about/opensearch.xml", template=absolute(to("search"))))
    answer.content_type = "application/opensearchdescription+xml; charset=utf-8"
    return answer


@site.get("/robots.txt")
def robots() -> Response:
    """Keep crawlers out of the endless."""
    lines = ["User-agent: *", *(f"Disallow: {prefix}/{name}" for name in ENDLESS for prefix in ("", "/ru"))]
    answer = make_response("\n".join(lines) + "\n")
    answer.content_type = "text/plain; charset=utf-8"
    return answer
