"""Reading what lies in a home, which others may have filled: no pipe is waited for, no disk read into memory."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any

from corpus.limits import MAX_ANSWER_BYTES


class NoFileError(OSError):
    """Something that is no regular file, or longer than any of a home."""


def read_file(path: Path) -> bytes:
    """Give the bytes of a regular file. Raises OSError, of which NoFileError says that it is none."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe without a writer would be waited for
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise NoFileError(errno.EINVAL, "It is no file that can be read", str(path))
        if about.st_size > MAX_ANSWER_BYTES:
            raise NoFileError(errno.EFBIG, f"It has {about.st_size:,} bytes", str(path))
        with os.fdopen(handle, "rb", closefd=False) as stream:
            return stream.read()
    finally:
        os.close(handle)


def read_text(path: Path) -> str:
    """Give the text of a regular file in UTF-8, its ends of lines as they are. Raises OSError, ValueError."""
    return read_file(path).decode("utf-8")


def parsed(text: str) -> Any:
    """Give what JSON says. Raises ValueError, also where it is nested deeper than anything a home holds."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
