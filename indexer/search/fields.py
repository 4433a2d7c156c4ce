"""What may be asked of a passage: the values of its columns, and what has no column of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import RLock
from typing import TypeVar

import numpy as np

from corpus.language.page_labels import meant_page
from corpus.language.words import forms
from corpus.model.leaves import bare_label
from indexer.arrays.columns import TEXT_FILTERS, UNKNOWN, Columns
from indexer.arrays.files import Ints, Mask
from indexer.concordance.concordance import Concordance
from indexer.results import DESCRIBED, FIELDS
from indexer.search.counterparts import Counterparts
from indexer.search.described import DescribedTexts
from indexer.search.narrowing import Narrowing

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_TO = re.compile(r"\.\.+|…")
_LAST_DAY, _LAST_MONTH = 99, 12
"""What ends a month and a year, in numbers that only have to be behind all days that there are."""
KEPT = 32
"""Values of filters, and filters set together, whose passages are kept at hand: those asked for last."""

COUNTED = "counted"
"""Name of the narrowing to the texts that are counted."""

K = TypeVar("K")
V = TypeVar("V")


class Fields:
    """Answers which passages have a value."""

    def __init__(
        self, columns: Columns, concordance: Concordance, dates: Ints, counterparts: Counterparts,
        described: DescribedTexts,
    ) -> None:
        self.columns = columns
        self.described = described
        self.counterparts = counterparts
        self.persons = concordance.persons
        self._concordance = concordance
        self._dates = dates
        self._masks: dict[tuple[str, str], Mask] = {}
        self._narrowings: dict[
            tuple[bool, tuple[str, ...] | None, tuple[tuple[str, tuple[str, ...]], ...]], Narrowing] = {}
        self._lock = RLock()

    def mask(self, name: str, values: Iterable[str]) -> Mask:
        """Give the passages that have one of the values, one bool a passage; ``unknown`` stands for none."""
        masks = [self._value_mask(name, value) for value in values]
        if len(masks) == 1:
            return masks[0]
        out: Mask = np.logical_or.reduce(masks)
        return out

    def narrowing(
        self, filters: Mapping[str, tuple[str, ...]], *, regions: bool, texts: tuple[str, ...] | None = None
    ) -> Narrowing:
        """Give what the filters leave; the two that name texts act as one, named ``text``.

        ``regions`` True also leaves regions that are not searched else. Of texts only ``texts`` are left, unless a
        filter names some.
        """
        chosen = None if any(filters.get(name) for name in TEXT_FILTERS) else texts
        return self._at_hand(self._narrowings, (regions, chosen, tuple(filters.items())),
                             lambda: self._narrowed(filters, chosen, regions=regions))

    def _narrowed(
        self, filters: Mapping[str, tuple[str, ...]], texts: tuple[str, ...] | None, *, regions: bool
    ) -> Narrowing:
        lacking = (f"{name}:{value}" for name, values in filters.items() for value in values
                   if not self.has_value(name, value))
        masks = self._filter_masks(filters)
        if texts is not None:
            # No filter of this name can be set, so that every other one is counted within these texts.
            none = np.zeros(len(self.columns), dtype=np.bool_)
            masks[COUNTED] = self.mask("edition", texts) if texts else none
        return Narrowing(masks, self.columns, regions=regions, lacking=tuple(lacking))

    def _filter_masks(self, filters: Mapping[str, tuple[str, ...]]) -> dict[str, Mask]:
        """Give for each filter that is set the passages it leaves, by its name; one bool a passage."""
        out = {
            name: self.mask(name, values)
            for name, values in filters.items()
            if values and name in FIELDS and name not in TEXT_FILTERS
        }
        texts = tuple(value for name in TEXT_FILTERS for value in filters.get(name, ()))
        if texts:
            out["text"] = self.mask("edition", texts)
        return out

    def has_value(self, name: str, value: str) -> bool:
        """Whether any passage has this value."""
        if value.casefold() == UNKNOWN:
            return True
        return bool(self._value_mask(name, value).any())

    def values(self, name: str) -> tuple[str, ...]:
        """Give the values that passages have of a field; of a date the days."""
        match name:
            case "edition" | "document":
                held = self.columns.held(name)
                return tuple(one for one in held if (one in self.columns.editions) == (name == "edition"))
            case "mentions":
                return tuple(self.columns.values["person"])
            case "date":
                days = (sitting.rpartition("-")[0] for sitting in self.columns.held("sitting"))
                return tuple(dict.fromkeys([*filter(None, days), *self.described.days()]))
            case _ if name in DESCRIBED:
                return self.described.held(name)
            case "only":
                return tuple(self.columns.held("lang"))
            case _:
                return tuple(self.columns.held(name))

    def person_codes(self, value: str) -> list[int]:
        """Give the codes of the persons whom the texts name and a name may mean."""
        held = self.columns.values["person"]
        named = set(self.persons.persons_named(value))
        return [code for code, person in enumerate(held, 1) if person in named]

    def _value_mask(self, name: str, value: str) -> Mask:
        """Give the passages that have a value, one bool a passage; not to be written to, as it is kept."""
        mask = self._at_hand(self._masks, (name, value), lambda: self._made_mask(name, value))
        mask.flags.writeable = False
        return mask

    def _at_hand(self, kept: dict[K, V], key: K, make: Callable[[], V]) -> V:
        """Give what is kept under a key, or make and keep it; what was not asked for the longest is let go."""
        with self._lock:
            found = kept.pop(key, None)
            kept[key] = found = make() if found is None else found
            if len(kept) > KEPT:
                del kept[next(iter(kept))]
        return found

    def _made_mask(self, name: str, value: str) -> Mask:
        """Find the passages that have a value, one bool a passage."""
        match name:
            case "mentions":
                return self._mask_of_mentions(value)
            case "date":
                return self._mask_of_dates(value)
            case "only":
                return self.counterparts.without_counterpart(value.casefold())
            case _ if name in DESCRIBED:
                return self.described.mask(name, value, self.persons.persons_named)
            case _:
                return self.columns.mask(name, self._values_meant(name, value))

    def _values_meant(self, name: str, value: str) -> tuple[str, ...]:
        """Give the values of a column that are meant."""
        asked = value.casefold()
        held = self.columns.held(name)
        if name == "page":
            return _pages_meant(bare_label(asked), held)
        if asked == UNKNOWN or asked in (one.casefold() for one in held):
            return (asked,)
        match name:
            case "speaker" | "to":
                words = set(forms(value))
                # Who is in no catalogue is a speaker by name, as a document gives it.
                named = (one for one in held if " " in one and words and words <= set(forms(one)))
                return (*self.persons.persons_named(value), *named)
            case "sitting":
                return tuple(one for one in held if _part_of(asked, one))
            case "section":
                wanted = f" {' '.join(forms(value))} "
                return tuple(one for one in held if wanted.strip() and wanted in f" {' '.join(forms(one))} ")
            case _:
                return ()

    def _mask_of_mentions(self, value: str) -> Mask:
        """Give the passages that name a person called so, one bool a passage."""
        mask = np.zeros(len(self.columns), dtype=np.bool_)
        unknown = value.casefold() == UNKNOWN
        codes = range(1, len(self.columns.values["person"]) + 1) if unknown else self.person_codes(value)
        mask[self._concordance.passages_of(self._concordance.mentions(codes).starts)] = True
        return ~mask if unknown else mask

    def _mask_of_dates(self, value: str) -> Mask:
        """Give the passages of a day, month, year or range, one bool a passage; none where an end of it is no date."""
        if value.casefold() == UNKNOWN:
            return self.columns.mask("sitting", (UNKNOWN,)) & ~self.described.dated()
        low, high = _range(value.strip()) or (value, value)
        first, last = _day(low, last=False), _day(high, last=True)
        # Only an end that is left out is open.
        if (first is None and (low or last is None)) or (last is None and high):
            return np.zeros(len(self.columns), dtype=np.bool_)
        mask: Mask = (self._dates >= (first or 0)) & (self._dates <= (last or _LATEST))
        return mask | self.described.lasting(first or 0, last or _LATEST)


_LATEST = 99_991_299
"""The end of an open range: the last day that four digits of a year can say."""


def _day(text: str, *, last: bool) -> int | None:
    """Give a date as yyyymmdd, the first or the last day of it where it is a month or year; None where it is none."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = found.groups()
    months = int(month) if month else _LAST_MONTH * last
    return int(year) * 10_000 + months * 100 + (int(day) if day else _LAST_DAY * last)


def _part_of(asked: str, sitting: str) -> bool:
    """Whether a sitting is on a day or at a time of day: ``1936-08-19``, ``evening``."""
    return sitting.startswith(asked + "-") or sitting.endswith("-" + asked)


def _range(value: str) -> tuple[str, str] | None:
    """Give the two ends of a range, ``12..20``; None where the value is none."""
    to = _TO.search(value)
    return (value[: to.start()].rstrip(), value[to.end() :].lstrip()) if to else None


def _pages_meant(asked: str, held: Sequence[str]) -> tuple[str, ...]:
    """Give the labels of pages that are meant: one as it is printed, a leaf however it is written, or a range."""
    if not asked.isdecimal() and (leaf := meant_page(asked)):
        return tuple(one for one in held if meant_page(one) == leaf)
    if asked == UNKNOWN or asked in (one.casefold() for one in held):
        return (asked,)
    meant = _range(asked)
    return tuple(_between(*meant, held)) if meant else ()


def _between(low: str, high: str, labels: Iterable[str]) -> Iterable[str]:
    given = [bound for bound in (low, high) if bound]
    if not given or not all(bound.isdecimal() for bound in given):
        return []
    first, last = (int(bound) if bound else None for bound in (low, high))
    return [
        label for label in labels
        if label.isdecimal() and (first is None or int(label) >= first) and (last is None or int(label) <= last)
    ]
