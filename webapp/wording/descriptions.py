"""What documents are described as, in the language of the page: kinds, days, and from what they are known."""

from __future__ import annotations

from datetime import date

from corpus.model.description import Description
from webapp.i18n.i18n import N_, gettext
from webapp.wording.labels import days

DOCTYPES = {
    "interrogation-protocol": N_("record of an interrogation"),
    "confrontation-protocol": N_("record of a confrontation"),
    "testimony": N_("written testimony"),
    "statement": N_("statement"),
    "letter": N_("letter"),
    "special-report": N_("special report"),
    "telegram": N_("telegram"),
    "memo-note": N_("memorandum"),
    "explanation": N_("explanations"),
    "correspondence": N_("correspondence"),
    "administrative-report": N_("administrative report"),
    "draft-project": N_("draft"),
    "autobiography": N_("autobiography"),
    "poem": N_("poem"),
    "speech": N_("speech"),
    "plea-pardon": N_("petition for pardon"),
    "verdict-or-sentence": N_("verdict"),
    "indictment": N_("indictment"),
    "press-summary": N_("summary of the press"),
    "session-transcript": N_("transcript of a session"),
    "conversation-recording": N_("record of conversations"),
    "list": N_("list of names"),
    "data-extract": N_("extract"),
    "summary": N_("summary"),
    "reference-note": N_("information note"),
    "decree": N_("decree"),
    "program": N_("programme"),
    "article": N_("article"),
    "biographical-article": N_("biographical article"),
    "diary": N_("diary or memoirs"),
    "complaint": N_("complaint"),
    "questionnaire": N_("questionnaire"),
    "interview": N_("interview"),
    "will": N_("last will"),
    "notes": N_("notes or records of a person"),
    "resolution": N_("resolution"),
    "inquiry": N_("inquiry"),
    "appeal": N_("appeal or leaflet"),
    "certificate": N_("certificate"),
    "undertaking": N_("receipt or undertaking"),
    "expert-opinion": N_("expert opinion"),
    "finding": N_("finding of an office"),
    "review": N_("review"),
}
"""Kinds of documents, as titles tell them."""

DAY_BOUNDS = {
    "from": N_("not before %(days)s"),
    "until": N_("not after %(days)s"),
    "about": N_("about %(days)s"),
    "between": N_("some day of %(days)s"),
}
"""How a day is meant that a document does not have exactly."""

DESCRIBED_FROM = {
    "given": N_("as the user says"),
    "title": N_("from the title"),
    "site": N_("from the site"),
    "head": N_("from the head of the document"),
    "closing": N_("from its closing lines"),
}
"""From what a part of the description of a document is known."""


def described_days(described: Description) -> str:
    """Write the day or days of a document, and how exactly they are known; empty where none are."""
    if not described.day:
        return ""
    written = days(date.fromisoformat(described.day), date.fromisoformat(described.until or described.day))
    return gettext(DAY_BOUNDS[described.bound], days=written) if described.bound else written
