"""One way to read what others put there: every reader that goes through it ends, and says what it found."""

from __future__ import annotations

import os
import socket
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from planted import planted

from corpus.catalogue.own import own_mark
from corpus.corrections.written_lines import written_lines
from corpus.data_files import read_table
from corpus.errors import TrialsError
from corpus.reading.formats import load
from corpus.regular_files import PART_BYTES, ChangingError, NoFileError, TooLongError, read_file


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"quagga")
    assert read_file(tmp_path / "a", 6) == b"quagga"


@pytest.mark.parametrize("size", [0, 10, 3 * PART_BYTES])
def test_a_file_takes_the_room_that_it_needs(tmp_path: Path, size: int) -> None:
    (tmp_path / "a").write_bytes(bytes(size))
    tracemalloc.start()
    data = read_file(tmp_path / "a", 1 << 30)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(data) == size
    assert most < size + 4 * PART_BYTES


@pytest.mark.parametrize("size", [0, 10])
def test_what_does_not_say_its_size_is_held_to_the_bound(tmp_path: Path, size: int) -> None:
    own = Path("/proc/self/cmdline")
    if not own.exists():
        pytest.skip("no /proc here")
    whole = own.read_bytes()
    assert read_file(own, len(whole) + size) == whole
    with pytest.raises(TooLongError):
        read_file(own, len(whole) - 1)


@pytest.mark.parametrize("what", ["pipe", "folder", "device", "endless"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, what: str) -> None:
    planted(tmp_path / "a", what)
    with pytest.raises(NoFileError):
        read_file(tmp_path / "a")


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may be some hundred bytes long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("a")
        with pytest.raises(NoFileError):
            read_file(tmp_path / "a")


def test_more_bytes_than_are_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"quagga")
    with pytest.raises(TooLongError) as refused:
        read_file(tmp_path / "a", 5)
    assert refused.value.size == 6


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="files without a size are those of /proc")
def test_a_file_that_does_not_say_its_size_is_held_to_the_limit_too() -> None:
    with pytest.raises(TooLongError):
        read_file(Path("/proc/self/status"), 10)


class Written:
    """Lets somebody write a file each time another process would find it half read: at its first bytes."""

    def __init__(self, path: Path, states: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
        self._path, self._states, self._fdopen = path, states, os.fdopen
        monkeypatch.setattr(os, "fdopen", self._opened)

    def _opened(self, handle: int, *args: object, **kwargs: object) -> IO[bytes]:
        stream = self._fdopen(handle, *args, **kwargs)
        if self._states:
            stream.peek(1)
            before = self._path.stat()
            self._path.write_bytes(self._states.pop(0))
            os.utime(self._path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
        return stream


LONG = 100_000


@pytest.mark.parametrize(
    "now", [b"b" * LONG, b"b" * (LONG + 5), b"b" * 9_000, b"b"], ids=["other", "grown", "cut", "short"])
def test_a_file_that_is_written_once_is_read_as_it_is_then(
    tmp_path: Path, now: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"a" * LONG)
    Written(tmp_path / "a", [now], monkeypatch)
    assert read_file(tmp_path / "a") == now


def test_a_file_that_is_written_all_the_time_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"a" * LONG)
    Written(tmp_path / "a", [letter * LONG for letter in (b"b", b"c", b"d")], monkeypatch)
    with pytest.raises(ChangingError):
        read_file(tmp_path / "a")
    Written(tmp_path / "a", [letter * LONG for letter in (b"e", b"f", b"g")], monkeypatch)
    with pytest.raises(TrialsError, match=r"changed while it is read|file-changing"):
        load(tmp_path / "a")
    Written(tmp_path / "a", [letter * LONG for letter in (b"h", b"i", b"j")], monkeypatch)
    with pytest.raises(TrialsError, match=r"changed while it is read|file-changing"):
        written_lines(tmp_path / "a")


def test_a_file_that_is_replaced_or_removed_is_read_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who writes another file and gives it the name disturbs nobody."""
    real = os.fdopen

    def replaced(handle: int, *args: object, **kwargs: object) -> IO[bytes]:
        (tmp_path / "a").unlink()
        return real(handle, *args, **kwargs)

    (tmp_path / "a").write_bytes(b"a" * LONG)
    monkeypatch.setattr(os, "fdopen", replaced)
    assert read_file(tmp_path / "a") == b"a" * LONG


READERS: dict[str, Callable[[Path], object]] = {
    "source": load,
    "corrections": written_lines,
    "catalogue": lambda path: own_mark(path.parent),
    "table": read_table,
}


@pytest.mark.parametrize("what", ["pipe", "device", "endless"])
@pytest.mark.parametrize("reader", READERS)
def test_each_reader_refuses_it_with_a_message(tmp_path: Path, reader: str, what: str) -> None:
    path = tmp_path / "home" / "trials.toml"
    path.parent.mkdir()
    planted(path, what)
    with pytest.raises(TrialsError) as refused:
        READERS[reader](path)
    assert str(path.parent) in str(refused.value)
    assert refused.value.advice
