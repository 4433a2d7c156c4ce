"""Names that a text itself gives to the trials: “(hereafter RCP)” behind a title, and its list of abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.model.turns import Turn
from corpus.references.imprint import trial_citations
from corpus.references.named import NamedTrial
from corpus.references.rules import rules
from corpus.references.works import OwnName, TrialNames

BEHIND_CHARS = 120
"""Letters between a title and the words that name it anew: place, publisher, year and page stand there."""

TITLE_CHARS = 1_000
"""Letters before those in which the title may begin: a title with its author is shorter. All that stands before a name
would be read again for each one."""

MAX_NAMES = 50
"""Names that a text may give; each is sought in all of it, and no reader keeps more in mind."""

_NAME = r"[\"“«‘'*_]{0,3}(?P<name>[^\W_a-zа-яё][^()\[\]\n;,\"”»’]{1,39}?)"
_PARTED = r"(?:[—–=:\t|]|\s-\s|\s{2})"
_ENTRY = re.compile(rf"[-*•|\s]{{0,8}}{_NAME}[\"”»’'*_]{{0,3}}\s{{0,4}}{_PARTED}\s{{0,8}}(?P<rest>\S.*)")


@dataclass(frozen=True, slots=True)
class _Given:
    """A name that a text gives to the trial that stands in text[start:end]."""

    name: str
    start: int
    end: int


@cache
def _defined() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{'|'.join(rules().own.defined)})\s{{0,3}}{_NAME}[\"”»’'*_]{{0,3}}(?=[)\].;,]|$)",
                      re.MULTILINE)


@cache
def _heads() -> re.Pattern[str]:
    return re.compile("|".join(rules().own.lists), re.IGNORECASE)


def with_own_names(names: TrialNames, turns: Sequence[Turn]) -> TrialNames:
    """Give the names of trials with those that a text's turns give besides; the same object where they give none.

    A name counts where its title is that of one trial; one that means a trial already keeps its meaning.
    """
    own: dict[str, OwnName] = {}
    for text, given in _given(turns):
        trial = _trial_in(text, given, names)
        if trial is None or len(own) >= MAX_NAMES or names.find(given.name) is not None:
            continue
        edition = names.edition(trial.trials[0], trial.lang, trial.editions)
        own.setdefault(given.name, OwnName(given.name, trial.trials[0], edition.id if edition else ""))
    return TrialNames(names.catalogue, tuple(own.values())) if own else names


def _given(turns: Sequence[Turn]) -> Iterator[tuple[str, _Given]]:
    """Give the names given in running text and notes, and those of the entries below the heading of a list."""
    listing = False
    for turn in turns:
        begins = bool(_heads().fullmatch(turn.text.strip(" .:*#")))
        if begins or turn.kind == "heading":
            listing = begins
            continue
        for found in _defined().finditer(turn.text):
            yield turn.text, _Given(found["name"].strip(), max(0, found.start() - BEHIND_CHARS), found.start())
        if listing:
            for line in turn.text.split("\n"):
                if entry := _ENTRY.match(line):
                    yield line, _Given(entry["name"].strip(), entry.start("rest"), entry.end("rest"))


def _trial_in(text: str, given: _Given, names: TrialNames) -> NamedTrial | None:
    """Give the trial that is named last in the stretch, with its year where the title is one of several."""
    base = max(0, given.start - TITLE_CHARS)
    stretch = text[base : given.end]
    last = next((t for t in reversed(list(trial_citations(stretch, names))) if t.end > given.start - base), None)
    if last is None:
        return None
    trials = last.named.trials
    if len(trials) > 1:
        trials = tuple(t for t in trials if re.search(rf"(?<!\d){re.escape(t)}(?!\d)", stretch[last.start :]))
    one = NamedTrial(last.named.start, last.named.end, trials, last.named.lang, last.named.title, last.named.editions)
    return one if len(trials) == 1 else None
