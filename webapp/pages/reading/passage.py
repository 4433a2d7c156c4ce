"""A passage at its permanent link: in its place, beside its counterparts, with its citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from corpus.citation.styles import STYLES, Citation, Span, cite
from corpus.errors import UnknownNameError
from corpus.model.turns import Origin, Turn
from corpus.model.voice import PARTS, Part, Spans, narration, part_spans, voice
from indexer.generation.extracts import below
from indexer.results import FoundTurn
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import N_, gettext, language
from webapp.models.diffs import side_by_side
from webapp.models.highlight import Paragraph, end_of
from webapp.models.models import Link, TurnView
from webapp.pages.evidence.cited import citation_views
from webapp.pages.reading.similar import similar
from webapp.pages.reading.wrong import wrong
from webapp.presenting import metadata
from webapp.presenting.asking import digest
from webapp.presenting.cards import card_of_passage
from webapp.presenting.holdings import stated
from webapp.presenting.passages import (
    compare_href,
    context_href,
    counterparts,
    crumbs,
    inferences,
    part_href,
    person_name,
    speaker,
    turn_view,
    with_margins,
)
from webapp.presenting.places import short_place
from webapp.server.links import permalink, public_url, to
from webapp.server.parameters import refuse_ignored
from webapp.server.site import current_books, site
from webapp.wording import labels

AROUND = 3
"""Turns shown on each side."""

NEARBY = 400
"""Characters shown of each of them."""

STYLE_NAMES = {
    "chicago": N_("Chicago, note"),
    "chicago-short": N_("Chicago, short note"),
    "chicago-bibliography": N_("Chicago, bibliography"),
    "chicago-18": N_("Chicago 18th ed., note"),
    "chicago-18-bibliography": N_("Chicago 18th ed., bibliography"),
    "mla": N_("MLA"),
    "apa": N_("APA"),
    "bluebook": N_("Bluebook"),
    "gost": N_("GOST R 7.0.5, footnote"),
    "gost-same": N_("GOST R 7.0.5, “Там же”"),
    "gost-repeated": N_("GOST R 7.0.5, repeated"),
    "gost-description": N_("GOST R 7.0.100, description"),
    "bibtex": N_("BibTeX"),
    "ris": N_("RIS"),
    "csl-json": N_("CSL-JSON"),
    "text": N_("Plain text"),
}
"""Styles of citation by their names in the command."""


@site.get("/<text_id>/<part>/<ordinal>")
def turn(text_id: str, part: str, ordinal: str) -> str:
    """Show a passage of an edition at its permanent link."""
    return passage_page(current_books(), f"{text_id}/{part}/{ordinal}")


def passage_page(books: Books, ref: str) -> str:
    """Show a passage. Raises UnknownNameError where neither reference nor content mark is known."""
    mark = digest()
    found = books.held.find_turn(ref, mark)
    return render_template("reading/passage.html", **passage_context(books, found, mark, request.args))


@site.get("/cite/<path:ref>.<any(bib, ris, json, txt):extension>")
def cite_file(ref: str, extension: str) -> Response:
    """Give a citation as a file for reference managers."""
    books = current_books()
    style = style_of(extension, request.args.get("style"))
    turn = books.held.find_turn(ref, digest()).turn
    made = citation(books.held, turn, style, part_of(turn, request.args.get("part")))
    refuse_ignored()
    answer = make_response(made.plain)
    answer.content_type = f"{made.media_type}; charset=utf-8"
    if made.media_type != "text/plain":
        name = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in ref)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return answer


@dataclass(frozen=True, slots=True)
class Snippet:
    """A citation in one style; ``file`` is its address as a file, where it makes one."""

    style: str
    name: str
    spans: tuple[Span, ...]
    code: bool
    file: str | None


def passage_context(books: Books, found: FoundTurn, digest: str | None, args: MultiDict[str, str]) -> dict[str, Any]:
    """Give what the page of a turn needs; ``digest`` is the content mark of the link."""
    held = books.held
    turn = found.turn
    part = part_of(turn, args.get("part"))
    spans = part_spans(turn, part)
    partners = books.pairs.partners(turn)
    described = metadata.work_and_place(held, turn, spans)
    quoting = books.citing.citations_of_passage(turn.ref)
    text = held.text(turn.text_id)
    around = held.turns_around(turn, AROUND)
    return {
        "text": text,
        "ref": f"{turn.ref}#{part}" if part else turn.ref,
        "link": permalink(turn.ref, turn.digest, part),
        "place": short_place(held, turn.ref, turn.page),
        "heading": heading(held, turn, spans),
        "parts": parts(held, turn, part),
        "kept_text": "".join(turn.text[start:end] for start, end in spans),
        "crumbs": [
            *crumbs(held, text),
            *([Link(labels.sitting(turn.sitting), part_href(text, turn.sitting))] if text.is_edition else []),
        ],
        "speaker": speaker(held, turn, spans),
        "addressee": addressee(held, turn),
        "section": turn.section or "",
        "page": labels.page(turn.page),
        "unpaged": turn.page.label is None or turn.page.basis in ("estimated", "none"),
        "context": context_href(text, turn),
        "moved": found.moved_from,
        "changed": found.changed,
        "difference": difference(held, turn, digest) if found.changed and digest else None,
        "coins": metadata.coins(*described),
        "meta": metadata.meta(*described),
        "card": card_of_passage(held, turn, spans, permalink(turn.ref, turn.digest, part, absolute=True)),
        **wrong(held, turn, partners, args),
        **similar(books, turn, permalink(turn.ref, turn.digest, part), args),
        "turns": nearby(with_margins(around, [turn_view(books, t, here=t.ref == turn.ref) for t in around])),
        "counterparts": counterparts(held, partners, turn),
        "compare": compare_href(books.pairs, text, turn.sitting),
        "inferred": inferences(turn, {name: held.short_title(info) for name, info in held.infos.items()}),
        "cited": None if quoting is None else citation_views(held, quoting),
        "permanent": permalink(turn.ref, turn.digest, part, absolute=True),
        "citations": [snippet(held, turn, style, part) for style in STYLES],
        "origin": origin_line(turn.origin),
        "rights": stated(held, text.rights or ""),
        "source_url": web_address(turn.origin.url or text.url),
    }


def nearby(views: Sequence[TurnView]) -> list[TurnView]:
    """Leave of the turns around a passage what stands next to it; some fill pages, and it would be lost among them."""
    here = next(at for at, view in enumerate(views) if view.here)
    return [view if view.here else shortened(view, last=at < here) for at, view in enumerate(views)]


def shortened(view: TurnView, *, last: bool) -> TurnView:
    """Leave the first or last words of a turn. The margin names the page of the first word shown."""
    kept = tuple(end_of(view.paragraphs, NEARBY, last=last))
    paged = last and kept != view.paragraphs and any(piece.point == "page" for piece in kept[0][:2])
    return replace(view, paragraphs=kept, margin="" if paged else view.margin)


def difference(held: Held, turn: Turn, digest: str) -> tuple[Paragraph, Paragraph] | None:
    """Give the words of the link and those of now, with what differs marked; None where the old ones are not known."""
    before = held.wording_before(turn, digest)
    return None if before is None else side_by_side(before, turn.text)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a turn is put to: in words, with the sign of how sure that is, and why."""

    name: str
    sign: str
    why: str


def addressee(held: Held, turn: Turn) -> Addressee | None:
    """Say whom a turn is put to, and how that is known; None where nothing tells."""
    found = held.index.addressee(turn.ref)
    if found is None:
        return None
    name, said = found
    called = person_name(held, name) if name in held.persons else labels.named(labels.ROLES, name)
    why = gettext("the label says so") if said else gettext("inferred: who speaks next")
    return Addressee(gettext("to %(name)s", name=called), "●" if said else "◐", why)


def part_of(turn: Turn, asked: str | None) -> Part | None:
    """Give the part of a turn that an address asks for; None where the turn is not made of parts."""
    return next((part for part in PARTS if part == asked and part_spans(turn, part)), None)


def parts(held: Held, turn: Turn, shown: Part | None) -> list[Link]:
    """Give a link to the speech and one to the narration of a turn that has both, and to the whole of it."""
    if not narration(turn):
        return []
    who = speaker(held, turn, part_spans(turn, "speech"))
    names: list[tuple[str, Part | None]] = [
        (gettext("the words of %(name)s", name=who.name if who else "?"), "speech"),
        (gettext("the narration behind them"), "narration"), (gettext("the whole passage"), None)]
    return [Link(name, f"{permalink(turn.ref, turn.digest, part)}#cite", on=part == shown) for name, part in names]


def heading(held: Held, turn: Turn, spans: Spans = ()) -> str:
    """Name the words in ``spans`` of a turn, by default all: who speaks and when, or what it is."""
    said = voice(turn, spans)
    who = gettext("Passage %(number)s", number=turn.ordinal)
    if said.speaker:
        who = person_name(held, said.speaker)
    elif said.narrated:
        who = gettext("Narration")
    elif said.mixed:
        who = gettext("Passage %(number)s, partly narration", number=turn.ordinal)
    return f"{who} · {labels.sitting(turn.sitting)}" if turn.sitting else who


def snippet(held: Held, turn: Turn, style: str, part: Part | None = None) -> Snippet:
    """Give a citation of a turn, or of a part of it, as the page shows it."""
    made = citation(held, turn, style, part)
    data = made.media_type != "text/plain"
    file = to("cite_file", ref=turn.ref, extension=made.extension, **({"part": part} if part else {})) if data else None
    return Snippet(style, gettext(STYLE_NAMES.get(style, style)), made.spans, data, file)


def citation(held: Held, turn: Turn, style: str, part: Part | None = None) -> Citation:
    """Cite a turn, or a part of it, in a style, read today. Raises UnknownNameError for a style that does not exist.

    The permanent link is cited only where the site has a public address; a private one is of no use in print.
    """
    text = held.text(turn.text_id)
    spans = part_spans(turn, part)
    quote = "".join(turn.text[start:end] for start, end in spans) or turn.text
    return cite(turn, text, held.catalogue, style, base_url=public_url(), accessed=date.today(), quote=quote,
                lang=language() if style == "text" else None, below=below(held.index, turn), spans=spans)


def style_of(extension: str, asked: str | None) -> str:
    """Give the style that makes files of this kind. Raises UnknownNameError."""
    by_extension = {"bib": "bibtex", "ris": "ris", "json": "csl-json", "txt": asked or "text"}
    if extension not in by_extension:
        raise UnknownNameError(gettext("There is no citation file of this kind."),
                               gettext("Possible are: %(choices)s.", choices=", ".join(by_extension)))
    return by_extension[extension]


def origin_line(origin: Origin) -> str:
    """Say where in which file a text stands."""
    if origin.line_start is not None:
        lines = str(origin.line_start)
        if origin.line_end not in (None, origin.line_start):
            lines += f"–{origin.line_end}"
        return gettext("%(file)s, line %(lines)s", file=origin.file, lines=lines)
    if origin.sheet is not None:
        return gettext("%(file)s, page %(sheet)s of the file", file=origin.file, sheet=origin.sheet)
    return origin.file


def web_address(url: str | None) -> str | None:
    """Give an address that is safe to link to: only the web's own schemes."""
    return url if url and url.startswith(("https://", "http://")) else None
