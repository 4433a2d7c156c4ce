"""The library: parsed texts as JSON Lines, one file for each text, in generations.

A generation holds ``texts.json`` (the list of texts in reading order), ``<id>.jsonl`` (one turn a line),
``pairs.jsonl``, ``report.json`` and ``sources.json`` (the files it was made of).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus.errors import HomeError, IndexDamagedError
from corpus.model.notes import CODES_MARK
from corpus.model.turns import Pair, TextInfo, Turn
from corpus.storage import generations, versions
from corpus.storage.files import read_text
from corpus.storage.home import Home
from corpus.storage.sources import LISTED, SourceFile, listed, written

VERSION = f"4-{CODES_MARK}"
"""Version of the library's files and of the notes in them: what another one wrote is not read, but made anew."""


def dump(data: Any) -> str:
    """Write JSON as everywhere in the library: compact, keys in order, letters as they are."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write_library(
    home: Home,
    texts: Sequence[tuple[TextInfo, Iterable[Turn]]],
    pairs: Iterable[Pair],
    report: Mapping[str, Any],
    sources: str = "",
    files: Iterable[SourceFile] = (),
) -> Path:
    """Write a new generation of the library and switch to it; the old one stays until then.

    ``sources`` is a mark of what was read, kept in the manifest; ``files`` are listed, so that a lost list of sources
    can be brought back.
    """
    about = {"version": VERSION, "sources": sources, "catalogue": home.catalogue}
    with generations.building(home.library, about) as place:
        for info, turns in texts:
            _write_lines(place / f"{info.id}.jsonl", (turn.to_json() for turn in turns))
        (place / "texts.json").write_text(
            json.dumps([info.to_json() for info, _ in texts], ensure_ascii=False, indent=1), "utf-8"
        )
        _write_lines(place / "pairs.jsonl", (pair.to_json() for pair in pairs))
        (place / LISTED).write_text(written(files), "utf-8")
        (place / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")
    return place


class Library:
    """The library in use, read-only.

    Raises HomeError where there is none, OtherVersionError where another version made it, IndexDamagedError where a
    file differs from what was written.
    """

    def __init__(self, home: Home) -> None:
        place = generations.current(home.library)
        if place is None:
            raise HomeError(f"The home {home.path} has no texts yet.",
                            "Bring the public ones with `trials fetch`, or your own with `trials add PATH`.")
        self.place = place
        made = generations.manifest(place).get("version")
        if made != VERSION:
            raise versions.of_another(f"The library {place}", made, VERSION)
        wrong = generations.damage(place)
        if wrong:
            raise IndexDamagedError(f"The library {place} is damaged: {wrong[0]}.",
                                    "Run `trials reindex --full`, which reads the sources again.")
        data = json.loads((place / "texts.json").read_text("utf-8"))
        self.texts: tuple[TextInfo, ...] = tuple(TextInfo.from_json(entry) for entry in data)

    def turns(self, text_id: str) -> Iterator[Turn]:
        """Give the turns of one text in order."""
        for row in _read_lines(self.place / f"{text_id}.jsonl"):
            yield Turn.from_json(row)

    def pairs(self) -> Iterator[Pair]:
        """Give the aligned pairs."""
        for row in _read_lines(self.place / "pairs.jsonl"):
            yield Pair.from_json(row)

    def sources(self) -> tuple[SourceFile, ...]:
        """Give the files that this library was made of. Raises IndexDamagedError where their list is none."""
        try:
            return tuple(listed(read_text(self.place / LISTED)))
        except FileNotFoundError:  # a library of an older version
            return ()
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise IndexDamagedError(f"The library {self.place} has no list of its sources.",
                                    "Run `trials reindex --full`.") from error

    def report(self) -> dict[str, Any]:
        """Give the report of the ingest that made this library."""
        data: dict[str, Any] = json.loads((self.place / "report.json").read_text("utf-8"))
        return data


def refuse_later(home: Home) -> None:
    """Let a home pass whose library no later version made. Raises OtherVersionError."""
    versions.refuse_later("library", home.library, "version", VERSION)


def text_earlier(home: Home, text_id: str, ref: str, digest: str) -> str | None:
    """Give the words that a turn had in a generation that is still kept, by its content mark; None without."""
    wanted = dump({"ref": ref})[1:-1]
    for place in reversed(generations.generations(home.library)):
        path = place / f"{text_id}.jsonl"
        # A generation that another version wrote is read as far as it can be.
        with suppress(OSError, ValueError, KeyError, TypeError), path.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                text = json.loads(line)["text"] if wanted in line else ""
                if text and hashlib.sha256(text.encode()).hexdigest().startswith(digest):
                    return str(text)
    return None


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in rows:
            stream.write(dump(row) + "\n")


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield json.loads(line)
