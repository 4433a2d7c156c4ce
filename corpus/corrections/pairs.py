"""Corrections of pairs, kept in a text file that wins over the machine: ``overrides/pairs.tsv`` of the home.

One correction a line, columns separated by tabs::

    action  left refs  right refs  by  date  why  hashes

``pair`` says that the turns belong together, ``part`` that they do not; with nothing on the right, that the left
turns have no partner. References of a column are separated by spaces, Russian on the left. ``hashes`` may be left
out: the content marks of the turns, left and right, as they were when the correction was written. Lines that begin
with ``#`` and a first line of column names are passed over; of two lines about the same turns the later one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.corrections.written_lines import written_lines
from corpus.model.notes import Note
from corpus.model.turns import Pair, Turn

ACTIONS = ("pair", "part")
COLUMNS = ("action", "left", "right", "by", "date", "why", "hashes")
HEADING = "\t".join(COLUMNS) + "\n"


@dataclass(frozen=True, slots=True)
class PairOverride:
    """One line of the file."""

    line: int
    action: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    by: str = ""
    date: str = ""
    why: str = ""
    hashes: tuple[str, ...] = ()


def apply(
    pairs: Iterable[Pair], turns: Mapping[str, Turn], path: Path
) -> tuple[list[Pair], list[Note]]:
    """Give the pairs as corrected by the file at ``path``, and what is doubtful about it.

    ``turns`` are all turns by reference. A correction of turns that are not there is reported and passed over;
    one of turns whose text has changed is reported and stands. Without the file nothing changes. Raises HomeError
    where the file cannot be read.
    """
    kept = list(pairs)
    reports: list[Note] = []
    for item in _read(path, reports):
        missing = [ref for ref in (*item.left, *item.right) if ref not in turns]
        if missing:
            reports.append(Note("pair-turns-missing", refs=tuple(missing)).placed(path.name, item.line))
            continue
        left, right = ([turns[ref] for ref in refs] for refs in (item.left, item.right))
        if "ru" in {t.lang for t in right} or len({t.text_id for t in left}) > 1 or len({t.text_id for t in right}) > 1:
            reports.append(Note("pair-sides-wrong").placed(path.name, item.line))
            continue
        if item.hashes and item.hashes != tuple(t.digest for t in (*left, *right)):
            changed = Note("pair-text-changed", refs=(*item.left, *item.right), date=item.date or None)
            reports.append(changed.placed(path.name, item.line))
        kept = _paired(kept, item, left, right) if item.action == "pair" else _parted(kept, item)
    return kept, reports


def entry(
    action: str, left: Sequence[Turn], right: Sequence[Turn], *, by: str, date: str, why: str
) -> str:
    """Give the line for a correction, with the content marks of its turns; ``date`` as 2000-12-31."""
    cells = (
        action, " ".join(t.ref for t in left), " ".join(t.ref for t in right), by, date, why,
        " ".join(t.digest for t in (*left, *right)),
    )
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"


def _read(path: Path, reports: list[Note]) -> Iterator[PairOverride]:
    """Give the corrections of a file line by line; a line that is none is reported and passed over."""
    for number, line in enumerate(written_lines(path), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or line.startswith("#") or (number == 1 and cells[0] == COLUMNS[0]):
            continue
        action, left, right, by, date, why, hashes = (*cells, *[""] * len(COLUMNS))[: len(COLUMNS)]
        if action not in ACTIONS or not left or (action == "pair" and not right):
            reports.append(Note("pair-line-unreadable").placed(path.name, number))
            continue
        refs, printed = (tuple(left.split()), tuple(right.split())), tuple(hashes.split())
        yield PairOverride(number, action, *refs, by, date, why, printed)


def _paired(pairs: Sequence[Pair], item: PairOverride, left: Sequence[Turn], right: Sequence[Turn]) -> list[Pair]:
    """Put the pair in and take out what these turns were paired with in the other's text; printed pairs stay."""
    texts = left[0].text_id, right[0].text_id
    out = [
        pair
        for pair in pairs
        if pair.status == "printed"
        or (_text(pair.left[0]), _text(pair.right[0])) != texts
        or not {*pair.left, *pair.right} & {*item.left, *item.right}
    ]
    kind = "exact" if len(left) == len(right) == 1 else "merged"
    why = tuple(Note("reader-says", words=words) for words in (item.why, item.by, item.date) if words)
    langs = left[0].lang, right[0].lang
    return [*out, Pair(item.left, item.right, langs, kind, 1.0, "hand", why)]


def _text(ref: str) -> str:
    return ref.partition("/")[0]


def _parted(pairs: Sequence[Pair], item: PairOverride) -> list[Pair]:
    """Take apart what the line names: turns of the left, from turns of the right or from whatever they stand with.

    A printed pair goes only where both sides are named. Of a joined pair the turns that are not named stay paired;
    a pair that keeps no turn on one of its sides is gone.
    """
    out = []
    for pair in pairs:
        left, right = set(pair.left) & set(item.left), set(pair.right) & set(item.right)
        if not left or (item.right and not right) or (pair.status == "printed" and not item.right):
            out.append(pair)
            continue
        rest_left = tuple(ref for ref in pair.left if ref not in left)
        rest_right = tuple(ref for ref in pair.right if ref not in right)
        if rest_left and (not item.right or not rest_right):
            out.append(replace(pair, left=rest_left))
        elif rest_right and item.right and not rest_left:
            out.append(replace(pair, right=rest_right))
    return out
