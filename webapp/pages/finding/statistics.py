"""A search in numbers: who says it most, where in the record it stands, what stands beside it, whose words they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast, get_args

from flask import render_template, request
from werkzeug.datastructures import MultiDict

from corpus.language.script import script_language
from indexer.arrays.columns import UNKNOWN
from indexer.results import Counted
from indexer.statistics.collocates import SPAN, Collocate
from indexer.statistics.common_words import all_common, common_words
from indexer.statistics.dispersion import Stretch, Strip
from indexer.statistics.shares import LEAST, By, Share, Shares
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import N_, decimal, gettext, ngettext, number
from webapp.models.models import Link
from webapp.pages.finding.account import query_in_words
from webapp.pages.finding.filters import chips, value_name
from webapp.pages.finding.several import ALSO, end_link, further, several_context
from webapp.presenting import charts
from webapp.presenting.asking import PASSAGES, Ask, asked, choice, whole_number
from webapp.presenting.cards import card_of_page
from webapp.presenting.examples import question_to
from webapp.presenting.passages import text_link
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
"""Collocates that a table has."""


@site.get("/statistics")
def statistics() -> str:
    """Show a search in numbers; without a question, ask for one."""
    ask = asked()
    if ask.blank:
        return render_template("finding/statistics.html", ask=ask, found=False, calendar=None,
                               example=question_to(current_books(), "statistics"))
    return render_template("finding/statistics.html", **statistics_context(current_books(), ask, request.args))


@dataclass(frozen=True, slots=True)
class Counting:
    """How a search is counted: ``by`` what, with words up to ``span`` beside it, ``per`` count or rate.

    ``common`` lists common words too, ``also`` are queries set beside it.
    """

    by: By = "speaker"
    span: int = SPAN
    per: str = COUNT
    common: bool = False
    also: tuple[str, ...] = ()

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> Counting:
        """Read the parameters of an address. Raises WrongUseError where one has a value it cannot have."""
        return cls(cast("By", choice(args, "by", get_args(By)) or "speaker"),
                   whole_number(args, "span", 1, max(SPANS)) or SPAN, choice(args, "per", (COUNT, RATE)) or COUNT,
                   bool(choice(args, "common", ("1",))), further())

    @property
    def by_rate(self) -> bool:
        """Whether the highest rate comes first; sittings stay in their order."""
        return self.per == RATE and self.by != "sitting"

    def href(self, ask: Ask, **changes: Any) -> str:
        """Give the address of this counting of a search, or of one that differs by ``changes``."""
        usual, changed = Counting(), replace(self, **changes)
        differing = {name: getattr(changed, name) for name in ("by", "span", "per")
                     if getattr(changed, name) != getattr(usual, name)}
        differing |= {"common": 1} if changed.common else {}
        differing |= {ALSO: list(changed.also)} if changed.also else {}
        return to("statistics", **ask.parameters(view=PASSAGES, sort=None), **differing)


def statistics_context(books: Books, ask: Ask, args: MultiDict[str, str]) -> dict[str, Any]:
    """Count a search, and give what the template needs. Raises QueryError and WrongUseError."""
    held, counting = books.held, Counting.read(args)
    named = any(ask.filters.get(name) for name in ("edition", "document"))
    # What the page counts goes along to the passages, so that they are as many.
    ask = ask if named else replace(ask, counted=ask.counted or "one")
    without = frozenset() if counting.common else all_common()
    shape = books.figures.search_shape(ask.request(facets=False), counting.by, counting.span, WORDS, without)
    shared = shape.shares
    return {
        "ask": ask,
        "ask_text": ask.query,
        "card": card_of_page(": ".join(filter(None, (gettext("In numbers"), ask.query))),
                             [total(shared), *(chip.name for chip in chips(held, ask))],
                             ask.href("statistics")),
        "kept": ask.fields(),
        "chips": chips(held, ask, "statistics"),
        "reading": query_in_words(ask),
        "search": ask.href(),
        "total": total(shared),
        "wordless": shared.wordless,
        "found": bool(shared.hits_total),
        "within": labels.within(shared.within) if shared.within else "",
        "even": None if shared.deviation is None else decimal(shared.deviation, 2),
        "words": to("keywords"),
        **counted_context(held, ask, counting, shared, named=named),
        **several_context(books, ask, counting.also, lambda also: counting.href(ask, also=also)),
        **shares_context(held, ask, counting, shared.rows, wordless=shared.wordless),
        **strips_context(held, ask, shape.strips, wordless=shared.wordless),
        **beside_context(ask, counting, shape.beside),
    }


def total(shared: Shares) -> str:
    """Say how much is counted: occurrences in so many turns, or turns alone where no word is looked for."""
    words, turns = labels.words(shared.words_total), labels.turns(shared.turns_total)
    if shared.wordless:
        return gettext("%(turns)s, in %(words)s searched.", turns=turns, words=words)
    return gettext(
        "%(occurrences)s %(turns)s, in %(words)s searched.", words=words,
        occurrences=ngettext("%(num)s occurrence", "%(num)s occurrences", shared.hits_total),
        turns=ngettext("in %(num)s turn", "in %(num)s turns", shared.turns_total),
    )


def counted_context(held: Held, ask: Ask, counting: Counting, shared: Shares, *, named: bool) -> dict[str, Any]:
    """Give what else can be counted, and how many turns are not; nothing where the reader has named texts."""
    if named:
        return {"scopes": [], "elsewhere": 0}
    every = held.look_up(replace(ask.request(facets=False), counted="all", limit=0)).turns_total
    return {
        "scopes": [Link(labels.named(labels.COUNTED, one), counting.href(replace(ask, counted=one)),
                        on=one == ask.counted) for one in get_args(Counted)[::-1]],
        "elsewhere": every - shared.turns_total,
        "everywhere": counting.href(replace(ask, counted="all")),
    }


def shares_context(
    held: Held, ask: Ask, counting: Counting, shares: Iterable[Share], *, wordless: bool
) -> dict[str, Any]:
    """Give who says it most, as bars and as a table, and the other ways to count; nobody's words come last."""
    rows = [row for row in shares if row.hits or counting.by == "sitting"]
    if counting.by_rate:
        # A rate of a few words says little: those below LEAST come last and have no bar.
        rows.sort(key=lambda row: (row.hits < LEAST, -row.per_10000))
    if counting.by in ("speaker", "role"):
        rows.sort(key=lambda row: row.value == UNKNOWN)
    drawn = [row for row in rows if row.hits and (not counting.by_rate or row.hits >= LEAST)]
    scales = ((COUNT, gettext("turns") if wordless else gettext("occurrences")), (RATE, gettext("per 10,000 words")))
    return {
        "by": gettext(BY[counting.by]),
        "ways": [Link(gettext(name), counting.href(ask, by=by), on=by == counting.by) for by, name in BY.items()],
        "scales": [Link(name, counting.href(ask, per=per), on=per == counting.per) for per, name in scales],
        "bars": charts.bars(gettext("Who says it most"), [
            (_share_link(held, ask, counting.by, row), *_measured(row, counting.per)) for row in drawn],
            [_style(held, counting.by, row) for row in drawn] if counting.by in ("speaker", "role") else (),
            _most_rate if counting.per == RATE else _most_turns if wordless else _most_occurrences),
        "rows": [(_share_link(held, ask, counting.by, row), *(() if wordless else (row.hits,)), row.turns, row.words,
                  decimal(row.per_10000, 1), end_link(held, row.first, row.first_page),
                  end_link(held, row.last, row.last_page)) for row in rows],
    }


def strips_context(held: Held, ask: Ask, strips: Sequence[Strip], *, wordless: bool) -> dict[str, Any]:
    """Give where in each edition it stands, drawn and as a table."""
    most = _most_turns if wordless else _most_occurrences
    return {
        "strips": [_strip(held, ask, strip, most(strip.hits)) for strip in strips],
        "stretches": [(text_link(held, held.infos[strip.text_id]),
                       [(_band_link(ask, part), part.hits, part.words, decimal(part.per_10000, 1))
                        for part in strip.stretches]) for strip in strips],
    }


def beside_context(ask: Ask, counting: Counting, beside: Sequence[Collocate]) -> dict[str, Any]:
    """Give the words that stand beside it, as bars and as a table, and the other distances."""
    return {
        "span": counting.span,
        "common": [Link(gettext("without common words"), counting.href(ask, common=False), on=not counting.common),
                   Link(gettext("with all words"), counting.href(ask, common=True), on=counting.common)],
        "common_words": [(labels.named(labels.LANGS, lang), lang, ", ".join(words))
                         for lang, words in common_words().items()],
        "spans": [Link(number(span), counting.href(ask, span=span), on=span == counting.span) for span in SPANS],
        "beside": charts.bars(gettext("Words beside it"), [
            (_word(ask, row), f"{number(row.together)} · {decimal(row.log_likelihood, 1)}", row.log_likelihood)
            for row in beside], most=lambda most: gettext("log-likelihood %(value)s", value=decimal(most, 1))),
        "beside_rows": [(_word(ask, row), row.together, row.left, row.right, row.total, decimal(row.expected, 1),
                         decimal(row.log_likelihood, 1)) for row in beside],
    }


def _style(held: Held, by: By, row: Share) -> str:
    """Give how the role of a row is drawn; that of a person is theirs where they first speak."""
    if row.value == UNKNOWN:
        return charts.role_style(None)
    return charts.role_style(row.value if by == "role" else held.turn(row.first).role or "other")


def _most_turns(most: float) -> str:
    return labels.turns(round(most))


def _most_occurrences(most: float) -> str:
    return ngettext("%(num)s occurrence", "%(num)s occurrences", round(most))


def _most_rate(most: float) -> str:
    return gettext("%(count)s per 10,000 words", count=decimal(most, 1))


def _measured(row: Share, per: str) -> tuple[str, float]:
    """Give the figure beside a bar, and the size that its length stands for."""
    return (number(row.hits), row.hits) if per == COUNT else (decimal(row.per_10000, 1), row.per_10000)


def _share_link(held: Held, ask: Ask, by: By, row: Share) -> Link:
    name, lang = value_name(held, by, row.value), None
    if by == "edition" and row.value in held.infos:
        name, lang = held.short_title(held.infos[row.value]), held.infos[row.value].lang
    return Link(name, ask.href(query=row.query), lang=lang)


def _strip(held: Held, ask: Ask, strip: Strip, figure: str) -> charts.StripView:
    bands = tuple(
        charts.Band(link.name, number(part.hits), link.href, round(part.start * charts.STRIP_WIDTH, 2),
                    round((part.end - part.start) * charts.STRIP_WIDTH, 2), bool(at % 2))
        for at, part in enumerate(strip.stretches) for link in (_band_link(ask, part),)
    )
    ends = bands[0].name, bands[-1].name if len(bands) > 1 else ""
    return charts.StripView(text_link(held, held.infos[strip.text_id]), figure, charts.marks(strip), bands, ends)


def _band_link(ask: Ask, part: Stretch) -> Link:
    return Link(labels.sitting(part.sitting), ask.href(query=part.query))


def _word(ask: Ask, row: Collocate) -> Link:
    return Link(row.word, ask.href(query=row.query), lang=script_language(row.word))
