"""Everything that follows reading, done in processes with limits that grow with the text, and kept between runs.

What is made depends on what is given, the catalogue and the program alone, so it is kept under the mark of these and
not made again (``library/made``). A text that meets a limit is refused by name; nothing else is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any, TypeVar

from corpus.catalogue import carried
from corpus.catalogue.catalogue import Catalogue
from corpus.corrections.turns import TurnOverride
from corpus.errors import SourceRefusedError
from corpus.ingest.made import MadeText
from corpus.limits import MAKING_BYTES_A_SECOND, MAKING_MEMORY_A_BYTE, MAKING_MEMORY_BYTES, MAKING_SECONDS
from corpus.model.blocks import SourceText
from corpus.model.notes import Note
from corpus.model.turns import Pair, TextInfo, Turn
from corpus.pages.claims import Claim
from corpus.pages.estimate import Estimator
from corpus.processes.limited import Machines, Why, WorkFailedError, WorkRequest, patience
from corpus.processes.pool import Pool
from corpus.reading import wire as codec
from corpus.storage.home import Home
from corpus.storage.kept import LibraryMemory
from corpus.storage.sources import SourceFile, row_of

PROCESS = "corpus.ingest.work"
"""The module whose work this is."""

REMEMBERED: Mapping[str, Why] = {'"time"': "time", '"memory"': "memory"}
"""What is kept of a text that met a limit, so that it costs later runs nothing."""

Files = Sequence[tuple[SourceFile, Sequence[SourceText]]]
"""The files of a text, each with its texts as read."""
Text = tuple[TextInfo, Sequence[Turn]]
Made = TypeVar("Made")


def seconds_for(size: int) -> int:
    """Give the processor seconds that may be taken for a text of ``size`` bytes as read."""
    return int(MAKING_SECONDS + size / MAKING_BYTES_A_SECOND)


def memory_for(size: int) -> int:
    """Give the bytes of memory that may be taken for a text of ``size`` bytes as read."""
    return MAKING_MEMORY_BYTES + MAKING_MEMORY_A_BYTE * size


class Maker:
    """Makes texts, their pairs and pages, on ``machines``. Use as a context manager.

    ``program`` is the mark of the code. With ``anew`` everything is made again, whatever is kept. Whatever is asked
    raises SourceRefusedError where a limit is met.
    """

    def __init__(self, home: Home, catalogue: Catalogue, machines: Machines, program: str, *, anew: bool) -> None:
        self.number, self.catalogue = machines.number, catalogue
        self._catalogue = carried.written(catalogue).encode()
        self._anew = anew
        self._kept = LibraryMemory(home, "made", program)
        self._processes = Pool(machines, PROCESS)

    def __enter__(self) -> Maker:
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.close()

    def forget_unused(self) -> None:
        """Remove what is kept and this run did not ask for."""
        self._kept.forget_unused()

    def texts(self, name: str, files: Files, overrides: Sequence[TurnOverride]) -> list[MadeText]:
        """Make the edition or the documents of the files that bear one name, with the user's corrections."""
        asked = {
            "name": name, "edition": files[0][0].edition is not None, "files": [row_of(file) for file, _ in files],
            "overrides": [[o.line, o.place, list(asdict(o.correction).values()), o.digest] for o in overrides],
        }
        parts = [codec.encode(list(texts)) for _, texts in files]
        raws = [texts[0].raw if texts else "" for _, texts in files]
        both = [part for pair in zip(parts, raws, strict=True) for part in pair]
        return self._ask("make", name, asked, both, sum(map(len, parts)),
                         lambda made: [MadeText.from_json(text) for text in made])

    def related(self, text: MadeText) -> MadeText:
        """Give a text that was made before with its pairs and what it says of pages."""
        part = _json(text.to_json())
        return self._ask("relate", text.info.id, {}, [part], len(part), MadeText.from_json)

    def estimator(self, edition: Text, claims: Sequence[Claim]) -> Estimator | None:
        """Give the estimator of an edition's pages from what is claimed of them, None where too few claims agree."""
        part, asked = _written(edition), {"claims": [asdict(claim) for claim in claims]}
        return self._ask("pages", edition[0].id, asked, [part], len(part) + len(_json(asked)), Estimator.from_json)

    def pairs(self, left: Text, right: Text, *, told: bool = False) -> list[Pair]:
        """Pair two editions of a trial, or two documents of which one is told to translate the other."""
        parts = [_written(left), _written(right)]
        return self._ask("pairs", f"{left[0].id} and {right[0].id}", {"told": told}, parts, sum(map(len, parts)),
                         lambda made: [Pair.from_json(pair) for pair in made])

    def _ask(self, task: str, name: str, asked: Mapping[str, Any], parts: Sequence[str], size: int,
             read: Callable[[Any], Made]) -> Made:
        """Give what is kept, or have it made; ``size`` is what limits grow with."""
        sent = (self._catalogue, *(part.encode("utf-8", "surrogatepass") for part in (_json(asked), *parts)))
        key = hashlib.sha256()
        for part in (task.encode(), *sent):
            key.update(hashlib.sha256(part).digest())
        place = key.hexdigest()
        request = WorkRequest({"task": task}, sent, seconds_for(size), memory_for(size))
        kept = None if self._anew else self._kept.find(place)
        if known := REMEMBERED.get(kept or ""):
            raise _refusal(name, WorkFailedError(known), request)
        if kept is not None:
            with suppress(ValueError, TypeError, KeyError, AttributeError):
                return read(json.loads(kept))
        try:
            answer = self._processes.ask(request).decode("utf-8", "surrogatepass")
            made = read(json.loads(answer))
        except WorkFailedError as failed:
            for said, why in REMEMBERED.items():
                if failed.why == why:
                    self._kept.keep(place, said)
            raise _refusal(name, failed, request) from failed
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise _refusal(name, WorkFailedError("error", type(error).__name__), request) from error
        with suppress(UnicodeEncodeError):  # half signs that no file takes
            self._kept.keep(place, answer)
        return made


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _written(text: Text) -> str:
    info, turns = text
    return _json([info.to_json(), [turn.to_json() for turn in turns]])


def _refusal(name: str, failed: WorkFailedError, request: WorkRequest) -> SourceRefusedError:
    if failed.why == "machine":
        return SourceRefusedError(Note("work-hindered", name=name, error=failed.what), Note("machine-hindered"))
    why = {
        "time": Note("work-too-slow", name=name, seconds=request.seconds),
        "late": Note("work-late", name=name, seconds=round(patience(request.seconds))),
        "memory": Note("work-too-heavy", name=name, megabytes=request.memory >> 20),
        "error": Note("work-failed", name=name, error=failed.what or None),
    }[failed.why]
    return SourceRefusedError(why, Note("look-into-file"))
