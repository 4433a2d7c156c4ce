"""Nodes of a search cluster on this machine: started on free ports, ended by whoever started them."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.errors import UnavailableError
from indexer.cluster.address import ClusterAddress, ClusterNode
from indexer.cluster.configuration import AGENT_PORT, node_configuration
from indexer.cluster.sphinx import SphinxNode

PROGRAM = shutil.which("searchd")
"""Sphinx's or Manticore's server, None where neither is installed."""

ABSENT = "searchd is absent: install Debian's sphinxsearch, or Manticore, to run the tests of the cluster"

STARTS_SECONDS = 30.0


class LocalNodes:
    """Nodes of one cluster, each a process."""

    def __init__(self, folder: Path, count: int = 2) -> None:
        self.nodes = tuple(ClusterNode("127.0.0.1", port) for port in _free_ports(count))
        self.address = ClusterAddress(self.nodes)
        self._folder = folder
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        for number in range(count):
            place = folder / str(number)
            place.mkdir(parents=True)
            text = node_configuration(self.nodes, number, str(place))
            (folder / f"{number}.conf").write_text(text, "utf-8")

    @property
    def processes(self) -> list[int]:
        """The identifiers of the processes that run."""
        return [process.pid for process in self._running.values()]

    def start(self, number: int) -> None:
        """Start a node and wait until it answers."""
        config = str(self._folder / f"{number}.conf")
        # The program and its configuration are ours.
        self._running[number] = subprocess.Popen(
            [str(PROGRAM), "--config", config, "--nodetach"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        asked = SphinxNode(self.nodes[number], self.address)
        until = time.monotonic() + STARTS_SECONDS
        while time.monotonic() < until:
            with suppress(UnavailableError):
                asked.texts()
                asked.close()
                return
            time.sleep(0.05)
        raise AssertionError(f"node {number} did not start")

    def stop(self, number: int, *, killed: bool = False) -> None:
        """End a node, at once where ``killed``."""
        process = self._running.pop(number)
        if killed:
            process.kill()
        else:
            process.terminate()
        process.wait(STARTS_SECONDS)

    @contextmanager
    def held_up(self, number: int) -> Iterator[None]:
        """Let a node take connections and answer nothing."""
        process = self._running[number]
        process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            process.send_signal(signal.SIGCONT)

    def stop_all(self) -> None:
        """End all that run."""
        for number in tuple(self._running):
            self.stop(number)


@contextmanager
def local_nodes(folder: Path, count: int = 2) -> Iterator[LocalNodes]:
    """Start nodes, and end them."""
    nodes = LocalNodes(folder, count)
    try:
        for number in range(count):
            nodes.start(number)
        yield nodes
    finally:
        nodes.stop_all()


def _free_ports(count: int) -> list[int]:
    """Find ports that are free, with those on which nodes ask each other."""
    found: list[int] = []
    while len(found) < count:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            with suppress(OSError, OverflowError):
                other.bind(("127.0.0.1", port + AGENT_PORT))
                if not any(abs(port - held) <= AGENT_PORT for held in found):
                    found.append(port)
    return found
