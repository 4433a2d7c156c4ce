"""How verdicts, differences and flags of quotation checking are called on the page."""

from __future__ import annotations

from webapp.i18n.i18n import N_

VERDICTS = {
    "exact": N_("word for word"),
    "near": N_("with differences"),
    "absent": N_("not found in what was searched"),
    "not held": N_("what is cited is not held here"),
}
"""Verdicts on a quotation."""

SIGNS = {"exact": "=", "near": "≈", "absent": "∅", "not held": "?"}
"""A sign for each verdict, beside its words."""

DIFFERENCES = {
    "typing-error": N_("slip or misreading"),
    "name-spelling": N_("spelling of a name"),
    "gloss": N_("words put in brackets"),
    "omission-marked": N_("omission, marked"),
    "omission-unmarked": N_("omission, not marked"),
    "addition": N_("words that are not in the text"),
    "word": N_("other word"),
    "negation": N_("a negation on one side only"),
    "emphasis": N_("emphasised in the quotation, not in the text"),
    "label-added": N_("speaker’s label added"),
    "accents": N_("accents"),
}
"""Kinds of differences between a quotation and the text."""

FLAGS = {
    "negation-changed": N_("a negation was changed"),
    "citation-not-understood": N_("citation not understood: page and work not checked"),
    "negation-outside": N_("a negation stands just outside the quoted words"),
    "words-unsure": N_("rests on words of which the recogniser of the scan was not sure"),
    "other-page": N_("stands on another page than the one cited"),
    "other-speaker": N_("said by somebody else"),
    "other-trial": N_("stands in another trial than the one cited"),
    "other-language": N_("found only in the other language"),
    "page-beyond-book": N_("the book has no such page"),
    "speaker-cannot-appear": N_("that person does not speak on that page"),
    "cited-to-two-pages": N_("the same quotation is cited to two pages"),
    "spliced": N_("put together from two places"),
    "quoted-differently": N_("the same passage is quoted in other words"),
    "two-numbers": N_("the same document has another number"),
}
"""What is wrong with a quotation or citation."""

BASES = {
    "cited together": N_("cited together"),
    "aligned": N_("aligned passages"),
    "facsimile": N_("facsimile: the same pages"),
    "interpolated": N_("interpolated between two known pairs"),
}
"""How it is known that two pages answer each other."""

CONTENTS = {"": "", "agrees": N_("agree"), "disagrees": N_("disagree")}
"""What the contents of two books say to a pair of pages."""
