"""A query in words, in the language of the page; what was mended in it, and why it was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from corpus.model.notes import Note
from indexer.query.parser import Query, parse, read
from indexer.query.tree import And, Field, Near, Node, Not, Or, Phrase, QueryWord, Side
from indexer.results import Result
from webapp.i18n.i18n import N_, gettext, ngettext, number
from webapp.wording import descriptions, labels

VALUES = {
    "role": labels.ROLES,
    "lang": labels.LANGS,
    "only": labels.LANGS,
    "kind": labels.TEXT_KINDS,
    "region": labels.REGIONS,
    "doctype": descriptions.DOCTYPES,
}
"""Fields whose values have words of their own."""

SIDES = {
    "en": N_("on the English side"),
    "ru": N_("on the Russian side"),
    "de": N_("on the German side"),
    "fr": N_("on the French side"),
    "nl": N_("on the Dutch side"),
}
"""Sides of a search in several languages."""


FORMS_SAID = 8
"""Forms of a word that a reading lists at most."""

Forms = Mapping[str, Sequence[str]]
"""Words with the forms to be listed for them."""


def reading(query: str) -> str:
    """Say in words what a query asks for. Raises QueryError as its reading does."""
    return asked(parse(query))


def found_reading(result: Result) -> str:
    """Say in words what an answer was searched for, with the forms of its names and what was mended."""
    forms = {word: result.forms[word] for word in (*result.names, *result.families)}
    query = read(result.understood or result.query, glosses=result.glosses)
    return mended(asked(query, forms), result.repairs)


def query_reading(query: Query) -> str:
    """Say in words what a query asks for and what was mended in it."""
    return mended(asked(query), query.repairs)


def asked(query: Query, forms: Forms = MappingProxyType({})) -> str:
    """Say in words what a query asks for; ``forms`` are those to be listed for a word."""
    said = describe(query.root, forms)
    if query.off:
        said += ", " + gettext("without the form %(forms)s", forms=", ".join(f"“{form}”" for form in query.off))
    return said


def mended(words: str, repairs: Sequence[Note]) -> str:
    """Give a reading with what was mended behind it in brackets."""
    if not repairs:
        return words
    # Loaded late: most queries need no mending, and the messages are many.
    from webapp.wording.notes import said

    return f"{words} [{' '.join(map(said, repairs))}]"


def describe(node: Node, forms: Forms = MappingProxyType({})) -> str:
    """Say in words what a part of a query asks for; ``forms`` are those to be listed for a word."""
    match node:
        case Phrase():
            return _phrase(node, forms)
        case Near():
            return gettext("%(left)s within %(gap)s words of %(right)s", left=describe(node.left, forms),
                           gap=number(node.gap), right=describe(node.right, forms))
        case Field():
            called = labels.named(labels.FIELDS, node.name).lower()
            return gettext("%(field)s is %(value)s", field=called, value=_value(node))
        case Side():
            side = f"{gettext(SIDES[node.lang])} {describe(node.part, forms)}"
            return gettext("not %(part)s", part=side) if node.absent else side
        case Not():
            return gettext("without %(part)s", part=describe(node.part, forms))
        case And():
            return gettext(", and ").join(describe(part, forms) for part in node.parts)
        case Or():
            return "(" + gettext(" or ").join(describe(part, forms) for part in node.parts) + ")"


def _value(field: Field) -> str:
    """Give the reader's word for a value of a field; what is typed otherwise stays so."""
    if field.name == "sitting":
        return labels.sitting(field.value)
    table = VALUES.get(field.name, {})
    if field.value in table:
        return gettext(table[field.value])
    return gettext("“%(words)s”", words=field.value) if any(map(str.isalpha, field.value)) else field.value


def _phrase(phrase: Phrase, forms: Forms) -> str:
    words = _words(phrase, forms)
    return f"{words} {gettext('with at most one insertion in brackets')}" if phrase.gloss else words


def _words(phrase: Phrase, forms: Forms) -> str:
    """Put a phrase in words: exact, with gaps, or any form of its words with the forms it has."""
    if not (replace(phrase, gloss=False) if phrase.gloss else phrase).plain:
        items = gettext(" followed by ").join(_item(item, forms) for item in phrase.items)
        return gettext("%(words)s with at most %(slop)s words between", words=items,
                       slop=number(phrase.slop)) if phrase.slop else items
    shown = " ".join(item.form for item in phrase.items)
    if not phrase.quoted:
        patterns = any(item.how == "pattern" for item in phrase.items)
        if patterns:
            return gettext("words like “%(words)s”", words=shown)
        listed = "; ".join(filter(None, (_listed(item, forms) for item in phrase.items)))
        return gettext("any form of “%(words)s”", words=shown) + (f": {listed}" if listed else "")
    if phrase.slop:
        return gettext("“%(words)s” with at most %(slop)s words between", words=shown, slop=number(phrase.slop))
    return gettext("exactly “%(words)s”", words=shown)


def _item(item: QueryWord, forms: Forms) -> str:
    """Put one word of a query in words by how it is sought."""
    match item.how:
        case "exact":
            return gettext("exactly “%(words)s”", words=item.form)
        case "pattern":
            return gettext("a word like “%(word)s”", word=item.form)
        case "fuzzy":
            return gettext("a word like “%(word)s” with at most %(errors)s errors", word=item.form,
                           errors=number(item.high))
        case "family":
            listed = _listed(item, forms)
            said = gettext("the family of “%(word)s”", word=item.form)
            return f"{said} ({listed})" if listed else said
        case "person":
            return gettext("the person “%(name)s”", name=item.form)
        case "gap" if item.low == item.high:
            return ngettext("%(num)s word", "%(num)s words", item.low)
        case "gap":
            return gettext("%(low)s to %(high)s words", low=number(item.low), high=number(item.high))
        case _:
            listed = _listed(item, forms)
            return gettext("any form of “%(words)s”", words=item.form) + (f" ({listed})" if listed else "")


def _listed(item: QueryWord, forms: Forms) -> str:
    held = forms.get(item.form, ())
    return ", ".join(held[:FORMS_SAID]) + (" …" if len(held) > FORMS_SAID else "")
