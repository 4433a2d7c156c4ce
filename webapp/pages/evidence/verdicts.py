"""The report on the quotations of a text: each verdict ready for the page, in parts, the worst first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.cutting import cut_at_word
from corpus.model.notes import Note
from indexer.checking.report import GROUPS, Group, group_of, worst_first
from indexer.checking.verdict import Verdict
from webapp.books.held import Held
from webapp.i18n.i18n import N_, gettext, ngettext, number
from webapp.models.diffs import side_by_side
from webapp.models.highlight import Paragraph, TextPiece
from webapp.models.models import Link, Speaker
from webapp.models.words import Words
from webapp.pages.evidence.cited import OtherView, other_view
from webapp.presenting.passages import speaker
from webapp.server.links import passage_href
from webapp.wording import labels
from webapp.wording.check import DIFFERENCES, FLAGS, SIGNS, VERDICTS
from webapp.wording.notes import Names, said, told
from webapp.wording.sentences import words_in

CONTEXT_CHARS = 160
"""Signs of the author's sentence shown on each side of a quotation."""

_MARKS = " \"“”«»„‘"

TITLES: dict[Group, str] = {
    "differ": N_("Differ, or something is wrong"), "absent": N_("Not found"), "not-held": N_("Not held here"),
    "exact": N_("Word for word, nothing wrong"),
}
"""The parts of the report."""

PAGE_CHECKS = {"agrees": N_("page agrees"), "differs": N_("page differs"), "not checked": N_("page not checked")}
"""What became of the cited page."""

BY_CONTENTS = N_("page agrees with the contents of the book")
"""What is said where the text held has no page numbers: the page is one of the section, which is all that is known."""


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A quotation with its verdict, and the text's own words beside it where it was found.

    ``where`` is its place in the author's text, ``before`` and ``after`` are the author's words around it; ``place``,
    ``page`` and ``speaker`` tell where the words were found. ``brief`` tells that a line is enough: nothing
    is wrong, or nothing could be looked at. ``counterpart`` is the passage in a language that is held.
    """

    verdict: str
    sign: str
    tone: str
    quote: Paragraph
    source: Paragraph
    lang: str
    place: Link | None
    page: str
    speaker: Speaker | None
    cited: Words | None
    where: str
    differences: list[tuple[str, str, str]]
    flags: list[str]
    why: tuple[Words, ...]
    reasons: list[tuple[Words, ...]]
    others: list[OtherView]
    page_check: str
    before: str
    after: str
    brief: bool
    counterpart: Link | None


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part of the report: its name in addresses and styles, its title, and what stands in it."""

    name: Group
    title: str
    verdicts: list[tuple[Verdict, VerdictView]]


def parts(held: Held, verdicts: Sequence[Verdict]) -> list[ReportPart]:
    """Give the parts of the report in which anything stands."""
    ordered, names = worst_first(verdicts), names_held(held)
    made = [
        ReportPart(name, gettext(TITLES[name]),
                   [(v, verdict_view(held, v, names)) for v in ordered if group_of(v) == name])
        for name in GROUPS
    ]
    return [part for part in made if part.verdicts]


def summary(verdicts: Sequence[Verdict]) -> str:
    """Count the quotations by verdict."""
    counted = ", ".join(f"{gettext(name)}: {number(count)}" for key, name in VERDICTS.items()
                        if (count := sum(v.verdict == key for v in verdicts)))
    total = ngettext("%(num)s quotation", "%(num)s quotations", len(verdicts))
    return f"{total} — {counted}" if counted else total


def place_link(held: Held, verdict: Verdict) -> Link | None:
    """Give the way to the passage that a quotation was held against, called by its text; None where there is none."""
    if not (verdict.text_id and verdict.ref):
        return None
    text = held.infos[verdict.text_id]
    return Link(held.short_title(text), passage_href(verdict.ref), lang=text.lang)


def verdict_view(held: Held, verdict: Verdict, names: Names) -> VerdictView:
    """Make a verdict ready for the page; ``names`` are those of :func:`names_held`."""
    left, right = side_by_side(verdict.quote, verdict.source) if verdict.source else ((TextPiece(verdict.quote),), ())
    text = held.infos[verdict.text_id] if verdict.text_id else None
    quotation = verdict.quotation
    lang = quotation.lang if quotation else None
    return VerdictView(
        gettext(VERDICTS[verdict.verdict]), SIGNS[verdict.verdict], verdict.verdict.replace(" ", "-"), left, right,
        text.lang if text else lang or "",
        place_link(held, verdict),
        labels.page(verdict.page) if verdict.page else "",
        _who(held, verdict),
        words_in(quotation.reference.literal, quotation.lang) if quotation and quotation.reference else None,
        said(quotation.place) if quotation and quotation.place else "",
        [(labels.named(DIFFERENCES, d.kind), d.quote, d.opposite) for d in verdict.differences],
        [labels.named(FLAGS, flag) for flag in verdict.flags],
        told(verdict.why, lang, names) if verdict.why else (),
        [told(reason, None, names) for reason in verdict.reasons],
        [other_view(held, other, lang or "") for other in verdict.others],
        page_words(verdict),
        *((_before(quotation.before), _after(quotation.after)) if quotation else ("", "")),
        group_of(verdict) in ("exact", "not-held"),
        Link(gettext("in the other language"), passage_href(verdict.counterpart)) if verdict.counterpart else None,
    )


def _who(held: Held, verdict: Verdict) -> Speaker | None:
    """Give who says the words that a quotation was held against; None where it stands nowhere."""
    turn = held.turn(verdict.ref) if verdict.ref else None
    return speaker(held, turn, (verdict.span,) if verdict.span else ()) if turn else None


def page_words(verdict: Verdict) -> str:
    """Say what became of the cited page; nothing where none is cited or the words stand nowhere."""
    if verdict.page_check is None:
        return ""
    numbered = verdict.page is not None and verdict.page.label is not None
    by_contents = verdict.page_check == "agrees" and not numbered
    return gettext(BY_CONTENTS if by_contents else PAGE_CHECKS[verdict.page_check])


def notes_of(verdict: Verdict, names: Names) -> list[str]:
    """Give the sentences that go with a verdict, without the citations that contradict it."""
    found: tuple[Note, ...] = (*verdict.reasons, *((verdict.why,) if verdict.why else ()))
    return [said(note, names) for note in found]


def names_held(held: Held) -> Names:
    """Give how the report calls editions and texts: made once for all its verdicts, since it has every text held."""
    return Names(held.catalogue.editions, {info.id: held.short_title(info) for info in held.infos.values()})


def _before(words: str) -> str:
    """Give the words of a sentence before a quotation that stand nearest to it, cut between words."""
    line = " ".join(words.strip(_MARKS).split())
    return line if len(line) <= CONTEXT_CHARS else "… " + line[-CONTEXT_CHARS:].partition(" ")[2]


def _after(words: str) -> str:
    """Give the words behind a quotation likewise, with the space or sign that parts them from it."""
    line = re.sub(r"\s+", " ", words.lstrip(_MARKS.strip()).rstrip(_MARKS))
    return cut_at_word(line, CONTEXT_CHARS, " …")
