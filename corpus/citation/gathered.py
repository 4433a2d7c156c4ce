"""Works with the passages cited from them, for programs: a work is one record, however many of its passages are cited.

The page cited belongs to the citation, not to the work: what reference managers hold as the pages of a book is how many
it has. So each passage is a note of its work that begins with its page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.citation.locus import Locus
from corpus.citation.work import CitedWork


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A place in a work. ``address`` leads to it, ``own`` is what the reader noted of it."""

    locus: Locus
    address: str = ""
    own: str = ""

    @property
    def place(self) -> str:
        """Say the printed page, who speaks and when; the section where no page is printed."""
        locus = self.locus
        return ", ".join(filter(None, (locus.page_in_words, locus.name, locus.role, locus.sitting_full,
                                       "" if locus.pages else locus.section)))

    @property
    def note(self) -> str:
        """Say the place, the words quoted, what the reader noted, and the address, on one line."""
        said = ": ".join(filter(None, (self.place, self.locus.quote)))
        return " ".join(filter(None, (said, f"– {self.own}" if self.own else "",
                                      f"[{self.address}]" if self.address else "")))


@dataclass(frozen=True, slots=True)
class GatheredWork:
    """A work and the passages cited from it, at least one. ``key`` names it in a file; ``rights`` says whose it is."""

    key: str
    item: CitedWork
    passages: tuple[CitedPassage, ...]
    rights: str = ""

    @property
    def note(self) -> str:
        """Give the notes of the passages, numbered where they are several, one a line."""
        notes = [passage.note for passage in self.passages]
        if len(notes) > 1:
            notes = [f"({number}) {note}" for number, note in enumerate(notes, 1)]
        return "\n".join(filter(None, notes))


def gather(cited: Iterable[tuple[CitedWork, CitedPassage, str]]) -> list[GatheredWork]:
    """Give the works in the order in which they are first cited; the strings are the rights of each.

    Several documents may stand in one text; day and archive tell them apart. A work of which several passages are cited
    has its own address, not that of one of them.
    """
    held: dict[tuple[object, ...], tuple[CitedWork, list[CitedPassage], str]] = {}
    for item, passage, rights in cited:
        held.setdefault((item.id, item.archive, item.day), (item, [], rights))[1].append(passage)
    works, seen = [], dict[str, int]()
    for item, passages, rights in held.values():
        seen[item.id] = seen.get(item.id, 0) + 1
        key = item.id if seen[item.id] == 1 else f"{item.id}-{seen[item.id]}"
        works.append(GatheredWork(key, item if len(passages) == 1 else item.entry, tuple(passages), rights))
    return works


def gathered(item: CitedWork, locus: Locus) -> GatheredWork:
    """Give one passage of a work, whose address is that of the passage."""
    return GatheredWork(item.id, item, (CitedPassage(locus),))
