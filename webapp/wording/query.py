"""A query in words, in the language of the page; what was mended in it, and why it was refused."""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.query.parser import parse
from indexer.query.tree import And, Field, Near, Node, Not, Or, Phrase, QueryWord, Side
from webapp.i18n.i18n import N_, gettext, ngettext, number
from webapp.wording import labels

SAID = tuple((re.compile(pattern), message) for pattern, message in (
    (r"left out a bracket that closes nothing", N_("A bracket that closes nothing was left out.")),
    (r"closed a bracket", N_("A bracket was closed.")),
    (r"closed (?P<count>\d+) brackets", N_("Brackets were closed: %(count)s.")),
    (r"left out (?P<what>[A-Z]+), which joins nothing", N_("%(what)s joins nothing and was left out.")),
    (r"NEAR joins words and phrases only.*", N_("NEAR joins words and phrases only and was read as AND.")),
    (r"left out empty brackets", N_("Empty brackets were left out.")),
    (r"left out quotation marks without words", N_("Quotation marks without words were left out.")),
    (r"closed a quotation mark", N_("A quotation mark was closed.")),
    (r"a distance of (?P<gap>\d+) words was cut to (?P<most>\d+)",
     N_("A distance of %(gap)s words was cut to %(most)s.")),
    (r"left out (?P<name>.+): without a value", N_("%(name)s: has no value and was left out.")),
    (r"left out ~(?P<number>\d+), which goes with .*",
     N_("~%(number)s goes with a phrase in quotation marks and was left out.")),
    (r"The query has no words\.", N_("The query has no words.")),
    (r"Type words, or a .phrase in quotation marks.\.", N_("Type words, or a phrase in quotation marks.")),
    (r"The query has (?P<count>[\d,]+) words and phrases; at most (?P<most>[\d,]+) are read\.",
     N_("The query has %(count)s words and phrases; at most %(most)s are read.")),
    (r"Put a passage in quotation marks to find exactly that\.",
     N_("Put a passage in quotation marks to find exactly that.")),
    (r"The query has more than (?P<most>\d+) brackets inside each other\.",
     N_("The query has more than %(most)s brackets inside each other.")),
    (r"Take some away\.", N_("Take some away.")),
    (r"“(?P<what>.+)” has too few letters before the sign\.",
     N_("“%(what)s” has too few letters before the sign.")),
    (r"Put at least (?P<least>\d+) letters before the first \* or \?\.",
     N_("Put at least %(least)s letters before the first * or ?.")),
    (r"“(?P<what>.+)” stands for (?P<count>[\d,]+) different words; at most (?P<most>[\d,]+) are looked for\.",
     N_("“%(what)s” stands for %(count)s different words; at most %(most)s are looked for.")),
    (r"Give more letters of it\.", N_("Give more letters of it.")),
    (r"“(?P<name>.+):” is no field and was read as a word", N_("“%(name)s:” is no field and was read as a word.")),
))
"""What the reading of a query says was mended or refused, and how the page says it."""


VALUES = {
    "role": labels.ROLES,
    "lang": labels.LANGS,
    "only": labels.LANGS,
    "kind": labels.TEXT_KINDS,
    "region": labels.REGIONS,
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


def reading(query: str) -> str:
    """Say in words what a query asks for. Raises QueryError as its reading does."""
    read = parse(query)
    said = describe(read.root)
    if read.off:
        said += ", " + gettext("without the form %(forms)s", forms=", ".join(f"“{form}”" for form in read.off))
    return said


def tell(said: str) -> str:
    """Say a repair or refusal in the language of the page; one without a translation is given as it is."""
    for pattern, message in SAID:
        if found := pattern.fullmatch(said):
            return gettext(message, **found.groupdict()) if found.groupdict() else gettext(message)
    return said


def describe(node: Node) -> str:
    """Say in words what a part of a query asks for."""
    match node:
        case Phrase():
            return _phrase(node)
        case Near():
            return gettext("%(left)s within %(gap)s words of %(right)s", left=describe(node.left),
                           gap=number(node.gap), right=describe(node.right))
        case Field():
            called = labels.named(labels.FIELDS, node.name).lower()
            return gettext("%(field)s is %(value)s", field=called, value=_value(node))
        case Side():
            side = f"{gettext(SIDES[node.lang])} {describe(node.part)}"
            return gettext("not %(part)s", part=side) if node.absent else side
        case Not():
            return gettext("without %(part)s", part=describe(node.part))
        case And():
            return gettext(", and ").join(describe(part) for part in node.parts)
        case Or():
            return "(" + gettext(" or ").join(describe(part) for part in node.parts) + ")"


def _value(field: Field) -> str:
    """Give the reader's word for a value of a field; what is typed otherwise stays so."""
    if field.name == "sitting":
        return labels.sitting(field.value)
    table = VALUES.get(field.name, {})
    if field.value in table:
        return gettext(table[field.value])
    return gettext("“%(words)s”", words=field.value) if any(map(str.isalpha, field.value)) else field.value


def _phrase(phrase: Phrase) -> str:
    said = _words(phrase)
    return f"{said} {gettext('with at most one insertion in brackets')}" if phrase.gloss else said


def _words(phrase: Phrase) -> str:
    if not replace(phrase, gloss=False).plain:
        said = gettext(" followed by ").join(_item(item) for item in phrase.items)
        return gettext("%(words)s with at most %(slop)s words between", words=said,
                       slop=number(phrase.slop)) if phrase.slop else said
    shown = " ".join(item.form for item in phrase.items)
    if not phrase.quoted:
        patterns = any(item.how == "pattern" for item in phrase.items)
        return gettext("words like “%(words)s”", words=shown) if patterns else gettext(
            "any form of “%(words)s”", words=shown)
    if phrase.slop:
        return gettext("“%(words)s” with at most %(slop)s words between", words=shown, slop=number(phrase.slop))
    return gettext("exactly “%(words)s”", words=shown)


def _item(item: QueryWord) -> str:
    match item.how:
        case "exact":
            return gettext("exactly “%(words)s”", words=item.form)
        case "pattern":
            return gettext("a word like “%(word)s”", word=item.form)
        case "fuzzy":
            return gettext("a word like “%(word)s” with at most %(errors)s errors", word=item.form,
                           errors=number(item.high))
        case "person":
            return gettext("the person “%(name)s”", name=item.form)
        case "gap" if item.low == item.high:
            return ngettext("%(num)s word", "%(num)s words", item.low)
        case "gap":
            return gettext("%(low)s to %(high)s words", low=number(item.low), high=number(item.high))
        case _:
            return gettext("any form of “%(words)s”", words=item.form)
