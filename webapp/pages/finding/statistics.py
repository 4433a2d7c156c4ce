"""A search in numbers: who says it most, where in the record it stands, what stands beside it, whose words they are."""

from __future__ import annotations

from typing import Any, cast, get_args

from flask import render_template, request
from werkzeug.datastructures import MultiDict

from corpus.language.script import script_language
from indexer.statistics.collocates import SPAN, Collocate
from indexer.statistics.dispersion import Stretch, Strip
from indexer.statistics.keyness import Keyword
from indexer.statistics.shares import LEAST, By, Share
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import N_, decimal, gettext, ngettext, number
from webapp.models.models import Link
from webapp.pages.finding.account import said
from webapp.pages.finding.filters import chips, value_name
from webapp.presenting import charts
from webapp.presenting.asking import PASSAGES, Ask, asked, choice, whole_number
from webapp.presenting.passages import person_name, text_link
from webapp.server.links import to
from webapp.server.site import current_books, site
from webapp.wording import labels

BY = {"speaker": N_("speaker"), "role": N_("role"), "sitting": N_("sitting"), "edition": N_("edition or document"),
      "trial": N_("trial")}
"""What is counted by."""

SPANS = (1, 2, 5, 10)
"""Words on each side that are offered."""

COUNT, RATE = "count", "rate"

WORDS = 40
"""Collocates, and words typical of a speaker, that a table has."""


@site.get("/statistics")
def statistics() -> str:
    """Show a search in numbers; without a question, ask for one."""
    ask = asked()
    if ask.blank:
        return render_template("finding/statistics.html", ask=ask, found=False)
    return render_template("finding/statistics.html", **statistics_context(current_books(), ask, request.args))


@site.get("/statistics/words")
def keywords() -> str:
    """Compare the words of two speakers."""
    return render_template("finding/keywords.html", **keywords_context(current_books(), request.args))


def statistics_context(books: Books, ask: Ask, args: MultiDict[str, str]) -> dict[str, Any]:
    """Count a search, and give what the template needs. Raises QueryError and WrongUseError."""
    held = books.held
    by = cast("By", choice(args, "by", get_args(By)) or "speaker")
    span = whole_number(args, "span", 1, max(SPANS)) or SPAN
    per = choice(args, "per", (COUNT, RATE)) or COUNT
    shape = books.figures.search_shape(ask.request(facets=False), by, span, WORDS)
    shared = shape.shares
    rows = [row for row in shared.rows if row.hits or by == "sitting"]
    if per == RATE and by != "sitting":
        rows.sort(key=lambda row: (row.hits < LEAST, -row.per_10000))

    def variant(**changes: Any) -> str:
        chosen = {"by": by, "span": span, "per": per, **changes}
        usual = {"by": "speaker", "span": SPAN, "per": COUNT}
        kept = ask.parameters(view=PASSAGES, sort=None)
        return to("statistics", **kept, **{name: value for name, value in chosen.items() if value != usual[name]})

    return {
        "ask": ask,
        "ask_text": ask.query,
        "kept": ask.fields(),
        "chips": chips(held, ask, "statistics"),
        "reading": said(ask, shared.reading),
        "search": ask.href(),
        "total": gettext("%(occurrences)s in %(words)s.", words=labels.words(shared.words_total),
                         occurrences=ngettext("%(num)s occurrence", "%(num)s occurrences", shared.hits_total)),
        "found": bool(shared.hits_total),
        "even": None if shared.deviation is None else decimal(shared.deviation, 2),
        "by": gettext(BY[by]),
        "ways": [Link(gettext(name), variant(by=way), on=way == by) for way, name in BY.items()],
        "scales": [Link(name, variant(per=way), on=way == per) for way, name in (
            (COUNT, gettext("occurrences")), (RATE, gettext("per 10,000 words")))],
        "bars": charts.bars(gettext("Who says it most"), [
            (_share_link(held, ask, by, row), _figure(row, per), row.hits if per == COUNT else row.per_10000)
            for row in rows if row.hits and (per == COUNT or by == "sitting" or row.hits >= LEAST)]),
        "rows": [(_share_link(held, ask, by, row), row.hits, row.passages, row.words, decimal(row.per_10000, 1))
                 for row in rows],
        "strips": [_strip(held, ask, strip) for strip in shape.strips],
        "stretches": [(text_link(held, held.infos[strip.text_id]),
                       [(_band_link(ask, part), part.hits, part.words, decimal(part.per_10000, 1))
                        for part in strip.stretches]) for strip in shape.strips],
        "span": span,
        "spans": [Link(number(size), variant(span=size), on=size == span) for size in SPANS],
        "beside": charts.bars(gettext("Words beside it"), [
            (_word(ask, row), f"{number(row.together)} · {decimal(row.log_likelihood, 1)}", row.log_likelihood)
            for row in shape.beside]),
        "beside_rows": [(_word(ask, row), row.together, row.left, row.right, row.total, decimal(row.expected, 1),
                         decimal(row.log_likelihood, 1)) for row in shape.beside],
        "words": to("keywords"),
    }


def keywords_context(books: Books, args: MultiDict[str, str]) -> dict[str, Any]:
    """Compare the words of two speakers, or of one with all others. Raises UnknownNameError and WrongUseError."""
    held = books.held
    speakers = sorted(books.figures.voices, key=lambda name: person_name(held, name))
    first = args.get("speaker", "").strip()
    other = args.get("against", "").strip()
    trials = sorted({info.trial for info in held.infos.values() if info.is_edition and info.trial})
    trial = choice(args, "trial", tuple(trials))
    same = bool(first) and first == other
    found = books.figures.keywords(first, other, trial, WORDS) if first and not same else None
    sides = []
    for name, rows in ((first, found.rows), (other, found.against_rows)) if found else ():
        called = person_name(held, name) if name else gettext("all others")
        sides.append((called, charts.bars(gettext("Words typical of %(name)s", name=called), [
            (_typed(row), f"{decimal(row.per_10000, 1)} : {decimal(row.against_per_10000, 1)}"
             if name == first else f"{decimal(row.against_per_10000, 1)} : {decimal(row.per_10000, 1)}",
             row.log_likelihood) for row in rows]), [
            (_typed(row), labels.named(labels.LANGS, row.lang), row.hits, row.against, decimal(row.per_10000, 1),
             decimal(row.against_per_10000, 1), decimal(row.log_likelihood, 1)) for row in rows]))
    return {
        "speakers": [Link(person_name(held, name), name, on=name == first) for name in speakers],
        "others": [Link(person_name(held, name), name, on=name == other) for name in speakers],
        "trials": [Link(held.trial_title(name), name, on=name == trial) for name in trials],
        "first": person_name(held, first) if first else "",
        "other": person_name(held, other) if other else gettext("all others"),
        "same": same,
        "sizes": [(labels.named(labels.LANGS, lang), labels.words(ours), labels.words(theirs))
                  for lang, ours, theirs in found.words] if found else [],
        "compared": found is not None,
        "sides": sides,
    }


def _share_link(held: Held, ask: Ask, by: By, row: Share) -> Link:
    name, lang = value_name(held, by, row.value), None
    if by == "edition" and row.value in held.infos:
        name, lang = held.short_title(held.infos[row.value]), held.infos[row.value].lang
    return Link(name, ask.href(query=row.query), lang=lang)


def _figure(row: Share, per: str) -> str:
    return number(row.hits) if per == COUNT else decimal(row.per_10000, 1)


def _strip(held: Held, ask: Ask, strip: Strip) -> charts.StripView:
    bands = tuple(
        charts.Band(link.name, number(part.hits), link.href, round(part.start * charts.STRIP_WIDTH, 2),
                    round((part.end - part.start) * charts.STRIP_WIDTH, 2), bool(at % 2))
        for at, part in enumerate(strip.stretches) for link in (_band_link(ask, part),)
    )
    ends = bands[0].name, bands[-1].name if len(bands) > 1 else ""
    figure = ngettext("%(num)s occurrence", "%(num)s occurrences", strip.hits)
    return charts.StripView(text_link(held, held.infos[strip.text_id]), figure, charts.marks(strip), bands, ends)


def _band_link(ask: Ask, part: Stretch) -> Link:
    return Link(labels.sitting(part.sitting), ask.href(query=part.query))


def _word(ask: Ask, row: Collocate) -> Link:
    return Link(row.word, ask.href(query=row.query), lang=script_language(row.word))


def _typed(row: Keyword) -> Link:
    return Link(row.word, to("search", q=row.query), lang=row.lang)
