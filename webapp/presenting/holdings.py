"""What is held, in words, and whose it is."""

from __future__ import annotations

from corpus.export.passages import rights_of
from corpus.model.turns import TextInfo
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, language, ngettext
from webapp.models.words import Words
from webapp.wording import labels
from webapp.wording.sentences import words_of_unknown


def holdings(held: Held) -> str:
    """Say in one line how much is held."""
    editions = sum(text.is_edition for text in held.infos.values())
    return gettext(
        "Held here: %(editions)s and %(documents)s with %(turns)s and %(words)s.",
        editions=ngettext("%(num)s edition", "%(num)s editions", editions),
        documents=ngettext("%(num)s document", "%(num)s documents", len(held.infos) - editions),
        turns=labels.turns(sum(t.turns for t in held.infos.values())),
        words=labels.words(sum(t.words for t in held.infos.values())),
    )


def rights(held: Held, text: TextInfo) -> str:
    """Say whose a text is; never empty."""
    said = rights_of(text, held.catalogue)
    return gettext("not known") if said == "not known" else stated(held, said).text


def stated(held: Held, said: str) -> Words:
    """Give what the catalogue states of facts and rights in the language of the page where it has that."""
    russian = held.catalogue.russian.get(said) if language() == "ru" else None
    return Words(russian) if russian else words_of_unknown(said)
