"""From the domain to the page: turns, speakers and hits as view models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from corpus.alignment.marks import mark
from corpus.catalogue.catalogue import Edition
from corpus.language.sentences import sentences
from corpus.model.turns import Mark, Pair, TextInfo, Turn
from corpus.model.voice import Spans, Voice, inferred, narration, part_spans, voice
from indexer.results import Hit
from indexer.search.kwic import KwicLine
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.books.overview import OUTSIDE
from webapp.books.pairs import Pairs, Partner
from webapp.i18n.i18n import gettext, language, number
from webapp.models.highlight import by_occurrence, found_pieces, paragraphs, pieces, window
from webapp.models.models import Counterpart, FoundPassage, HitView, Link, PartCalled, PassageFrame, Speaker, TurnView
from webapp.models.words import Words
from webapp.presenting import metadata
from webapp.presenting.places import NO_BREAK, place_in_full, place_within, short_place, short_place_within
from webapp.server.links import permalink, query_string, to
from webapp.server.parameters import present
from webapp.wording import labels
from webapp.wording.notes import Names, said
from webapp.wording.sentences import words_in

Ranges = Sequence[tuple[int, int]]

SHOWN_CHARS = 190
"""Characters of a passage found that are shown: two lines of a screen; the rest is a click away."""

WORDS_QUOTED = 6
"""Words that tell where in a turn something begins."""


def person_name(held: Held, name: str, lang: str | None = None) -> str:
    """Give a person's name in a language, by default that of the page."""
    person = held.persons.get(name)
    if person:
        return person.display(lang or language())
    # Who is in no catalogue is called as the document calls them.
    return name if " " in name else name.replace("-", " ").title()


def speaker(held: Held, turn: Turn, spans: Spans = ()) -> Speaker | None:
    """Say who speaks the words in ``spans`` of a turn, by default all, and whether that was read or concluded.

    None where nobody does, or not one alone.
    """
    return _speaker(held, voice(turn, spans), _guess(turn))


def _guess(turn: Turn) -> str:
    """Say from what the speaker of a turn was concluded; empty where it was read."""
    concluded = dict(turn.inferred) if turn.inferred else {}
    return said(concluded["speaker"]) if "speaker" in concluded else ""


def _speaker(held: Held, says: Voice, guess: str) -> Speaker | None:
    """Name the speaker of a voice; None where nobody is."""
    if says.speaker is None and says.label is None:
        return None
    name = person_name(held, says.speaker) if says.speaker else (says.label or "")
    return Speaker(
        name,
        to("person", person_id=says.speaker) if says.speaker else None,
        labels.named(labels.ROLES, says.role) if says.role else "",
        says.label,
        guess,
    )


def anchor(ref: str) -> str:
    """Give the anchor of a turn on its reading page."""
    return "t" + ref.rsplit("/", 1)[-1]


def part_href(text: TextInfo, sitting: str | None, **values: Any) -> str:
    """Give the address of the reading page of a part of a text."""
    if not text.is_edition:
        return to("contents", text_id=text.id, **values)
    return to("part", text_id=text.id, part=sitting or OUTSIDE, **values)


def context_href(text: TextInfo, turn: Turn | KwicLine, **values: Any) -> str:
    """Give the address of a turn in its place on the reading page."""
    at = turn.ref.rsplit("/", 1)[-1]
    return part_href(text, turn.sitting, **values, at=at, _anchor=anchor(turn.ref))


def compare_href(pairs: Pairs, text: TextInfo, sitting: str | None) -> str | None:
    """Give the address of a sitting side by side in two languages, None where only one is held.

    What has no sitting is shown beside the sitting that it is paired with.
    """
    trial = text.trial
    if not (text.is_edition and trial and pairs.in_both_languages(trial)):
        return None
    if sitting:
        shown = pairs.in_both_languages(trial, sitting) or pairs.facing_editions(trial, sitting) is not None
        return to("compare", trial=trial, sitting=sitting) if shown else None
    found = pairs.sitting_beside(text.id)
    sides = pairs.facing_editions(trial, found, text.id) if found else None
    return to("compare", trial=trial, sitting=found, text=text.id) if sides and text in sides else None


def turn_view(
    books: Books, turn: Turn, matches: Ranges = (), first_hit: int = 1, here: bool = False, by_sentence: bool = False,
    occurrences: Sequence[int] = (),
) -> TurnView:
    """Make a turn ready for a page; ``matches`` are sorted ranges of its text.

    ``occurrences`` number, from 0 and one a match, what each belongs to; without them each is one of its own.
    ``by_sentence`` sets its sentences apart, so that each can be shown beside its translation.
    """
    apart = sentences(turn.text, turn.lang) if by_sentence else ()
    cut = paragraphs(turn.text, shown_marks(turn), matches, apart)
    return TurnView(
        turn.ref,
        anchor(turn.ref),
        turn.ordinal,
        permalink(turn.ref, turn.digest),
        turn_style(books.held, turn),
        turn.lang,
        tuple(by_occurrence(cut, occurrences) if occurrences else cut),
        # The label stands before the speech; what is narration behind it is set as such.
        speaker(books.held, turn, part_spans(turn, "speech")),
        inferred=inferences(turn),
        corrected=corrections(turn),
        first_hit=first_hit,
        here=here,
        cited=len(books.citing.citations_of_passage(turn.ref, 0) or ()),
    )


def turn_style(held: Held, turn: Turn) -> str:
    """Give the kind of a turn for its looks: in documents prose is the rule, and quotations stand out."""
    if held.infos[turn.text_id].is_edition or turn.kind != "narration":
        return turn.kind
    return {"quotation": "quotation", "footnote": "note"}.get(turn.region, "prose")


def shown_marks(turn: Turn) -> tuple[Mark, ...]:
    """Give the marks of a turn as they are shown: an estimated page is never shown as a printed one."""
    if turn.page.basis != "estimated":
        return turn.marks
    return tuple(replace(m, label=f"≈{m.label}") if m.kind == "page" else m for m in turn.marks)


def with_margins(turns: Iterable[Turn], views: Iterable[TurnView]) -> list[TurnView]:
    """Set the page number beside each turn whose page differs from where the one before ended."""
    out: list[TurnView] = []
    before: str | None = None
    for turn, view in zip(turns, views, strict=True):
        page = turn.page
        if page.label is not None and page.label != before and page.basis != "none":
            shown = f"≈{page.label}" if page.basis == "estimated" else page.label
            view = replace(view, margin=shown, margin_basis=page.basis, margin_title=labels.page(page))
        inside = [mark.label for mark in turn.marks if mark.kind == "page" and mark.label]
        before = inside[-1] if inside else page.end or page.label or before
        out.append(view)
    return out


def inferences(turn: Turn, titles: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Say what of a turn was concluded rather than read, and from what; ``titles`` are those of the texts held."""
    names, concluded = Names(titles=titles or {}), inferred(turn)
    found = tuple(f"{_called(turn, what)}: {said(why, names)}" for what, why in concluded.items())
    if turn.page.basis in ("estimated", "sequence") and "page" not in concluded:
        found += (f"{gettext('page')}: {labels.page(turn.page)}",)
    return found


def _called(turn: Turn, what: str) -> str:
    """Name what was concluded of a turn; of narration also with which words it begins."""
    called = labels.named(labels.INFERRED, what)
    if what != "narration":
        return called
    words = turn.text[narration(turn)[0][0] :].split()[:WORDS_QUOTED]
    return gettext("%(what)s, from “%(words)s …” on", what=called, words=" ".join(words))


def corrections(*turns: Turn) -> tuple[str, ...]:
    """Say what of turns a user corrected, by whom and why."""
    return tuple(
        gettext("corrected, %(what)s: “%(was)s” → “%(now)s” (%(by)s: %(why)s)",
                what=labels.named(labels.CORRECTED, c.what), was=c.was, now=c.now, by=c.by, why=c.why)
        for turn in turns for c in turn.corrections
    )


def counterpart(held: Held, partner: Partner, of: Turn) -> Counterpart:
    """Make the same words in another edition ready for a page; a speaker is named where they differ."""
    first = partner.turns[0]
    text = held.infos[first.text_id]
    sign, sure = confidence(partner.pair)
    return Counterpart(
        permalink(first.ref, first.digest),
        first.lang,
        words_in(held.short_title(text), text.lang),
        labels.page(first.page).replace(" ", NO_BREAK),
        pieces("\n".join(turn.text for turn in partner.turns)),
        sign,
        sure,
        speaker(held, first) if voice(first).speaker != of.speaker else None,
        corrections(*partner.turns),
    )


def counterparts(held: Held, partners: Iterable[Partner], of: Turn) -> list[Counterpart]:
    """Give the same words in other editions; those that several have letter for letter stand once."""
    alike: dict[tuple[str, str], list[Partner]] = {}
    for partner in partners:
        said = "\n".join(turn.text for turn in partner.turns)
        alike.setdefault((partner.turns[0].lang, said), []).append(partner)
    out = []
    for found in alike.values():
        others = [partner.turns[0] for partner in found[1:]]
        also = tuple(Link(held.short_title(held.infos[turn.text_id]), permalink(turn.ref, turn.digest), lang=turn.lang)
                     for turn in others)
        out.append(replace(counterpart(held, found[0], of), also=also))
    return out


def confidence(pair: Pair) -> tuple[str, str]:
    """Give the sign of a pairing, and what it means and why."""
    sign = mark(pair.confidence)
    sure = {
        "●": gettext("sure pairing"),
        "◐": gettext("probable pairing"),
        "○": gettext("doubtful pairing"),
    }[sign]
    how = labels.named(labels.STATUSES, pair.status)
    because = [said(why) for why in pair.why]
    if pair.status == "printed":
        known = (value for value in (pair.document, pair.translator, pair.source) if value)
        because += [gettext("“%(words)s”", words=value) for value in known]
    why = f": {', '.join(because)}" if because else ""
    return sign, f"{sure} ({number(round(pair.confidence * 100))} %), {how}{why}"


def text_called(held: Held, text: TextInfo) -> Words:
    """Call a text in a line of results: an edition by the year of its trial, else by its title.

    Where several editions of a trial are held, each by its identifier: their pages are not the same.
    """
    if not text.is_edition or not text.trial or not text.trial.isdecimal():
        return words_in(held.short_title(text), text.lang)
    alike = [other for other in held.infos.values() if other.is_edition and other.trial == text.trial]
    return Words(text.id if len(alike) > 1 else text.trial)


def hit_views(books: Books, hits: Iterable[Hit], query: Mapping[str, Any]) -> list[HitView]:
    """Make passages found ready for the list; ``query`` are parameters that the reading page gets."""
    asked = query_string(query)
    carried, place = f"{asked}&" if asked else "", (language(), present().script_root)
    told: set[str] = set()
    return [_hit_view(books, hit, carried, place, told) for hit in hits]


def _hit_view(books: Books, hit: Hit, carried: str, place: tuple[str, str], told: set[str]) -> HitView:
    """Make a passage found ready; ``told`` gathers what programs read of passages."""
    text, matches, passage = hit.text, hit.matches, _found_passage(books, hit, place)
    told_before = passage.coins in told
    told.add(passage.coins)
    low, high = window(text, matches, SHOWN_CHARS)
    inside = [(a - low, b - low) for a, b in matches if low <= a and b <= high]
    return HitView(passage, carried, f"pos={hit.start + matches[0][0]}&" if matches else "",
                   found_pieces(text[low:high], inside), low > 0, high < len(text), told_before)


def _found_passage(books: Books, hit: Hit, place: tuple[str, str]) -> FoundPassage:
    """Give what no question changes of a passage found; it is kept by language and ``place`` of the site."""
    by_label = bool(hit.label_matches and not hit.matches)
    key = (place, hit.turn.ref, hit.start, hit.end, by_label)
    found = books.found.get(key)
    if found is None:
        found = _made_passage(books, hit, place)
        books.found.put(key, found)
    return found


def _made_passage(books: Books, hit: Hit, place: tuple[str, str]) -> FoundPassage:
    held, turn, spans = books.held, hit.turn, ((hit.start, hit.end),)
    says = voice(turn, spans)
    link = permalink(turn.ref, held.index.digest(turn.ref), says.part)
    return FoundPassage(
        _frame(books, hit, says, place),
        f"{turn.ref}#{says.part}" if says.part else turn.ref,
        turn.ref.rsplit("/", 1)[-1],
        link,
        (labels.short_page(turn.page) or place_within(turn)).replace(" ", NO_BREAK),
        place_in_full(turn),
        short_place(held, turn.ref, turn.page) if held.infos[turn.text_id].is_edition
        else short_place_within(turn.ref, turn.page),
        metadata.coins_of_passage(held, turn, spans, says),
        corrections(turn) if turn.corrections else (),
        tuple(counterparts(held, books.pairs.partners(turn), turn)),
    )


def _frame(books: Books, hit: Hit, says: Voice, place: tuple[str, str]) -> PassageFrame:
    """Give what a passage found has in common with others; most are of a voice and a part that were found before."""
    turn, text = hit.turn, books.held.infos[hit.turn.text_id]
    guess, called = _guess(turn), voice_name(text, hit)
    key = (place, turn.text_id, turn.sitting, turn.lang, says.speaker, says.label, says.role, guess, called)
    found = books.frames.get(key)
    if found is None:
        found = PassageFrame(_part_called(books, text, turn.sitting), turn.lang,
                             _speaker(books.held, says, guess), called)
        books.frames.put(key, found)
    return found


def _part_called(books: Books, text: TextInfo, sitting: str | None) -> PartCalled:
    """Say how a part of a text is called; all its passages have it in common."""
    key = (language(), present().script_root, text.id, sitting)
    found = books.parts_called.get(key)
    if found is None:
        found = PartCalled(text_called(books.held, text), labels.short_sitting(sitting),
                           "" if text.is_edition else labels.named(labels.TEXT_KINDS, text.kind),
                           part_href(text, sitting))
        books.parts_called.put(key, found)
    return found


def voice_name(text: TextInfo, hit: Hit) -> str:
    """Say what speaks where no person does: the reporter, the author of a book, a quotation, a note."""
    if hit.label_matches and not hit.matches:
        return gettext("named in the label")
    if hit.spoken and hit.turn.kind != "narration":
        return ""
    if text.is_edition:
        return gettext("narration")
    if hit.turn.region in labels.REGIONS:
        return labels.named(labels.REGIONS, hit.turn.region)
    return gettext("words of the author") if text.kind == "citing" else ""


def text_link(held: Held, text: TextInfo) -> Link:
    """Give the way into a text."""
    return Link(held.short_title(text), to("contents", text_id=text.id), lang=text.lang)


def crumbs(held: Held, text: TextInfo) -> list[Link]:
    """Give the way from the list of texts to this one."""
    return [Link(gettext("Texts"), to("texts")), text_link(held, text)]


def edition_head(text_id: str, entry: TextInfo | Edition) -> dict[str, Any]:
    """Give the head of a page about an edition, held or not."""
    return {
        "text_id": text_id,
        "title": entry.title,
        "text_lang": entry.lang,
        "crumbs": [Link(gettext("Texts"), to("texts")),
                   Link(entry.title, to("text", text_id=text_id), lang=entry.lang)],
    }
