"""What is kept between runs under the library, so that nothing is done twice: texts under the mark of what made them.

Each has a checksum; what is no longer what was kept is made again.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Literal

from corpus.storage.home import Home
from corpus.storage.sealed import keep_text, kept_text

_MARK_CHARS = 16


class LibraryMemory:
    """The texts of one folder under ``library/``: files as read, or texts as made of them.

    ``program`` is the mark of the code that made them: what other code made is not found. What a run does not ask for
    can be forgotten at its end.
    """

    def __init__(self, home: Home, folder: Literal["read", "made"], program: str) -> None:
        self._folder, self._end = home.library / folder, f"-{program[:_MARK_CHARS]}.json"
        self._used: set[str] = set()

    def find(self, name: str) -> str | None:
        """Give what is kept under a name, None where nothing is or it is damaged."""
        path = self._place(name)
        try:
            return kept_text(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            with suppress(OSError):
                path.unlink()
            return None

    def keep(self, name: str, text: str) -> None:
        """Keep a text; a memory that cannot be kept costs time only."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            keep_text(self._place(name), text)

    def _place(self, name: str) -> Path:
        self._used.add(f"{name}{self._end}")
        return self._folder / f"{name}{self._end}"

    def forget_unused(self) -> None:
        """Remove what this run did not ask for; what cannot be removed stays until the next run."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink(missing_ok=True)

    def damaged(self) -> list[str]:
        """Name what is no longer what was kept, of what this code made."""
        wrong = []
        for path in sorted(self._folder.glob(f"*{self._end}")) if self._folder.is_dir() else ():
            try:
                kept_text(path)
            except (OSError, ValueError) as error:
                wrong.append(f"library/{self._folder.name}/{path.name}: {error}")
        return wrong
