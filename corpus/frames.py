"""Messages between a process and those that it lets work for it: eight hexadecimal digits of length, then as many
bytes."""

from __future__ import annotations

from typing import Any, Protocol

MAX_BYTES = (1 << 32) - 1
"""Of one message: what eight digits tell."""


class Inward(Protocol):
    """What is read from."""

    def read(self, size: int, /) -> bytes:
        """Give so many bytes, fewer where no more come."""


class Outward(Protocol):
    """What is written to."""

    def write(self, data: bytes, /) -> Any:
        """Take bytes."""

    def flush(self) -> None:
        """Send what was taken."""


def send(stream: Outward, data: bytes) -> None:
    """Send a message. Raises OSError, and ValueError where it is too long."""
    if len(data) > MAX_BYTES:
        raise ValueError("too long a message")
    stream.write(b"%08x" % len(data))
    stream.write(data)
    stream.flush()


def receive(stream: Inward, most: int = MAX_BYTES) -> bytes:
    """Receive a message of at most so many bytes. Raises EOFError where there is none whole, ValueError, OSError."""
    head = stream.read(8)
    if len(head) < 8:
        raise EOFError
    size = int(head, 16)
    if size > most:
        raise ValueError("too long a message")
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
