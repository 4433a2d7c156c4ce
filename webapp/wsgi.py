"""The app for a WSGI server: ``gunicorn webapp.wsgi:app()``. What it shows and how is read from the environment.

``TRIALS_HOME`` the home · ``TRIALS_BASE_URL`` the address under which others reach it · ``TRIALS_PROXIES`` how many
proxies of one's own stand before it (0) · ``TRIALS_RATE`` questions a second from one address (5; 0 is no limit) ·
``TRIALS_HOSTS`` names and addresses, with commas between, under which it is asked besides those of this computer and of
``TRIALS_BASE_URL`` · ``TRIALS_CLUSTER`` the cluster that answers searches · ``TRIALS_NODE_DOWN`` what to do where one
of its nodes does not answer: ``tell`` which texts are missing, or ``refuse``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flask import Flask

from corpus.errors import WrongUseError
from corpus.storage.home import Home
from indexer.cluster.environment import ADDRESS, NODE_DOWN
from webapp.app import create_app
from webapp.server.garbage import settle
from webapp.server.throttle import PUBLIC, Rate

if TYPE_CHECKING:
    from indexer.cluster.opening import Cluster


def app() -> Flask:
    """Make the app. Raises WrongUseError where a setting is no number, HomeError where the home cannot be read."""
    rate = _number("TRIALS_RATE", PUBLIC.per_second)
    made = create_app(
        Home.open(),
        base_url=os.environ.get("TRIALS_BASE_URL"),
        rate=Rate(rate, max(1, round(rate * PUBLIC.burst / PUBLIC.per_second))) if rate else None,
        proxies=int(_number("TRIALS_PROXIES", 0)),
        hosts=[name.strip() for name in os.environ.get("TRIALS_HOSTS", "").split(",") if name.strip()],
        cluster=_cluster(),
    )
    if rate and os.environ.get("TRIALS_BASE_URL") and not _number("TRIALS_PROXIES", 0):
        made.logger.warning(
            "TRIALS_BASE_URL is set and TRIALS_PROXIES is not: behind a proxy on this computer nobody is limited by "
            "TRIALS_RATE, since all seem to be this computer. Set TRIALS_PROXIES=1 there.")
    settle()
    return made


def _cluster() -> Cluster | None:
    address = os.environ.get(ADDRESS)
    if not address:
        return None
    from indexer.cluster.opening import Cluster

    return Cluster.of(address, os.environ.get(NODE_DOWN))


def _number(name: str, otherwise: float) -> float:
    value = os.environ.get(name, "")
    try:
        found = float(value) if value else otherwise
    except ValueError:
        found = -1.0
    if not 0 <= found < 1e6:
        raise WrongUseError(f"{name}={value!r} is no number from 0 up.", "Leave it out to have the usual.")
    return found
