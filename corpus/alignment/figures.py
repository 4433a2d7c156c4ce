"""The figures of ``data/align.toml``, each explained there; what they cost is worked out in ``costs``."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.data_files import load_data


@dataclass(frozen=True, slots=True)
class Profile:
    """How two editions stand to each other (``[profiles]``); ``temper`` divides costs where a certainty is told."""

    gap_left: float
    gap_right: float
    leap_left: float
    leap_right: float
    merge: float
    temper: float
    shortened: bool
    joins: tuple[str, ...]

    def turned(self) -> Profile:
        """Give how the right edition stands to the left one."""
        joins = tuple("-".join(reversed(join.split("-"))) for join in self.joins)
        return replace(
            self, gap_left=self.gap_right, gap_right=self.gap_left,
            leap_left=self.leap_right, leap_right=self.leap_left, joins=joins,
        )


@dataclass(frozen=True, slots=True)
class SegmentFigures:
    """What moves through sentences or paragraphs cost of themselves, by their names: ``2-1`` takes two of the left."""

    temper: float
    moves: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Segments:
    full: SegmentFigures
    condensed: SegmentFigures


@dataclass(frozen=True, slots=True)
class _Certainties:
    sure: float
    likely: float


@dataclass(frozen=True, slots=True)
class AlignmentFigures:
    """The data file. ``relations`` gives a profile for the records of the left and of the right edition."""

    profiles: dict[str, Profile]
    relations: dict[str, dict[str, str]]
    kinds: dict[str, float]
    segments: _Segments
    marks: _Certainties


def figures() -> AlignmentFigures:
    """Give the figures of the data file."""
    return load_data("align.toml", AlignmentFigures)
