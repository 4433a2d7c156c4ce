"""Why something is held of a citation or a quotation, in the language of the page."""

from __future__ import annotations

from webapp.books.books import Books
from webapp.i18n.i18n import N_
from webapp.models.models import Words
from webapp.wording import labels
from webapp.wording.sentences import filled, recognised, words_in

SENTENCES = (
    N_("the year %(year)s beside it"),
    N_("the heading “%(heading)s”"),
    N_("the full title given at line %(line)s"),
    N_("the full title given in %(place)s"),
    N_("the title is that of several reports and nothing says which is meant"),
    N_("the only trial in the catalogue"),
    N_("no work named"),
    N_("no work named before it"),
    N_("the citation before it, %(literal)s at line %(line)s"),
    N_("the citation before it, %(literal)s at %(place)s"),
    N_("the work cited before, line %(line)s"),
    N_("the work cited before, in %(place)s"),
    N_("a dated entry of “%(title)s”, named before it"),
    N_("%(name)s named before it, %(rest)s"),
    N_("the next citation behind it"),
    N_("the work cited is no trial and is not here"),
    N_("no edition of the trial %(trial)s is here"),
    N_("page %(page)s of %(edition)s: “%(section)s” (%(sitting)s) is not here"),
    N_("%(edition)s is not here"),
)
"""The sentences with their places, special ones before general ones."""

QUOTED = frozenset({"heading", "literal", "title", "name"})
"""Places that hold words of the document."""


def because(books: Books, said: str, lang: str | None) -> tuple[Words, ...]:
    """Give a reason in the language of the page, in parts; ``lang`` is the language of the document it is about.

    What is not known stays as it is, in English.
    """
    found = recognised(said, SENTENCES) if said else None
    if found is None:
        return (words_in(said, "en"),) if said else ()
    sentence, values = found
    edition = books.catalogue.editions.get(values.get("edition", ""))

    def told(name: str, value: str) -> Words | tuple[Words, ...]:
        match name:
            case "rest":
                return because(books, value, lang)
            case "edition" if edition:
                return words_in(edition.short_title, edition.lang)
            case "section" if edition:
                return words_in(value, edition.lang)
            case "sitting":
                return Words(labels.sitting(value if value != "None" else None))
            case _:
                return words_in(value, lang) if name in QUOTED else Words(value)

    return filled(sentence, {name: told(name, value) for name, value in values.items()})
