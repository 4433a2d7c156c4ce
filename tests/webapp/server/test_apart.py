"""What a check takes, it takes of a process of its own, which is ended; the server answers on."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tiny import tiny_home, tiny_text, tiny_turn
from web_home import Checked, hearing_catalogue

from corpus.frames import receive
from corpus.model.turns import TextInfo, Turn
from corpus.storage.home import Home
from corpus.storage.library import write_library
from indexer.building.run import build_index
from indexer.checking.checker import Checker
from webapp import keeper
from webapp.app import create_app
from webapp.server import apart
from webapp.server.apart import Keeper, answered_apart
from webapp.server.places import Places

QUOTE = "Where did the grey goose stand when the lantern went out?"
WAYS = ("pasted", "file", f"/check?text={QUOTE}", f"/ru/check?text={QUOTE}", f"/api/verify?quote={QUOTE}")


def asked(client: FlaskClient, way: str, text: str = f"“{QUOTE}” (Hearing 7)") -> tuple[int, str]:
    if way == "pasted":
        answer = client.post("/check", data={"text": text})
    elif way == "file":
        answer = client.post("/check", data={"file": (BytesIO(text.encode()), "note.txt")})
    else:
        answer = client.get(way)
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize("way", WAYS)
def test_no_check_works_in_this_process(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    def here(*_: object) -> None:
        raise AssertionError("it works here")

    monkeypatch.setattr(Checker, "check", here)
    monkeypatch.setattr(Checker, "check_quotation", here)
    status, answer = asked(client, way)
    assert status == 200
    assert "en-hearing/" in answer


def test_refusals_are_those_of_the_page(client: FlaskClient) -> None:
    assert asked(client, "pasted", " ")[0] == 400
    assert "There is nothing to check" in Checked(asked(client, "pasted", " ")[1]).text
    answer = client.post("/check", data={"file": (BytesIO(b"%PDF-1.4 \xff\xfe"), "a.pdf")})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (400, "no-store")
    assert client.post("/check", data={"text": "a" * 2_100_000}).status_code == 413


MANY = f"“{QUOTE} No, it was by the gate.” " * 4_000


def test_who_takes_too_long_is_ended_and_told(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as short:
        short.setattr(apart, "CHECK_SECONDS", 0)
        short.setattr(apart, "CHECK_BYTES_A_SECOND", 10**9)
        status, answer = asked(client, "pasted", MANY)
    # The answer to a long text begins before it is known how it ends.
    assert status in (200, 400)
    assert "more time or memory than one text may take" in Checked(answer).text
    assert 'class="checked"' not in answer
    assert asked(client, "pasted")[0] == 200


def test_who_takes_too_much_memory_is_told(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as little:
        little.setattr(apart, "CHECK_MEMORY_BYTES", 1 << 20)
        status, answer = asked(client, "pasted", MANY)
    assert status == 400
    assert "more time or memory than one text may take" in Checked(answer).text
    assert asked(client, "pasted")[0] == 200


def process_of(app: Flask) -> int:
    end = app.extensions[apart.KEY]._end
    assert end is not None
    found = end.peek()
    assert found is not None
    return int(found[2][0].pid)


def test_a_keeper_that_was_killed_is_begun_again(app: Flask, client: FlaskClient) -> None:
    assert asked(client, "pasted")[0] == 200
    first = process_of(app)
    os.kill(first, signal.SIGKILL)
    assert asked(client, "pasted")[0] == 200
    assert process_of(app) != first


def test_a_new_generation_is_checked_against(tmp_path: Path) -> None:
    def texts(said: str) -> list[tuple[TextInfo, list[Turn]]]:
        return [tiny_text("en-hearing", [tiny_turn(said, label="ORLAN", speaker="orlan")], trial="hearing")]

    home = tiny_home(tmp_path / "home", texts("The lantern hung by the old gate."), index=True)
    client = create_app(home, catalogue=hearing_catalogue(), rate=None).test_client()
    address = "/api/verify?quote=The lantern stood under the new bridge."
    assert client.get(address).get_json()["verdict"] != "exact"
    new = texts("The lantern stood under the new bridge.")
    write_library(home, new, [], {"texts": [], "refused": [], "faults": []})
    build_index(home)
    assert client.get(address).get_json()["verdict"] == "exact"


def test_it_ends_with_the_app(web_home: Home) -> None:
    app = create_app(web_home, catalogue=hearing_catalogue(), rate=None)
    assert asked(app.test_client(), "pasted")[0] == 200
    process = process_of(app)
    app.extensions.pop(apart.KEY)._end()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.fixture
def streaming(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Flask, Places, list[str]]]:
    """An app whose one page is made bit by bit, with its places; a copy's part is done by a thread."""
    room, left = Places(1), []

    def page() -> Iterator[str]:
        try:
            for number in range(1_000):
                yield f"{number} of a thousand geese; " * 100
        finally:
            left.append("the copy")

    def made(keeper: object) -> Flask:
        app = Flask("webapp")
        app.extensions[apart.KEY] = keeper
        app.add_url_rule("/geese", view_func=answered_apart(room)(page), endpoint="geese")
        return app

    def copy(self: Keeper, seconds: float) -> object:
        mine, theirs = socket.socketpair()

        def work() -> None:
            try:
                with theirs, theirs.makefile("rwb") as stream:
                    asked = json.loads(receive(stream))
                    keeper._answer(made(None), asked["environ"], receive(stream), stream)
            except ConnectionError:
                left.append("nobody listens")

        threading.Thread(target=work, daemon=True).start()
        with mine:
            return mine.makefile("rwb")

    monkeypatch.setattr(Keeper, "_copy", copy)
    yield made(Keeper()), room, left


def test_what_is_made_bit_by_bit_comes_so_and_whole(streaming: tuple[Flask, Places, list[str]]) -> None:
    app, room, left = streaming
    answer = app.test_client().get("/geese")
    text = answer.get_data(as_text=True)
    assert text.count("geese") == 100_000
    answer.close()
    room.take().leave()
    assert left == ["the copy"]


def test_who_leaves_early_ends_the_work(streaming: tuple[Flask, Places, list[str]]) -> None:
    app, room, left = streaming
    answer = app.test_client().get("/geese")
    assert b"0 of a thousand" in next(iter(answer.response))
    answer.close()
    room.take().leave()
    for thread in threading.enumerate():
        if thread.daemon and thread.name.endswith("(work)"):
            thread.join(20)
    assert "nobody listens" in left
