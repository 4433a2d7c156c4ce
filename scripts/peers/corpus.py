"""A stand-in of the full corpus, made from the texts of a home: runs of their words, so the statistics are theirs.

The words of each language are one stream. A turn copies the stream from a random place and goes on, now and then,
at another place where the last two words are the same. Speaker, role, sitting and text are those of the turn it
began in. Nothing of it is for reading.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.language.words import words
from corpus.model.turns import Origin, Page, TextInfo, Turn
from corpus.storage.home import Home
from corpus.storage.library import Library, write_library

TURNS = 20_000
SHORTEST, LONGEST = 350, 900
"""Characters of a turn: 625 in the middle, which makes about 15 MB of 20,000 turns in two alphabets."""

KINDS = ("transcript", "cited", "citing")
JUMP = 1 / 12
TURNS_A_PAGE = 6


@dataclass(frozen=True, slots=True)
class Stream:
    """The words of one language: as printed with what follows them, as folded, and the turn of each."""

    lang: str
    printed: list[str]
    forms: list[str]
    turns: list[Turn]
    same: dict[tuple[str, str], list[int]]

    def copy(self, chance: random.Random) -> tuple[Turn, str]:
        """Give a text and the turn in which it begins."""
        at = chance.randrange(len(self.forms) - 1)
        turn = self.turns[at]
        wanted = chance.randint(SHORTEST, LONGEST)
        out: list[str] = []
        length = 0
        while length < wanted:
            out.append(self.printed[at])
            length += len(out[-1])
            if at and chance.random() < JUMP:
                at = chance.choice(self.same[self.forms[at - 1], self.forms[at]])
            at = (at + 1) % len(self.forms)
        return turn, "".join(out).strip()


def streams(library: Library, kinds: Sequence[str] = KINDS) -> list[Stream]:
    """Give the words of the library's texts of some kinds, one stream a language."""
    found: dict[str, Stream] = {}
    for info in (info for info in library.texts if info.kind in kinds):
        for turn in library.turns(info.id):
            stream = found.setdefault(turn.lang, Stream(turn.lang, [], [], [], defaultdict(list)))
            inside = words(turn.text)
            for number, word in enumerate(inside):
                until = inside[number + 1].start if number + 1 < len(inside) else word.end
                stream.printed.append(" ".join((turn.text[word.start : until] + "|").split())[:-1])
                if until == word.end:
                    stream.printed[-1] += ". "
                stream.forms.append(word.form)
                stream.turns.append(turn)
    for stream in found.values():
        for at in range(1, len(stream.forms)):
            stream.same[stream.forms[at - 1], stream.forms[at]].append(at)
    return sorted((s for s in found.values() if len(s.forms) > 2), key=lambda stream: stream.lang)


def stand_in(home: Home, place: Path, times: int, seed: int, kinds: Sequence[str] = KINDS) -> Home:
    """Write a home with ``times`` 20,000 turns, as much in each language; give it, not indexed.

    Only words of texts of these ``kinds`` are taken.
    """
    chance = random.Random(seed)  # noqa: S311
    library = Library(home)
    origins = {info.id: info for info in library.texts}
    made: dict[str, list[Turn]] = defaultdict(list)
    sources = streams(library, kinds)
    for _ in range(TURNS * times // len(sources)):
        for stream in sources:
            turn, text = stream.copy(chance)
            made[turn.text_id].append(replace(turn, text=text, lang=stream.lang))
    out = Home(place, home.catalogue).create()
    write_library(out, [_text(origins[name], turns) for name, turns in sorted(made.items())], [], {})
    return out


def _text(info: TextInfo, turns: Sequence[Turn]) -> tuple[TextInfo, Iterator[Turn]]:
    ordered = sorted(turns, key=lambda turn: turn.sitting or "")
    return replace(info, turns=len(ordered), files=()), _numbered(ordered)


def _numbered(turns: Sequence[Turn]) -> Iterator[Turn]:
    for number, turn in enumerate(turns, 1):
        middle = f"/{turn.sitting}" if turn.sitting else ""
        yield Turn(
            ref=f"{turn.text_id}{middle}/{number:06d}", text_id=turn.text_id, ordinal=number, kind=turn.kind,
            text=turn.text, lang=turn.lang, sitting=turn.sitting, section=turn.section, speaker=turn.speaker,
            # Names in the labels of books are occurrences, which no other engine would count.
            label=None, role=turn.role, page=Page(str(1 + number // TURNS_A_PAGE), "printed"),
            origin=Origin("made"),
        )
