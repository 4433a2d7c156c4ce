"""What takes long has places, whichever way it is asked for: who finds none is told to come back."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from web_home import MORNING
from werkzeug.exceptions import TooManyRequests
from werkzeug.test import TestResponse

from webapp.server import places
from webapp.server.places import CHECKS, FILES, PICTURES, QUOTATIONS, Places

QUOTE = "Where did the grey goose stand when the lantern went out?"


def asked(client: FlaskClient, way: str) -> TestResponse:
    if way == "pasted":
        return client.post("/check", data={"text": f"“{QUOTE}” (Hearing 7)"})
    if way == "file":
        return client.post("/check", data={"file": (BytesIO(QUOTE.encode()), "note.txt")})
    return client.get(way)


@pytest.mark.parametrize(("way", "kind", "free"), [
    ("pasted", CHECKS, 200), ("file", CHECKS, 200), (f"/check?text={QUOTE}", QUOTATIONS, 200),
    (f"/ru/check?text={QUOTE}", QUOTATIONS, 200), (f"/api/verify?quote={QUOTE}", QUOTATIONS, 200),
    (f"/sheet/1/en-hearing/{MORNING}/0005.png", PICTURES, 404), ("/export?q=goose&form=text", FILES, 200),
    ("/texts/en-hearing.txt", FILES, 200),
])
def test_who_finds_no_place_is_told_to_come_back(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, way: str, kind: Places, free: int
) -> None:
    monkeypatch.setattr(places, "PATIENCE", 0.0)
    permits = [kind.take() for _ in range(kind.number)]
    try:
        refused = asked(client, way)
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "1")
        said = {"/ru": "Повторите через 1 секунду.", "/ap": "Too many questions"}.get(way[:3], "Try again in 1 second.")
        assert said in refused.get_data(as_text=True)
        assert client.get("/check").status_code == client.get("/").status_code == 200
    finally:
        for permit in permits:
            permit.leave()
    for _ in range(kind.number + 1):
        answer = asked(client, way)
        assert answer.status_code == free
        answer.close()


def test_a_place_is_left_once_and_after_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "PATIENCE", 0.0)
    room = Places(1)
    permit = room.take()
    permit.leave()
    permit.leave()
    with pytest.raises(KeyError), room.taken():
        raise KeyError
    with room.taken(), pytest.raises(TooManyRequests):
        room.take()


def test_who_may_not_wait_is_told_at_once() -> None:
    room = Places(1, waiting=False)
    with room.taken(), pytest.raises(TooManyRequests):
        room.take()
    assert not CHECKS._waiting
    assert QUOTATIONS._waiting
