"""What is held, in words, and whose it is."""

from __future__ import annotations

from corpus.export.passages import rights_of
from corpus.model.turns import TextInfo
from webapp.books.books import Books
from webapp.i18n.i18n import gettext, language, ngettext
from webapp.models.models import Words
from webapp.wording import labels
from webapp.wording.sentences import words_of_unknown


def holdings(books: Books) -> str:
    """Say in one line how much is held."""
    editions = sum(text.is_edition for text in books.infos.values())
    return gettext(
        "Held here: %(editions)s and %(documents)s with %(turns)s and %(words)s.",
        editions=ngettext("%(num)s edition", "%(num)s editions", editions),
        documents=ngettext("%(num)s document", "%(num)s documents", len(books.infos) - editions),
        turns=labels.turns(sum(t.turns for t in books.infos.values())),
        words=labels.words(sum(t.words for t in books.infos.values())),
    )


def rights(books: Books, text: TextInfo) -> str:
    """Say whose a text is; never empty."""
    said = rights_of(text, books.catalogue)
    return gettext("not known") if said == "not known" else stated(books, said).text


def stated(books: Books, said: str) -> Words:
    """Give what the catalogue states of facts and rights in the language of the page where it has that."""
    russian = books.catalogue.russian.get(said) if language() == "ru" else None
    return Words(russian) if russian else words_of_unknown(said)
