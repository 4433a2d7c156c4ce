"""One way to read what others put there: every reader that goes through it ends, and says what it found."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from planted import planted

from corpus.catalogue.own import own_mark
from corpus.corrections.written_lines import written_lines
from corpus.data_files import read_table
from corpus.errors import TrialsError
from corpus.reading.formats import load
from corpus.regular_files import NoFileError, TooLongError, read_file


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"quagga")
    assert read_file(tmp_path / "a", 6) == b"quagga"


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
