"""View models: what a template is given. Texts are pieces, addresses are ready, numbers are counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.frozen import frozen
from webapp.models.fragments import GAP, Fragments, filled
from webapp.models.highlight import Paragraph
from webapp.models.words import Words


@frozen
class Link:
    """An address with its name; ``count`` counts what stands behind it, ``on`` says that it is in force."""

    name: str
    href: str
    count: int | None = None
    on: bool = False
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: ``name`` in the language of the page, ``label`` as printed.

    ``guess`` says from what the speaker was concluded; it is empty where a label names them.
    """

    name: str
    href: str | None = None
    role: str = ""
    label: str | None = None
    guess: str = ""


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn on a page. ``first_hit`` is the number of its first match among those of the page.

    ``corrected`` says what of it a user corrected, by whom and why; ``cited`` counts the quotations of it.

    ``margin`` is the page number to set beside its first line, empty where it has not changed.
    """

    ref: str
    anchor: str
    number: int
    href: str
    kind: str
    lang: str
    paragraphs: tuple[Paragraph, ...]
    speaker: Speaker | None = None
    margin: str = ""
    margin_basis: str = ""
    margin_title: str = ""
    inferred: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    first_hit: int = 1
    here: bool = False
    cited: int = 0


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The same words in another edition, as a single text. ``sign`` is ● ◐ ○ by how sure the pairing is.

    ``also`` are the other editions that have these words letter for letter.
    """

    href: str
    lang: str
    title: Words
    page: str
    pieces: Paragraph
    sign: str
    sure: str
    speaker: Speaker | None = None
    corrected: tuple[str, ...] = ()
    also: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PartCalled:
    """How a part of a text is called beside its passages: text and ``sitting`` in few words, the kind of a document.

    ``reading`` is the page on which it is read.
    """

    text_title: Words
    sitting: str
    kind: str
    reading: str


@dataclass(frozen=True, slots=True)
class PassageFrame:
    """What the passages of a part that one voice says in a language have in common, ``html`` what templates made of it.

    ``voice`` says what speaks where no person does.
    """

    part: PartCalled
    lang: str
    speaker: Speaker | None
    voice: str
    html: Fragments = field(default_factory=Fragments, compare=False)


class FoundPassage:
    """What of a passage found no question changes; made in a fifth of the time of a frozen dataclass, and so kept.

    ``coins`` is for programs. ``weight`` is that of its title and addresses, in bytes. ``page`` is short; ``place``
    says sitting and page in full. It is read in its place on the page of its part, where it is the turn ``number``.
    """

    __slots__ = ("_shown", "coins", "corrected", "counterparts", "frame", "number", "page", "permalink", "place", "ref",
                 "short_page", "weight")

    def __init__(
        self, frame: PassageFrame, ref: str, number: str, permalink: str, page: str, place: str, short_page: str,
        coins: str, corrected: tuple[str, ...] = (), counterparts: tuple[Counterpart, ...] = (),
    ) -> None:
        self.frame, self.ref, self.number, self.permalink = frame, ref, number, permalink
        self.page, self.place, self.short_page, self.coins = page, place, short_page, coins
        self.corrected, self.counterparts = corrected, counterparts
        self.weight = len(frame.part.text_title.text.encode()) + len(frame.part.reading) + 2 * len(permalink) + len(ref)
        self._shown: tuple[str, str, str, str] | None = None

    @property
    def part(self) -> PartCalled:
        """The part of the text in which it stands."""
        return self.frame.part

    @property
    def lang(self) -> str:
        """The language of its words."""
        return self.frame.lang

    @property
    def speaker(self) -> Speaker | None:
        """Who says it."""
        return self.frame.speaker

    @property
    def voice(self) -> str:
        """What speaks where no person does."""
        return self.frame.voice

    @property
    def cite(self) -> str:
        """The address of its citation."""
        return f"{self.permalink}#cite"

    def around(
        self, macro: Callable[[object], str], beside: Callable[[object], str]
    ) -> tuple[str, str, str, str]:
        """Give what stands around what a question fills in: what its address in its place asks for, and its words.

        Last comes what ends it without ``coins``, which stand once on a page. ``macro`` of a template makes what the
        passages of a frame have in common, with gaps in this order; ``beside`` makes what few of them have.
        """
        if self._shown is None:
            parts = self.frame.html.around("hit", macro, self.frame)
            more = beside(self) if self.corrected or self.counterparts else ""
            # All is escaped in one go, and then parted at the gap of the words and before what has none for programs.
            told = "".join((parts[9], GAP, parts[10], more, parts[11]))
            untold = "".join((parts[12], parts[13], GAP, parts[10], more, parts[13]))
            words, end, short = filled((*parts[1:9], told, untold), (
                self.number, self.number, self.place, self.page, self.cite, self.permalink, self.ref, self.short_page,
                self.coins)).split(GAP)
            self._shown = parts[0], words, end, short
        return self._shown


class HitView(NamedTuple):
    """A passage found, with the words of it that are shown, each piece with whether it is a match; a tuple, as a hit.

    Its address in its place asks for what is ``carried`` along, the same for all hits of a page, and for the first
    match, ``at``; both end with the sign before what follows, and are empty where there is none. ``told`` says that
    what programs read of it stands with one before it on the page.
    """

    passage: FoundPassage
    carried: str
    at: str
    pieces: tuple[tuple[str, bool], ...]
    cut_before: bool = False
    cut_after: bool = False
    told: bool = False

    @property
    def context(self) -> str:
        """The address of the passage in its place."""
        number = self.passage.number
        return f"{self.passage.part.reading}?{self.carried}{self.at}at={number}#t{number}"


@dataclass(frozen=True, slots=True)
class SearchedTexts:
    """The texts that a search looked through, as ways into them, ``more`` that are not named, and ``html`` of these.

    ``named`` has their identifiers and ``languages`` their languages, as the answer is cited. ``not_held`` are editions
    that would have been searched too.
    """

    links: tuple[Link, ...]
    more: int
    named: str
    languages: str
    not_held: tuple[str, ...]
    html: Fragments = field(default_factory=Fragments, compare=False)


@dataclass(frozen=True, slots=True)
class LineView:
    """An occurrence as a line of the concordance: in a text as it is called, on a ``page`` or in a turn in few words.

    ``day`` is the date of its sitting in few letters, empty without.
    """

    context: str
    called: Words
    page: str
    day: str
    speaker: str
    lang: str
    left: str
    node: str
    right: str


class CalledValue(NamedTuple):
    """What pages call a value of a filter, and how addresses ask for it, both escaped; ``weight`` is the bytes of both.

    ``lang`` is the language of the name, None for that of the page.
    """

    name: str
    asked: str
    lang: str | None
    weight: int


class FilterValue(NamedTuple):
    """A value with an address of its own: its name, the search with it set or lifted, its turns as written.

    ``on`` says that it is in force, ``lang`` is the language of the name, None for that of the page.
    """

    name: str
    href: str
    turns: str
    on: bool = False
    lang: str | None = None


class FacetView(NamedTuple):
    """A filter with its values: ``own`` have addresses of their own, as those in force.

    The others, each with its turns as written, have the address ``before``, how they are asked for, ``after``; so a
    page escapes each part of fifty addresses once. ``rest`` are folded away, and ``unlisted`` more are only typed.
    ``note`` says where the counts are not each of other turns.
    """

    name: str
    title: str
    own: tuple[FilterValue, ...] = ()
    values: tuple[tuple[CalledValue, str], ...] = ()
    rest: tuple[tuple[CalledValue, str], ...] = ()
    before: str = ""
    after: str = ""
    open: bool = False
    note: str = ""
    unlisted: int = 0


@dataclass(frozen=True, slots=True)
class Steps:
    """Where one stands in a row of things, and the way to its neighbours."""

    current: int
    total: int
    back: str | None = None
    forward: str | None = None


@dataclass(frozen=True, slots=True)
class EditionState:
    """An edition of the catalogue with what is held of it, or a document."""

    id: str
    title: str
    lang: str
    record: str
    held: bool
    turns: int = 0
    words: int = 0
    sittings: int = 0
    paged: str = ""
    fetchable: bool = False
    note: str = ""
    certain: bool = True
    document: bool = False


@dataclass(frozen=True, slots=True)
class SittingState:
    """A sitting of a trial, with the ways into it in each language held.

    ``day`` is its date without the year, ``share`` its length in per cent of the longest sitting of the trial.
    """

    day: str
    part: str
    href: str | None
    compare: str | None = None
    turns: int = 0
    share: int = 0


@dataclass(frozen=True, slots=True)
class TrialState:
    """A trial with its editions and sittings; ``others`` are editions known by name only."""

    id: str
    title: str
    other_title: str
    other_lang: str
    year: int
    dates: str
    facts: str
    editions: tuple[EditionState, ...]
    others: tuple[EditionState, ...]
    sittings: tuple[SittingState, ...]
