"""The one way in which a file is read that others may have put there: no pipe is waited for, none read without end,
and none given as it never was.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from corpus.limits import MAX_ANSWER_BYTES

ATTEMPTS = 3
"""To read a file that somebody else writes: an editor is done by then, a copy of a large file is not."""

PART_BYTES = 65_536
"""Read at once, at least, of a file that does not say its size; one that does is read in one part."""


class NoFileError(OSError):
    """Something that is no regular file: a folder, a pipe, a device."""


class TooLongError(NoFileError):
    """A file that is longer than what is read; ``size`` is its bytes, as far as they were counted."""

    def __init__(self, path: Path, size: int) -> None:
        super().__init__(errno.EFBIG, f"It has {size:,} bytes", str(path))
        self.size = size


class ChangingError(NoFileError):
    """A file that somebody writes while it is read: what was read may be half the one and half the other."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EBUSY, "It is changed while it is read", str(path))


def read_file(path: Path, most: int = MAX_ANSWER_BYTES) -> bytes:
    """Give the bytes of a regular file of at most ``most`` bytes, all of one moment.

    Raises OSError, of which NoFileError says that it is none, TooLongError that it has more, and ChangingError that it
    was changed each time it was read. What grows while it is read, or does not say its size, as the files of ``/proc``,
    is held to ``most`` too.
    """
    for _ in range(ATTEMPTS):
        data = _read(path, most)
        if data is not None:
            return data
    raise ChangingError(path)


def _read(path: Path, most: int) -> bytes | None:
    """Give the bytes of a file; None where it is another than it was before they were read."""
    try:
        # Without O_NONBLOCK a pipe that nobody writes would be waited for.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket cannot be opened
            raise _no_file(path) from error
        raise
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise _no_file(path)
        if about.st_size > most:
            raise TooLongError(path, about.st_size)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            data = _beginning(stream, most + 1, max(about.st_size + 1, PART_BYTES))
        after = os.fstat(handle)
    finally:
        os.close(handle)
    if len(data) > most:
        raise TooLongError(path, len(data))
    # Files of /proc have no size and are made when they are read.
    unsized = not about.st_size and not after.st_size
    return data if unsized or (len(data), about.st_mtime_ns) == (after.st_size, after.st_mtime_ns) else None


def _beginning(stream: BinaryIO, most: int, part: int) -> bytes:
    """Give at most ``most`` bytes, asked for in parts: whoever asks for as many at once is given the room for them."""
    parts = []
    while most > 0 and (data := stream.read(min(part, most))):
        parts.append(data)
        most -= len(data)
    return b"".join(parts)


def is_there(path: Path) -> bool:
    """Whether a name is taken, were it by a link to nowhere. Raises OSError where a folder on the way is closed to us:
    what it holds is not known, and not nothing."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _no_file(path: Path) -> NoFileError:
    return NoFileError(errno.EINVAL, "It is no file that can be read", str(path))
