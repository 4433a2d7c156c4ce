"""Keyness: the words that one speaker uses more than another, measured by log-likelihood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from corpus.errors import UnknownNameError
from corpus.model.notes import Note
from indexer.arrays.files import Mask, Places
from indexer.concordance.concordance import Concordance
from indexer.query.tree import Field, Phrase, QueryWord, both, either
from indexer.search.searcher import Searcher
from indexer.statistics.shares import LEAST, MOST, log_likelihood, rate


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word with its occurrences in what one side says and in what the other says, in one language."""

    word: str
    lang: str
    hits: int
    against: int
    per_10000: float
    against_per_10000: float
    log_likelihood: float
    query: str


@dataclass(frozen=True, slots=True)
class Keyness:
    """Words typical of ``speakers`` (``rows``) and of the others (``against_rows``), the strongest first.

    ``against`` is empty where all other speakers are meant. ``words`` counts what each side says by language:
    (language, words, words of the others); languages that only one side speaks are left out.
    """

    speakers: tuple[str, ...]
    against: tuple[str, ...]
    words: tuple[tuple[str, int, int], ...]
    rows: tuple[Keyword, ...]
    against_rows: tuple[Keyword, ...]


def keywords(
    searcher: Searcher, speakers: tuple[str, ...], against: tuple[str, ...] = (),
    filters: dict[str, tuple[str, ...]] | None = None, limit: int = MOST, least: int = LEAST,
    without: frozenset[str] = frozenset(),
) -> Keyness:
    """Find the words typical of speakers against others, or against all others, language by language.

    The table: this word or another, said by the one side or by the other. Words ``without`` are not listed; all are
    counted. Raises UnknownNameError where one of them says nothing here.
    """
    columns, concordance = searcher.columns, searcher.concordance
    base = searcher.fields.narrowing(filters or {}, regions=False).mask
    ours = _said(searcher, speakers)
    theirs = (_said(searcher, against) if against else columns.codes["speaker"] != 0) & ~ours
    found: tuple[list[Keyword], list[Keyword]] = ([], [])
    words = []
    for code, lang in enumerate(columns.values["lang"], 1):
        spoken = base & (columns.codes["lang"] == code)
        counts, others = _counts(concordance, ours & spoken), _counts(concordance, theirs & spoken)
        if not counts.any() or not others.any():
            continue
        words.append((lang, int(counts.sum()), int(others.sum())))
        for number in np.flatnonzero(np.maximum(counts, others) >= least).tolist():
            each = int(counts[number]), int(others[number])
            word = concordance.words.word(number)
            if word in without:
                continue
            row = _keyword(word, words[-1], each, speakers, against)
            found[row.per_10000 < row.against_per_10000].append(row)
    for rows in found:
        rows.sort(key=lambda row: (-row.log_likelihood, row.word))
    return Keyness(speakers, against, tuple(words), tuple(found[0][:limit]), tuple(found[1][:limit]))


def _counts(concordance: Concordance, passages: Mask) -> Places:
    """Give how often each word stands in these passages: one number a word of the index."""
    return np.bincount(concordance.tokens[concordance.token_mask(passages)], minlength=len(concordance.words))


def _said(searcher: Searcher, speakers: Iterable[str]) -> Mask:
    """Give the passages that these speakers say, one bool a passage. Raises UnknownNameError."""
    held = searcher.columns.values["speaker"]
    for speaker in speakers:
        if speaker not in held:
            raise UnknownNameError(Note("speaker-unknown", name=speaker), Note("speakers-are", names=tuple(held)))
    return searcher.columns.mask("speaker", tuple(speakers))


def _keyword(
    word: str, sizes: tuple[str, int, int], each: tuple[int, int], speakers: tuple[str, ...], others: tuple[str, ...]
) -> Keyword:
    """Make the row of a word: its rates on both sides, how sure the difference is, and the query that finds it.

    ``sizes`` are the language and the words of either side, ``each`` the occurrences there.
    """
    lang, ours, theirs = sizes
    rates = rate(each[0], ours), rate(each[1], theirs)
    strength = log_likelihood(each[0], ours, sum(each), ours + theirs)
    wanted = speakers if rates[0] >= rates[1] else others
    who = [either([Field("speaker", name) for name in wanted])] if wanted else []
    query = both([Phrase((QueryWord(word),)), *who, Field("lang", lang)])
    return Keyword(word, lang, *each, *rates, strength, str(query))
