"""Who names whom: turns by who speaks and which persons their words name.

Counted in the columns that the filters ``speaker:`` and ``mentions:`` ask, so that a figure here is what a search
finds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indexer.search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class Naming:
    """In how many turns of one text ``speaker`` names ``named``."""

    speaker: str
    named: str
    count: int


def namings(searcher: Searcher, text_id: str) -> list[Naming]:
    """Count the turns of each speaker of a text that name each person, the most frequent first.

    Who names himself is counted too. Contents pages and indexes are left out, as a search leaves them out.
    """
    columns, concordance = searcher.columns, searcher.concordance
    mask = columns.mask("text", (text_id,)) & columns.searched & (columns.codes["speaker"] != 0)
    passages = np.flatnonzero(mask)
    named = concordance.named
    lengths = np.diff(named.at)[passages]
    persons = named.join(passages.tolist()).astype(np.int64)
    turns, speakers = (np.repeat(column[passages].astype(np.int64), lengths)
                       for column in (concordance.passage_turn, columns.codes["speaker"]))
    triples = np.unique(np.stack([turns, speakers, persons], axis=1), axis=0)
    pairs, counts = np.unique(triples[:, 1:], axis=0, return_counts=True)
    found = [
        Naming(columns.values["speaker"][speaker - 1], columns.values["person"][person - 1], count)
        for (speaker, person), count in zip(pairs.tolist(), counts.tolist(), strict=True) if person
    ]
    return sorted(found, key=lambda one: (-one.count, one.speaker, one.named))
