"""Searches to begin with, made from the texts held, so that each of them finds something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from weakref import WeakKeyDictionary

from corpus.catalogue.catalogue import Person
from corpus.citation.styles import cite
from corpus.language.words import forms, words
from corpus.model.turns import Page, Turn
from indexer.results import Request
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, language
from webapp.models.models import Link
from webapp.presenting.asking import KWIC
from webapp.presenting.passages import person_name
from webapp.server.links import to

PHRASE = 4
"""Words of the phrase given as an example."""

QUOTED = 8
"""Words of the quotation given as an example of one to be checked."""

CITED_WORDS = 14
"""Words of each quotation in a text to try checking with."""

TURNS = 2_000
"""Turns of an edition among which such quotations are looked for."""

PAGES_OFF = 30
"""By how many pages the wrong citation in it is wrong: farther than any estimate may be."""

NAMED = 6
"""Persons who speak most, of whom one is sought whose name gives an example with an answer."""

LETTERS = 4
"""Letters left of a word before the sign for any letters."""

PASSAGES = 40
"""Passages of a speaker looked through for such a phrase."""


@dataclass(frozen=True, slots=True)
class Example:
    """A search: what is typed or ticked, and what it shows."""

    query: str
    says: str
    href: str
    lang: str | None = None

_WORKING: WeakKeyDictionary[Books, dict[str, list[Example]]] = WeakKeyDictionary()
"""The examples that find something, by language of the interface; they go with the texts they were tried on."""


def speakers(books: Books, lang: str | None = None) -> list[Person]:
    """Give the persons of the catalogue who speak here, those with most turns first."""
    counted: Counter[str] = Counter()
    for name, voices in books.figures.voices.items():
        for said in voices:
            if lang is None or books.held.infos[said.text_id].lang == lang:
                counted[name] += said.turns
    persons = (books.held.catalogue.persons.get(name) for name, _ in counted.most_common())
    return [person for person in persons if person and not person.office]


def questions(books: Books) -> list[Link]:
    """Give the questions of the first page, in the language of the page and about who speaks most in what is held.

    The texts in the language of the page come first; names find texts in the other one too.
    """
    own = speakers(books, language())
    found = [*own, *(person for person in speakers(books) if person not in own)]
    if len(found) < 2:
        return []
    speaker, *others = found
    # Who speaks second most need not be named by who speaks most, and a question wants an answer.
    named = next((person for person in others[:NAMED] if _finds(books.held, _surname(person), speaker.id)), None)
    first, second = (person_name(books.held, person.id) for person in (speaker, named or others[0]))
    name = _surname(named or others[0])
    asked = []
    if named or _finds(books.held, name):
        asked.append(Link(gettext("Who names %(name)s, and how often?", name=second), to("statistics", q=name)))
    if named:
        asked.append(Link(gettext("What does %(speaker)s say of %(name)s?", speaker=first, name=second),
                          to("search", q=name, speaker=speaker.id)))
    asked.append(Link(gettext("Who is %(name)s, and with whom does this person speak?", name=first),
                      to("person", person_id=speaker.id)))
    quoted = next(filter(None, (_phrase(books.held, lang, person.id, QUOTED)
                                for lang in sorted({"en", "ru"}, key=lambda code: code != language())
                                for person in found[:2])), "")
    if quoted:
        asked.append(Link(gettext("Is a quotation exact, and on which page does it stand?"), to("check", text=quoted)))
    return asked


def _surname(person: Person) -> str:
    """Give a person's surname in the language of the page."""
    return person.name_ru if language() == "ru" else person.name_en


def _finds(held: Held, name: str, speaker: str = "") -> bool:
    """Whether a search for a name has an answer, among the words of one speaker where one is given."""
    filters: dict[str, tuple[str, ...]] = {"speaker": (speaker,)} if speaker else {}
    return bool(held.look_up(Request(name, filters, limit=1)).passages_total)


def working(books: Books) -> list[Example]:
    """Give the worked examples that find something, remembered for each language of the interface."""
    remembered = _WORKING.setdefault(books, {})
    if language() not in remembered:
        remembered[language()] = [
            example for example in worked(books) if books.held.look_up(Request(example.query, limit=1)).passages_total
        ]
    return remembered[language()]


def question_to(books: Books, page: str) -> Link | None:
    """Give the question of the first page that a page answers, for its empty form; None where there is none."""
    address = to(page)
    return next((link for link in questions(books) if link.href.partition("?")[0] == address), None)


def name_to_render(books: Books) -> str:
    """Give a name to see how it is rendered, of one who speaks much; empty where no such name has a rendering."""
    found = speakers(books, language()) or speakers(books)
    into = "en" if language() == "ru" else "ru"
    names = (_surname(person) for person in [*found[1:NAMED], *found[:1]])
    return next((name for name in names if books.figures.renderings(name, into)), "")


def worked(books: Books) -> list[Example]:
    """Give worked examples of the query language for the texts held; none where nobody speaks."""
    out: list[Example] = []
    langs = {info.lang for info in books.held.infos.values()}
    for lang in sorted(langs & {"en", "ru"}, key=lambda code: code != language()):
        found = speakers(books, lang)
        if found:
            out += _of_speaker(books.held, lang, found[0])
        if len(found) > 1:
            out += _of_names(lang, *found[:2])
    return out


def _of_speaker(held: Held, lang: str, person: Person) -> Iterator[Example]:
    """Give a phrase of the person who speaks most, and all that this person says."""
    who = person_name(held, person.id)
    phrase = _phrase(held, lang, person.id)
    if phrase:
        yield _typed(f'"{phrase}"', gettext("exactly this phrase"), lang)
        yield from _of_phrase(phrase, lang)
    yield _typed(f"speaker:{person.id} lang:{lang}", gettext("everything that %(speaker)s says", speaker=who), lang)


def _of_phrase(phrase: str, lang: str) -> Iterator[Example]:
    """Give the signs that a phrase can be loosened with."""
    found = forms(phrase)
    first, last = found[0], found[-1]
    cut = [word[:LETTERS] + "*" if len(word) > LETTERS else word for word in found]
    if cut != found:
        yield _typed(f'"{" ".join(cut)}"', gettext("the phrase with other endings"), lang)
    yield _typed(f'~"{phrase}"', gettext("these words in this order, in any form"), lang)
    yield _typed(f'"{first} {last}"~{PHRASE}', gettext("in this order, with other words between"), lang)
    yield _typed(f'[lemma="{first}"] []{{0,{PHRASE}}} "{last}"', gettext("any form of the one, then exactly the other"),
                 lang)
    longest = max(found, key=len)
    yield _typed(f"{longest[:-1]}~1", gettext("words with at most one letter amiss"), lang)


def _of_names(lang: str, one: Person, other: Person) -> Iterator[Example]:
    """Give searches for two names, typed in the language of a text and told in that of the page."""
    first, second = (p.name_ru if lang == "ru" else p.name_en for p in (one, other))
    told_first, told_second = _surname(one), _surname(other)
    yield _typed(second, gettext("every form of the name %(name)s", name=told_second), lang)
    yield _typed(f"{first} {second}", gettext("both names in one passage"), lang)
    yield _typed(f"{first} OR {second}", gettext("one name or the other"), lang)
    yield _typed(f"{first} NEAR/8 {second}", gettext("two names close together"), lang)
    yield _typed(f"{second} -{first}", gettext("%(one)s without %(other)s", one=told_second, other=told_first),
                 lang)
    yield _typed(f"{second[:4]}*", gettext("words that begin with “%(letters)s”", letters=second[:4]), lang)
    yield _typed(f"mentions:{first} lang:{lang}", gettext("passages that name %(name)s", name=told_first), lang)
    yield _typed(f"{second} -role:prosecutor", gettext("%(name)s, but not said by the prosecutor", name=told_second),
                 lang)
    yield Example(second, gettext("as a concordance, one line an occurrence"), to("search", q=second, view=KWIC), lang)


def quoting(books: Books) -> str:
    """Give a text to try checking with: sentences with quotations of the texts held, each cited, two of them wrongly.

    What is wrong is said in it, and is a page or a word left out: nobody is made to say what the record has not.
    """
    held = books.held
    for lang in sorted({"en", "ru"}, key=lambda code: code != language()):
        found = [turn for info in held.infos.values() if info.is_edition and info.lang == lang
                 for turn in islice(held.all_turns(info.id), TURNS) if _quotable(turn)]
        if len(found) >= 3:
            told = [_cited_words(held, turn) for turn in found[:3]]
            return "\n\n".join((
                gettext("The first quotation stands so in the report: “%(words)s” (%(cited)s).", **told[0]),
                gettext("The second is cited to a wrong page: “%(words)s” (%(other)s).", **told[1]),
                gettext("In the third a word is left out: “%(fewer)s” (%(cited)s).", **told[2])))
    return ""


def _quotable(turn: Turn) -> bool:
    """Say whether a turn is long enough, of letters and plain stops, and on a page with a number."""
    label = turn.page.label or ""
    first = words(turn.text)[:CITED_WORDS]
    plain = not re.search(r"[\"“”«»„()\[\]*…]", turn.text[: first[-1].end] if first else "")
    return turn.kind == "speech" and label.isdigit() and len(first) == CITED_WORDS and plain


def _cited_words(held: Held, turn: Turn) -> dict[str, str]:
    """Give the first words of a turn, the same without a long one, its citation, and one that is some pages off."""
    found = words(turn.text)[:CITED_WORDS]
    quoted = turn.text[found[0].start : found[-1].end]
    left = max(found[2:-2], key=lambda word: len(word.form))
    fewer = f"{turn.text[found[0].start : left.start].rstrip()} {turn.text[left.end : found[-1].end].lstrip()}"
    page = Page(str(int(turn.page.label or 0) + PAGES_OFF), "printed", None, None)
    cited, other = (
        cite(replace(turn, page=where), held.infos[turn.text_id], held.catalogue, "chicago-short").plain.rstrip(".")
        for where in (Page(turn.page.label, "printed", None, None), page))
    return {"words": quoted, "fewer": fewer, "cited": cited, "other": other}


def _phrase(held: Held, lang: str, speaker: str, length: int = PHRASE) -> str:
    """Give the first words of a passage of this speaker that is long enough; empty where there is none."""
    request = Request(f'speaker:"{speaker}"', {"lang": (lang,), "kind": ("transcript",)}, "record", PASSAGES)
    for hit in held.look_up(request).hits:
        found = words(hit.text)
        if len(found) > 2 * length:
            return re.sub(r"[\"“”«»„]", "", hit.text[found[0].start:found[length - 1].end])
    return ""


def _typed(query: str, says: str, lang: str) -> Example:
    return Example(query, says, to("search", q=query), lang)
