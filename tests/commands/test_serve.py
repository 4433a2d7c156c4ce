"""``trials demo`` and ``trials serve`` in processes of their own: address, page, end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from command import ended, process, trials


@contextmanager
def served(*arguments: object, **options: object) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start a server and give its address; it is ended as Ctrl-C does."""
    running = process(*arguments, **options)
    try:
        assert running.stdout
        address = ""
        for line in running.stdout:
            if line.startswith(b"http://"):
                address = line.decode().strip()
                break
        assert address, "the server ended before it listened"
        yield address, running
    finally:
        running.send_signal(signal.SIGINT)
        outcome = ended(running)
        assert outcome.code == 0, outcome.err


def page(address: str, path: str = "") -> str:
    with urlopen(address + path, timeout=30) as answer:  # noqa: S310
        assert answer.status == 200
        return str(answer.read().decode())


@pytest.mark.slow
def test_the_demo_is_served_on_a_free_port(tmp_path: Path) -> None:
    with served("demo", home=tmp_path / "home") as (address, _):
        assert address.startswith("http://127.0.0.1:")
        assert "Northern Lamp" in page(address)
        assert "twenty minutes" in page(address, "search?q=%22at+least+twenty+minutes%22")
        assert page(address, "ru/")


def test_the_demo_prints_one_whole_example(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    environment.pop("TRIALS_HOME", None)
    answer = ended(process("demo", "--no-serve", env=environment))
    assert answer.code == 0
    for part in ("$ trials search ", "a-korvin (defendant)", "· p. ", "»the light was out", "counterpart: ru-specimen/",
                 "Я говорю, что маяк не горел", "citation: "):
        assert part in answer.out
    assert "This is a specimen" in answer.err
    assert answer.err.splitlines()[-1].endswith("trials fetch en-1936 en-1938")
    homes = [path.parent.name for path in tmp_path.rglob("home.json")]
    assert homes == ["trials-specimen"], "the user's own home is left alone"
    again = ended(process("demo", "--no-serve", env=environment))
    assert (again.code, again.out) == (0, answer.out)


def test_the_demo_does_not_touch_another_home(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("alpha beta gamma", "utf-8")
    home = tmp_path / "home"
    assert trials("add", note, home=home).code == 0
    answer = trials("demo", "--no-serve", home=home)
    assert answer.code == 2
    assert "home of its own" in answer.err


def test_an_empty_home_is_served_with_advice(tmp_path: Path) -> None:
    with served("serve", "--port", "0", home=tmp_path / "empty") as (address, _):
        try:
            shown = page(address)
        except HTTPError as error:
            assert error.code == 503
            shown = error.read().decode()
        assert "trials fetch" in shown


def test_permanent_links_carry_the_public_address(specimen: Path, ref: str) -> None:
    options = ("--port", "0", "--threads", "2", "--base-url", "https://trials.example.org")
    with served("serve", *options, home=specimen) as (address, _):
        assert "https://trials.example.org/en-specimen/" in page(address, ref)


def test_a_port_that_is_taken(specimen: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = trials("serve", "--port", taken.getsockname()[1], home=specimen)
    assert answer.code == 2
    assert "--port 0" in answer.err


def test_the_server_goes_over_to_a_new_index(own_home: Path) -> None:
    with served("serve", "--port", "0", home=own_home) as (address, _):
        before = page(address, "api/search?q=light")
        assert trials("reindex", home=own_home).code == 0
        assert trials("reindex", home=own_home).code == 0
        assert trials("reindex", home=own_home).code == 0
        assert page(address, "api/search?q=light") == before
