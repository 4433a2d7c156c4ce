"""Who asks and who answers under a heading that says so: ``Examination of the Witness X by Counsel Y``."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.catalogue.catalogue import Catalogue
from corpus.data_files import load_data
from corpus.language.words import capitalised, fold, words
from corpus.model.turns import Turn
from corpus.names.mentions import MentionReader
from corpus.names.table import table_of
from corpus.speakers.label import Label
from corpus.speakers.run_on_sides import Side, side_of

OPENING = 3
"""Among so many first words of a heading an examination is named."""
BEFORE = 4
"""Words before a name at most among which one says that its bearer asks."""


@dataclass(frozen=True, slots=True)
class _ExaminationWords:
    """``data/examinations.toml``."""

    stems: tuple[str, ...]
    asked_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class Examination:
    """The persons who ask and answer under a heading; None where it does not name one, or names several."""

    asking: str | None = None
    answering: str | None = None

    def person(self, label: Label) -> str | None:
        """Give who speaks under a label of one of the two sides, None for other labels and for sides unnamed."""
        side: Side | None = side_of(label.text)
        return {"question": self.asking, "answer": self.answering}[side] if side else None


def examination(title: str, catalogue: Catalogue, trial: str) -> Examination:
    """Give whom the heading of an examination names as examined, and as examiner; nobody where it is none."""
    data, found = load_data("examinations.toml", _ExaminationWords), words(title)
    if not any(word.form.startswith(data.stems) for word in found[:OPENING]):
        return Examination()
    turn = Turn(ref="", text_id="", ordinal=0, kind="heading", text=title, lang="")
    mentions = MentionReader(table_of(catalogue), trial).mentions(turn, found, capitalised(title, found))
    here = {entry.person for entry in catalogue.trial(trial).roles}
    sides: tuple[list[str | None], list[str | None]] = ([], [])
    end = 0
    for mention in mentions:
        before = {fold(word.form) for word in found[max(end, mention.first - BEFORE) : mention.first]}
        person = mention.persons[0] if len(mention.persons) == 1 and mention.persons[0] in here else None
        sides[not before.isdisjoint(data.asked_by)].append(person)
        end = mention.end
    answering, asking = (side[0] if len(side) == 1 else None for side in sides)
    return Examination(asking, answering)
