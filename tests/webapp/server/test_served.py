"""The app as servers run it: preloaded or not, many threads beside rebuilds, and the signals of a restart."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

import pytest
from documented import MANUAL, blocks
from flask import Flask
from web_browser import WHOM, Crowd, status_of

from corpus.limits import MAX_QUERY_CHARS
from corpus.storage.home import Home
from indexer.building.run import build_index
from webapp.server.links import KEY

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900),
              pytest.mark.skipif(find_spec("gunicorn") is None, reason="gunicorn is not installed")]
THREADS, ROUNDS, PATIENCE, CROWD = 16, 3, 120, 60


@pytest.fixture(scope="module")
def home(specimen: Flask, tmp_path_factory: pytest.TempPathFactory) -> Home:
    whole = specimen.extensions[KEY].home
    place = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(whole.path, place)
    return Home(place, whole.catalogue)


def asked(port: int, address: str, form: dict[str, str] | None = None) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        if form is None:
            connection.request("GET", address)
        else:
            connection.request("POST", address, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def until_answered(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if asked(port, "/about") == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
    raise AssertionError("the server does not answer")


@contextmanager
def served(home: Home, *options: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve a home. The server is handed a port that listens: one that is only free may be taken until it has begun."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        port, handle = listening.getsockname()[1], listening.fileno()
        command = [sys.executable, "-m", "gunicorn", "-w", "1", "--threads", str(THREADS), "-b", f"fd://{handle}",
                   *options, "webapp.wsgi:app()"]
        process = subprocess.Popen(command, env={**os.environ, "TRIALS_HOME": str(home.path), "TRIALS_RATE": "0"},
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(handle,))
        try:
            until_answered(port)
            yield port, process
        finally:
            process.kill()
            process.wait()


@pytest.mark.parametrize("options", [(), ("--preload",)])
def test_the_name_that_is_asked_is_the_one_of_the_request(home: Home, options: tuple[str, ...]) -> None:
    with served(home, *options) as (port, _):
        assert {head: status_of(port, head) for head, _ in WHOM} == dict(WHOM)


def test_the_longest_query_is_answered_as_the_manual_serves_it(home: Home) -> None:
    [service] = blocks(MANUAL / "serving.md", "ini")
    options = re.search(r"-m gunicorn (.*) -b ", service)
    assert options
    with served(home, *options[1].split()) as (port, _):
        assert asked(port, f"/search?{urlencode({'q': 'ы' * MAX_QUERY_CHARS})}") == 200


def keepers(server: int) -> set[int]:
    """The keepers that run now for the processes of a server; none where the system does not tell."""
    found, left = set(), [server]
    while left:
        tasks = Path(f"/proc/{left.pop()}/task")
        for task in tasks.iterdir() if tasks.exists() else ():
            for child in map(int, (task / "children").read_text("ascii").split()):
                left.append(child)
                if b"webapp.keeper" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.add(child)
    return found


PAGES = ("/", "/about", "/texts", "/search?q=lamp", "/api/texts", "/api/verify?quote=the+lamp")


def asked_on(port: int, end: threading.Event) -> list[int | str]:
    """Ask for pages and checks one after the other until told to end; give every status, or what came instead."""
    found: list[int | str] = []
    while not end.is_set():
        for page in PAGES:
            try:
                found.append(asked(port, page))
            except (OSError, http.client.HTTPException) as error:
                found.append(type(error).__name__)
    return found


@pytest.mark.parametrize("options", [(), ("--preload",)], ids=["plain", "preload"])
def test_a_restart_under_load_loses_no_answer(home: Home, options: tuple[str, ...]) -> None:
    end = threading.Event()
    with served(home, *options) as (port, process), ThreadPoolExecutor(THREADS) as pool:
        readers = [pool.submit(asked_on, port, end) for _ in range(THREADS // 2)]
        checks = [pool.submit(asked, port, "/check", {"text": "“the lamp was out” (Trial 12)"}) for _ in range(2)]
        try:
            for _ in range(2):
                time.sleep(1)
                process.send_signal(signal.SIGHUP)
                until_answered(port)
        finally:
            time.sleep(1)
            end.set()
        statuses = {status for reader in readers for status in reader.result()} | {one.result() for one in checks}
        assert statuses <= {200, 429}, statuses
        process.terminate()
        assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize("options", [(), ("--preload",)], ids=["plain", "preload"])
def test_many_threads_read_and_check_beside_a_rebuild_and_a_restart(home: Home, options: tuple[str, ...]) -> None:
    with served(home, *options) as (port, process), ThreadPoolExecutor(THREADS) as pool:
        pages = [pool.submit(asked, port, page) for page in PAGES * ROUNDS]
        check = pool.submit(asked, port, "/check", {"text": "“the lamp was out” (Trial 12)"})
        build_index(home)
        assert {page.result() for page in pages} <= {200, 429}
        assert check.result() in (200, 429)
        assert asked(port, "/check", {"text": "“the lamp was out” (Trial 12)"}) == 200
        process.send_signal(signal.SIGHUP)
        time.sleep(1)
        until_answered(port)
        assert asked(port, "/check", {"text": "“the lamp was out” (Trial 12)"}) == 200
        left = keepers(process.pid)
        process.terminate()
        assert process.wait(PATIENCE) == 0
    end = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{keeper}").exists() for keeper in left) and time.monotonic() < end:
        time.sleep(0.2)
    assert not any(Path(f"/proc/{keeper}").exists() for keeper in left)


SITE = re.compile(r"listen 80;|proxy_pass http://[0-9.:]+;")
HALF = b"GET /about HTTP/1.1\r\nHost: trials.example.org\r\nX-a: "
FORM = b"POST /check HTTP/1.1\r\nHost: trials.example.org\r\nContent-Length: 100000\r\n\r\n"


@pytest.fixture(scope="module")
def site(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of the site that the manual gives, in front of the app as gunicorn serves it."""
    nginx = shutil.which("nginx")
    if nginx is None:
        pytest.skip("nginx is not installed")
    place = tmp_path_factory.mktemp("site")
    with socket.create_server(("127.0.0.1", 0)) as free:
        front = free.getsockname()[1]
    with served(home) as (port, _):
        [block] = blocks(MANUAL / "serving.md", "nginx")
        said = SITE.sub(lambda line: f"listen 127.0.0.1:{front};" if line[0][0] == "l"
                        else f"proxy_pass http://127.0.0.1:{port};", block)
        kept = " ".join(f"{name}_temp_path {place}/{name};"
                        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (place / "nginx.conf").write_text(
            f"daemon off; pid {place}/pid; events {{}}\nhttp {{ access_log off; {kept} {said} }}\n", "utf-8")
        process = subprocess.Popen([nginx, "-e", place / "error.log", "-p", place, "-c", place / "nginx.conf"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            until_answered(front)
            yield front
        finally:
            process.terminate()
            process.wait()


@pytest.mark.parametrize(("said", "more"), [(b"", b""), (HALF, b""), (HALF, b"a"), (FORM, b"a")])
def test_no_crowd_keeps_readers_out_behind_the_site_of_the_manual(site: int, said: bytes, more: bytes) -> None:
    with Crowd(site, CROWD, said, more):
        for _ in range(5):
            assert asked(site, "/about") == 200
