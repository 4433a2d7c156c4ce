"""Running the command in tests: within this process for speed, or in one of its own where that matters."""

from __future__ import annotations

import gc
import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from webapp.cli import main


@dataclass(frozen=True)
class Outcome:
    """How a call ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def raw(self) -> bytes:
        """Standard output as bytes."""
        return self.out.encode("utf-8", "surrogateescape")

    @property
    def data(self) -> Any:
        """Standard output as one JSON value."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.split("\n") if line]


class _Screen(io.TextIOWrapper):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def trials(
    *arguments: object, home: Path | None = None, stdin: bytes = b"", terminal: bool = False
) -> Outcome:
    """Call the command in this process, with real exit codes; with ``terminal`` both streams say that they are one."""
    stream = _Screen if terminal else io.TextIOWrapper
    out, err = stream(io.BytesIO(), "utf-8"), stream(io.BytesIO(), "utf-8")
    argv = ["trials", *(("--home", str(home)) if home else ()), *map(str, arguments)]
    code: object = None
    with (
        patch.object(sys, "argv", argv), patch.object(sys, "stdout", out), patch.object(sys, "stderr", err),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8")),
        # A command may stand back behind others; the tests after it may not.
        patch.object(os, "nice", lambda _: 0, create=True),
        # Nor is what a command leaves to the end of its process to stay to the end of this one.
        patch.object(gc, "freeze", lambda: None),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8", "surrogateescape"))  # type: ignore[attr-defined]
    return Outcome(code if isinstance(code, int) else 1, *texts)


def hits(home: Path, words: str) -> int:
    """Give how often a search finds words in a home."""
    answer = trials("search", words, "--json", home=home)
    assert answer.code == 0, answer.err
    return int(answer.data["hits_total"])


def process(*arguments: object, home: Path | None = None, **options: Any) -> subprocess.Popen[bytes]:
    """Start the command in a process of its own, away from the checkout."""
    argv = [sys.executable, "-m", "webapp.cli", *(("--home", str(home)) if home else ()), *map(str, arguments)]
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.PIPE)
    return subprocess.Popen(argv, cwd="/", preexec_fn=_interruptible, **options)


def _interruptible() -> None:
    # A run in the background may have been told to ignore Ctrl-C; what it starts inherits that.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ended(running: subprocess.Popen[bytes], seconds: float = 120) -> Outcome:
    """Wait for a process and give how it ended."""
    out, err = running.communicate(timeout=seconds)
    return Outcome(running.returncode, out.decode(), err.decode())


def snapshot(home: Path) -> dict[str, bytes]:
    """Give the content of every file of a home's library, index and sources.

    Notes of what was verified and of what was read, which save time only, are left out.
    """
    return {
        str(path.relative_to(home)): path.read_bytes()
        for part in ("library", "index", "sources")
        for path in sorted((home / part).rglob("*"))
        if path.is_file() and path.name != "verified.json" and path.parent.name not in ("read", "made")
    }
