"""Hosts that are not reached: left soon, and asked as before once they are back."""

from __future__ import annotations

import socket

import pytest
from local_site import Answer, Site, serving

from corpus.acquisition.carriers import WebCarrier
from corpus.acquisition.fetching import NotToBeHadError
from corpus.limits import FETCH_ATTEMPTS, UNREACHED_ADDRESSES


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were asked for, each as often as it was."""
    asked: list[str] = []
    ask = WebCarrier._attempt

    def attempt(carrier: WebCarrier, url: str) -> object:
        asked.append(url)
        return ask(carrier, url)

    monkeypatch.setattr(WebCarrier, "_attempt", attempt)
    return asked


@pytest.fixture
def nobody() -> str:
    """An address at which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


def test_a_host_that_is_not_reached_is_soon_left(nobody: str, attempts: list[str]) -> None:
    carrier = WebCarrier(pause=0)
    for number in range(10):
        with pytest.raises(NotToBeHadError, match="not reached"):
            carrier.get(f"{nobody}/{number}.htm")
    # The first address as often as any, two more once, the others not at all.
    assert len(attempts) == FETCH_ATTEMPTS + UNREACHED_ADDRESSES - 1


def test_a_host_that_is_reached_again_is_asked_as_before(nobody: str, attempts: list[str]) -> None:
    carrier = WebCarrier(pause=0)
    with pytest.raises(NotToBeHadError, match="not reached"):
        carrier.get(nobody)
    with serving(Site({"/one.htm": b"one"})) as site:
        assert carrier.get(f"{site.address}/one.htm") == b"one"
    del attempts[:]
    with pytest.raises(NotToBeHadError, match="not reached"):
        carrier.get(nobody)
    assert len(attempts) == FETCH_ATTEMPTS


@pytest.mark.parametrize("status", [400, 403, 404, 410, 503])
def test_a_host_that_answers_anything_at_all_was_reached(nobody: str, status: int) -> None:
    carrier = WebCarrier(pause=0)
    with serving(Site(faults={"/gone.htm": [Answer(b"none", status)] * 99})) as site:
        for _ in range(2 * UNREACHED_ADDRESSES):
            with pytest.raises(NotToBeHadError, match="was not reached:"):
                carrier.get(nobody)
            with pytest.raises(NotToBeHadError, match=str(status)):
                carrier.get(f"{site.address}/gone.htm")
