"""The persons that a query names: who types a name wants to know who that is before what was said."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.query.parser import parse
from indexer.query.tree import Field, Node, Phrase
from indexer.results import NAMING, Result
from webapp.books.books import Books
from webapp.models.models import Link
from webapp.presenting.passages import person_name
from webapp.server.links import to
from webapp.wording import labels

MOST_WORDS, MOST_CARDS = 4, 4
"""Words of a name at most, and persons shown of those who bear it."""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person with the way to their page, their roles, the search for what they say and for where they are named.

    The counts are the turns that these searches find; one that would find nothing is None.
    """

    person: Link
    roles: str
    says: Link | None
    named: Link | None


def people_meant(books: Books, found: Result) -> list[PersonCard]:
    """Give those here whom the whole of a query names, those who speak most first; none where it asks for more."""
    name = _name_asked(parse(found.understood or found.query).root)
    if not name:
        return []
    spelt = books.held.index.stream.persons.persons_named(name)
    # A speaker may be in no catalogue.
    meant = dict.fromkeys((*spelt, name.replace(" ", "-")))
    cards = [card for person in meant if (card := _card(books, person))]
    return sorted(cards, key=lambda card: -(card.says.count or 0 if card.says else 0))[:MOST_CARDS]


def _name_asked(root: Node) -> str:
    """Give what a query asks for where that may be one name: a value that names a person, or a few plain words."""
    match root:
        case Field() if root.name in NAMING:
            return root.value
        case Phrase() if len(root.items) <= MOST_WORDS and not root.slop and not root.gapped:
            return " ".join(item.form for item in root.items)
        case _:
            parts = getattr(root, "parts", ())
            plain = [_name_asked(part) for part in parts if isinstance(part, Phrase)]
            whole = len(plain) == len(parts) <= MOST_WORDS and all(plain)
            return " ".join(plain) if whole else ""


def _card(books: Books, person: str) -> PersonCard | None:
    """Give the card of a person; None where the texts here neither have them speak nor name them."""
    voices = books.figures.voices.get(person, [])
    turns = sum(voice.turns for voice in voices)
    if not turns and person not in books.figures.mentioned:
        return None
    named = books.figures.turns_naming(person)
    roles = dict.fromkeys(labels.named(labels.ROLES, role) for voice in voices for role in voice.roles)
    name = person_name(books.held, person)
    return PersonCard(
        Link(name, to("person", person_id=person)), ", ".join(roles),
        Link(name, to("search", speaker=person), turns) if turns else None,
        Link(name, to("search", mentions=person), named) if named else None,
    )
