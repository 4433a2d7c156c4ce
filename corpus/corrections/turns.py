"""The user's corrections: a text file that wins over what was read and survives every new ingest.

``overrides/corrections.tsv`` in the home, UTF-8, one correction a line, fields separated by a tab; lines that begin
with ``#`` are comments::

    # place                             what     was        is         by      why
    en-1936/1936-08-19-morning/0042     speaker  zinoviev   kamenev    J. D.   printed page 45

``place`` is a turn's reference, best with its content mark as in its permanent link (``…/0042?h=1a2b3c4d``): then
the correction follows the turn when a new reading numbers it otherwise, and is reported when its wording changed.
``place`` may also be the text alone: then ``what`` is ``label``, ``was`` a label as it is printed in many turns and
``is`` whom it names in all of them, by identifier or by another label of the text::

    en-1938     label    THE PRESIDING JUDGE     ulrich     J. D.   so called on page 3

``what`` is ``label``, ``speaker`` (an identifier, or ``-`` for nobody), ``page`` (a label) or ``word``: words of the
text, which must occur there just once. A correction whose ``was`` is no longer what stands there is not applied, and
is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue.catalogue import Catalogue
from corpus.corrections.written_lines import written_lines
from corpus.language.page_labels import as_label
from corpus.language.words import forms
from corpus.model.leaves import bare_label, is_leaf
from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap, Run, TextBuilder
from corpus.model.turns import Correction, Mark, Page, Turn
from corpus.storage.home import Home

COLUMNS = ("place", "what", "was", "is", "by", "why")
NOBODY = "-"
_DIRECTION = re.compile(r"[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class TurnOverride:
    """One line of the file: ``correction`` of the turn at ``place``; ``digest`` is its content mark, if given."""

    line: int
    place: str
    correction: Correction
    digest: str | None = None


def corrections_file(home: Home) -> Path:
    """Give the place of a home's corrections."""
    return home.overrides / "corrections.tsv"


def read_overrides(path: Path) -> tuple[list[TurnOverride], list[Note]]:
    """Read the corrections and what is wrong with the file's lines. A missing file has none. Raises HomeError."""
    found: list[TurnOverride] = []
    faults: list[Note] = []
    for number, line in enumerate(written_lines(path), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != len(COLUMNS):
            faults.append(Note("correction-fields", found=len(fields), wanted=len(COLUMNS)).placed(path.name, number))
        elif fields[1] not in _APPLY:
            faults.append(Note("correction-kind", what=fields[1], known=tuple(_APPLY)).placed(path.name, number))
        else:
            place, _, mark = fields[0].lstrip("/").partition("?h=")
            found.append(TurnOverride(number, place.split("?")[0], Correction(*fields[1:]), mark or None))
    return found, faults


def apply_overrides(
    turns: Sequence[Turn], overrides: Iterable[TurnOverride], catalogue: Catalogue, trial: str | None
) -> tuple[tuple[Turn, ...], list[Note]]:
    """Correct the turns of one text; give them with the notes for the report on what could not be applied."""
    wanted = list(overrides)
    places = _Places(turns if wanted else ())
    corrected = list(turns)
    faults: list[Note] = []
    for override in wanted:
        try:
            if turns and override.place == turns[0].text_id:
                corrected = _with_label_named(corrected, override.correction, catalogue, trial)
                continue
            number = places.find(override, corrected)
            turn = _APPLY[override.correction.what](corrected[number], override.correction, catalogue, trial)
        except _StaleError as stale:
            faults.append(Note("correction-stale", ref=override.place, row=override.line, why=stale.why))
            continue
        corrected[number] = replace(turn, corrections=(*turn.corrections, override.correction))
    return tuple(corrected), faults


def _with_label_named(
    turns: Sequence[Turn], correction: Correction, catalogue: Catalogue, trial: str | None
) -> list[Turn]:
    """Give the turns with everybody named whose printed label is that of a correction of a whole text."""
    if correction.what != "label":
        raise _StaleError(Note("passage-missing"))
    wanted = forms(_DIRECTION.sub("", correction.was))
    same = [turn for turn in turns if turn.label and wanted and forms(_DIRECTION.sub("", turn.label)) == wanted]
    if not same:
        raise _StaleError(Note("words-missing", words=correction.was))
    person = correction.now
    if person not in catalogue.persons:
        person = next((t.speaker for t in turns if t.label == correction.now and t.speaker), "")
    if not person:
        raise _StaleError(Note("person-unknown", name=correction.now))
    refs = {turn.ref for turn in same}
    return [
        replace(turn, speaker=person, role=catalogue.role(trial, person, turn.sitting) if trial else turn.role,
                corrections=(*turn.corrections, correction)) if turn.ref in refs else turn
        for turn in turns
    ]


class _Places:
    """Finds the turn that a correction was made for: by reference, or by content mark where that says another."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._place = {turn.ref: number for number, turn in enumerate(turns)}
        self._marks: dict[str, list[int]] = {}
        for number, turn in enumerate(turns):
            self._marks.setdefault(turn.digest, []).append(number)

    def find(self, override: TurnOverride, now: Sequence[Turn]) -> int:
        """Give the number of the turn; ``now`` are the turns with the corrections made so far."""
        number = self._place.get(override.place)
        same = self._marks.get(override.digest or "", [])
        if number is not None and (
            override.digest is None or number in same or now[number].digest == override.digest
        ):
            return number
        if len(same) == 1:
            return same[0]
        if number is None:
            raise _StaleError(Note("passage-missing"))
        raise _StaleError(Note("passage-changed", mark=now[number].digest, old=override.digest))


class _StaleError(Exception):
    """The text is no longer what the correction was made for; ``why`` says what stands against it."""

    def __init__(self, why: Note) -> None:
        super().__init__(why.code)
        self.why = why


def _must_be(now: str | None, was: str) -> None:
    if (now or NOBODY) != (was or NOBODY):
        raise _StaleError(Note("other-stands-there", now=now or NOBODY, was=was))


def _label(turn: Turn, correction: Correction, catalogue: Catalogue, trial: str | None) -> Turn:
    _must_be(turn.label, correction.was)
    return replace(turn, label=None if correction.now in ("", NOBODY) else correction.now)


def _speaker(turn: Turn, correction: Correction, catalogue: Catalogue, trial: str | None) -> Turn:
    _must_be(turn.speaker, correction.was)
    if correction.now in ("", NOBODY):
        return replace(turn, speaker=None, role=None, kind="narration" if turn.kind == "speech" else turn.kind)
    if correction.now not in catalogue.persons:
        raise _StaleError(Note("person-unknown", name=correction.now))
    role = catalogue.role(trial, correction.now, turn.sitting) if trial else turn.role
    inferred = tuple(entry for entry in turn.inferred if entry[0] != "speaker")
    return replace(turn, speaker=correction.now, role=role, kind="speech", inferred=inferred)


def _page(turn: Turn, correction: Correction, catalogue: Catalogue, trial: str | None) -> Turn:
    """Put a turn on another page; a number that is put for a leaf's is a leaf's."""
    before = turn.page.label
    _must_be(bare_label(before) if before else None, bare_label(correction.was))
    now = as_label(correction.now)
    if before and is_leaf(before) and not is_leaf(now) and now == correction.now:
        now = before.removesuffix(bare_label(before)) + now
    end = turn.page.end if turn.page.end != before else now
    return replace(turn, page=Page(now, "printed", None, end))


def _word(turn: Turn, correction: Correction, catalogue: Catalogue, trial: str | None) -> Turn:
    """Put other words into a turn, with its marks and offsets; refused where they are not there, or there twice."""
    start = turn.text.find(correction.was)
    if not correction.was or start < 0:
        raise _StaleError(Note("words-missing", words=correction.was))
    if turn.text.find(correction.was, start + 1) >= 0:
        raise _StaleError(Note("words-repeated", words=correction.was))
    end = start + len(correction.was)
    text, offsets = _spliced(turn, start, end, correction.now)
    by = len(correction.now) - (end - start)
    marks = tuple(_moved(mark, start, end, by) for mark in turn.marks)
    return replace(turn, text=text, offsets=offsets, marks=marks)


def _spliced(turn: Turn, start: int, end: int, now: str) -> tuple[str, OffsetMap]:
    """Replace turn.text[start:end]; the new words map as a whole to the characters of the file they stand for."""
    builder = TextBuilder()
    builder.append(turn.text[:start], turn.offsets.slice(0, start))
    span = turn.offsets.span(start, end)
    builder.append(now, OffsetMap((Run(0, span[0], len(now), span[1] - span[0]),) if span and now else ()))
    builder.append(turn.text[end:], turn.offsets.slice(end, len(turn.text)))
    return builder.build()


def _moved(mark: Mark, start: int, end: int, by: int) -> Mark:
    def move(offset: int) -> int:
        return offset + by if offset >= end else min(offset, start) if offset > start else offset

    return replace(mark, start=move(mark.start), end=move(mark.end))


_APPLY: dict[str, Callable[[Turn, Correction, Catalogue, str | None], Turn]] = {
    "label": _label, "speaker": _speaker, "page": _page, "word": _word,
}
