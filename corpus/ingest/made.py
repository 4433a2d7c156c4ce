"""A text as it was made of its files, with what its words tell of other texts and of themselves."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from corpus.model.blocks import LeftOut
from corpus.model.notes import Note
from corpus.model.turns import Pair, TextInfo, Turn
from corpus.pages.claims import Claim


@dataclass(frozen=True, slots=True)
class MadeText:
    """An edition or document with its turns, what was left out of it, and what is doubtful.

    ``pairs`` are its own bilingual passages, ``claims`` what a citing document says of the pages of editions.
    """

    info: TextInfo
    turns: tuple[Turn, ...]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[Note, ...]
    pairs: tuple[Pair, ...] = ()
    claims: tuple[Claim, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give the text as a JSON object that :meth:`from_json` reads back unchanged."""
        return {
            "info": self.info.to_json(),
            "turns": [turn.to_json() for turn in self.turns],
            "left_out": [asdict(item) for item in self.left_out],
            "doubts": [doubt.to_json() for doubt in self.doubts],
            "pairs": [pair.to_json() for pair in self.pairs],
            "claims": [asdict(claim) for claim in self.claims],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> MadeText:
        """Read what :meth:`to_json` wrote. Raises ValueError, TypeError, KeyError for what it did not."""
        return cls(
            TextInfo.from_json(data["info"]),
            tuple(Turn.from_json(turn) for turn in data["turns"]),
            tuple(LeftOut(**item) for item in data["left_out"]),
            tuple(Note.from_json(doubt) for doubt in data["doubts"]),
            tuple(Pair.from_json(pair) for pair in data["pairs"]),
            tuple(Claim.from_json(claim) for claim in data["claims"]),
        )
