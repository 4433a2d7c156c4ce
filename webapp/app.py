"""The web app as a factory; nothing happens when this module is imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from corpus.catalogue.catalogue import Catalogue
from corpus.limits import MAX_KEPT_FRAMES, MAX_KEPT_PATHS
from corpus.storage.home import Home
from webapp.api import routes
from webapp.books.memory import KeptValues
from webapp.books.shelf import Shelf
from webapp.i18n.i18n import DEFAULT, LANGUAGES, speak
from webapp.pages import addresses
from webapp.server import apart as keeping
from webapp.server.apart import Keeper
from webapp.server.error_pages import answer_errors
from webapp.server.frame import FRAME
from webapp.server.hosts import Hosts, with_name_asked
from webapp.server.kept_pages import kept_page
from webapp.server.links import IN_PATHS, KEY, PATHS, PLAIN_PATHS
from webapp.server.parameters import SiteRequest, present
from webapp.server.rendering import SpeakingFlask
from webapp.server.security import guard
from webapp.server.site import site
from webapp.server.throttle import PUBLIC, Limiter, Rate
from webapp.wording.notes import sentence_of

if TYPE_CHECKING:
    from indexer.cluster.opening import Cluster

ADDRESSES = (addresses, routes)
"""What adds the addresses of pages and of the answers for programs to the site."""


def create_app(
    home: Home, *, base_url: str | None = None, catalogue: Catalogue | None = None,
    rate: Rate | None = PUBLIC, proxies: int = 0, hosts: Sequence[str] = (), apart: bool = True,
    cluster: Cluster | None = None,
) -> Flask:
    """Make the app that shows the texts of ``home``.

    ``base_url`` is the address under which others reach it, for permanent links; without it the address
    of each request is used. ``catalogue`` replaces the one the home names. The home may be empty: pages
    then say what to do. ``rate`` limits the questions of one address, this computer's own excepted; ``proxies`` is how
    many proxies of one's own stand before the app, whose word on the address of a request is then taken. Only requests
    for this computer's own names, that of ``base_url`` and ``hosts`` are answered. Checks are answered in a process of
    their own, which is begun when the first one is asked for; without ``apart`` this process is such a one.
    A ``cluster`` answers what readers ask for; the home has all texts all the same.
    """
    app = SpeakingFlask("webapp")
    app.request_class = SiteRequest
    app.config["BASE_URL"] = base_url.rstrip("/") if base_url else None
    app.extensions[KEY] = Shelf(home, catalogue, cluster)
    app.extensions[keeping.KEY] = Keeper(tuple(hosts)) if apart else None
    app.extensions |= {FRAME: KeptValues(MAX_KEPT_FRAMES), PATHS: KeptValues(MAX_KEPT_PATHS),
                       PLAIN_PATHS: KeptValues(MAX_KEPT_PATHS), IN_PATHS: {}}
    app.url_map.strict_slashes = True
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.default = sentence_of  # type: ignore[attr-defined]
    app.before_request(set_language)
    app.teardown_request(forget_language)
    guard(app, Limiter(rate) if rate else None, Hosts.of(base_url, hosts))
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    app.wsgi_app = with_name_asked(app.wsgi_app)  # type: ignore[method-assign, assignment]
    app.before_request(kept_page)
    for lang in LANGUAGES:
        app.register_blueprint(site, name=lang, url_prefix="" if lang == DEFAULT else f"/{lang}")
    answer_errors(app)
    return app


def set_language() -> None:
    """Take the language of the interface from the address, for errors too."""
    path = present().path
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    speak(first if first in LANGUAGES else DEFAULT)


def forget_language(_: BaseException | None) -> None:
    """Let the next request of this thread begin without the language of this one, which may be refused unread."""
    speak(DEFAULT)
