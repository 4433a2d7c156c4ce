"""The place in a work that is cited, before it takes a form: pages or sitting, section, and whose words they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.citation.headings import NONE_CASED, CasedHeadings, heading_of, section_in_words
from corpus.citation.rich_text import clean
from corpus.citation.wording import citation_words, is_examination, role_word, sitting_words
from corpus.language.words import fold
from corpus.model.leaves import is_leaf, side_named
from corpus.model.turns import TextInfo, Turn
from corpus.model.voice import Spans, Voice, voice

if TYPE_CHECKING:
    from corpus.catalogue.catalogue import Catalogue

_EXAMINED = frozenset({"defendant", "witness", "expert"})


@dataclass(frozen=True, slots=True)
class Locus:
    """The place in the work, in the wording of one language.

    ``pages`` are the labels of the first and last printed page or leaf (equal on one), None where the text has no
    printed pages; ``estimate`` is then the interpolated page with its margin, where there is one.
    """

    lang: str
    pages: tuple[str, str] | None = None
    counted: bool = False
    estimate: tuple[str, float | None] | None = None
    name: str = ""
    role: str = ""
    testimony: str = ""
    sitting: str = ""
    sitting_full: str = ""
    section: str = ""
    heading: str = ""
    quote: str = ""

    @property
    def leaf(self) -> bool:
        """Whether a leaf is cited and no page."""
        return self.pages is not None and is_leaf(self.pages[0])

    def page(self, dash: str = "–") -> str:
        """Give the printed page or the range of pages, a leaf as such, for styles in which numbers are pages.

        Empty without.
        """
        return self.page_called(dash) if self.leaf else self.number(dash)

    def number(self, dash: str = "–") -> str:
        """Give what is printed on the page or the leaf, or the range of that, without saying which of both it is."""
        if self.pages is None:
            return ""
        first, last = (side_named(label, self.lang) for label in self.pages)
        if self.leaf is not is_leaf(self.pages[1]):
            last = _called(self.pages[1:], self.lang).format(page=last)
        return first if self.pages[0] == self.pages[1] else f"{first}{dash}{last}"

    def page_called(self, dash: str = "–") -> str:
        """Give the printed page or leaf, or the range of them, with what it is called; empty without."""
        return _called(self.pages, self.lang).format(page=self.number(dash)) if self.pages else ""

    @property
    def ends(self) -> tuple[str, str]:
        """Give the first and the last page, leaves as such; empty without."""
        first, last = self.pages or ("", "")
        return self._alone(first), self._alone(last)

    def _alone(self, label: str) -> str:
        """Give one page as :meth:`page` does; of citations that are made, most are of one."""
        called = side_named(label, self.lang)
        return _called((label,), self.lang).format(page=called) if is_leaf(label) else called

    @property
    def page_in_words(self) -> str:
        """Say the printed page or pages, and where they were counted from their neighbours; empty without."""
        if self.pages is None:
            return ""
        said = self.page_called()
        return f"{said} ({citation_words(self.lang).counted})" if self.counted else said

    @property
    def speaker_and_sitting(self) -> str:
        """Say who speaks and when, for a place given by its page."""
        return ", ".join(filter(None, (self.testimony or self.name, self.sitting)))

    @property
    def unpaged(self) -> str:
        """Say the place of a text without printed pages: speaker, sitting, section."""
        return ", ".join(filter(None, (self.name, self.sitting, self.section)))

    @property
    def page_or_place(self) -> str:
        """Give the page, or without one the place in words."""
        return self.page() or self.unpaged


def _called(pages: tuple[str, ...], lang: str) -> str:
    """Give the form that calls ``pages`` pages or leaves, one or several."""
    words, one = citation_words(lang), len(set(pages)) == 1
    if is_leaf(pages[0]):
        return words.leaf if one else words.leaves
    return words.page if one else words.pages


def below_title(turn: Turn, info: TextInfo) -> Turn:
    """Give a turn without the heading that is the title of its document, which the citation names already."""
    same = not info.is_edition and clean(turn.section) == clean(info.title)
    return replace(turn, section=None) if same else turn


def locus_of(
    turn: Turn, catalogue: Catalogue, lang: str, *, year: int | None, quote: str | None = None, spans: Spans = (),
    cased: CasedHeadings = NONE_CASED,
) -> Locus:
    """Describe where the words in ``spans`` of a turn stand, by default all of them, in the words of ``lang``.

    ``year`` is that of the work. Who does not say all of the words is not named; narration is called so. ``cased`` are
    headings that are known in normal case.
    """
    page = turn.page
    label, end = clean(page.label), clean(page.end)
    printed = bool(label) and page.basis in ("printed", "sequence")
    said = voice(turn, spans)
    name = _name(said, catalogue, lang)
    heading = _heading(turn.section, turn.lang, turn.sitting, catalogue, cased)
    testimony = ""
    if name and said.role in _EXAMINED and said.kind == "speech" and is_examination(turn.section):
        testimony = citation_words(lang).testimony.format(name=name)
    return Locus(
        lang=lang,
        pages=(label, end or label) if printed else None,
        counted=printed and page.basis == "sequence",
        estimate=(label, page.margin) if label and page.basis == "estimated" else None,
        name=name,
        role=role_word(said.role, lang) if name else "",
        testimony=testimony,
        sitting=sitting_words(turn.sitting, lang, year),
        sitting_full=sitting_words(turn.sitting, lang, None),
        section=section_in_words(heading, lang, same=turn.lang == lang),
        heading=heading,
        quote=clean(quote),
    )


@lru_cache(1_000)
def _heading(
    section: str | None, lang: str, sitting: str | None, catalogue: Catalogue, cased: CasedHeadings
) -> str:
    """Give a heading as citations name it; all turns below it have the same."""
    return heading_of(section, lang, sitting, _is_name(catalogue), cased)


def _name(said: Voice, catalogue: Catalogue, lang: str) -> str:
    """Name whose words a passage is: nobody's where it is narrated, the person's by the catalogue, else the label as
    printed."""
    if said.mixed or said.narrated:
        return citation_words(lang).partly_narration if said.mixed else citation_words(lang).narration
    if said.speaker:
        person = catalogue.persons.get(said.speaker)
        if person:
            surname = person.name_ru if lang == "ru" else person.name_en
            return clean(person.display(lang) if _has_namesake(person.id, catalogue) else surname)
        if name := _outsider(said.speaker, catalogue, lang):
            return name
    label = clean(said.label)
    return label.title() if label.isupper() else label


def _outsider(speaker: str, catalogue: Catalogue, lang: str) -> str:
    """Give the name of a speaker who is in no trial: as the table of names has it, or as the document gives it."""
    from corpus.names.table import outsiders

    known = next((person for person in outsiders(catalogue) if person.id == speaker), None)
    return clean(known.display(lang) if known else speaker if " " in speaker else "")


def _has_namesake(person: str, catalogue: Catalogue) -> bool:
    return any(person in group for trial in catalogue.trials.values() for group in trial.namesakes)


def _is_name(catalogue: Catalogue) -> Callable[[str], bool]:
    def known(word: str) -> bool:
        from corpus.names.table import table_of

        return bool(table_of(catalogue).keys(fold(word)))

    return known
