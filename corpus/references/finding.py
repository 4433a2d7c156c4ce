"""The references of a document: what it cites, in which edition, on which pages, and how that was concluded.

A citation is found by its form (:mod:`corpus.references.scan`). A bare page number takes its work from the preceding
citation, from a heading or from the source just named; the reason is kept. Works that are no trial are recognised and
left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.catalogue.catalogue import Catalogue
from corpus.model.notes import Note
from corpus.model.turns import Turn
from corpus.references.context import Context, Inherited
from corpus.references.items import CitedItem, is_no_page
from corpus.references.own_names import with_own_names
from corpus.references.page_numbers import read_pages
from corpus.references.reference import CitedPlace, Reference
from corpus.references.rules import Kind, rules
from corpus.references.scan import scan
from corpus.references.works import TrialNames, work_in

SKIPPED = frozenset({"index", "contents", "front"})
_ISSUE = (
    re.compile(r"(?P<year>(?:19|20)\d\d) ?(?:№|No\.?) ?(?P<issue>\d+)"),
    re.compile(r"(?:No\.?|№|n°|Nr\.?) ?(?P<issue>\d+)(?:[^\d]{0,30}(?P<year>(?:19|20)\d\d))?"),
    re.compile(r"(?<!\d)(?P<issue>\d++)(?:/| ?\(|, )(?P<year>(?:19|20)\d\d)\)?"),
)
_IBID = re.compile("|".join(rules().back.ibid), re.IGNORECASE)
_DATED = re.compile(rf"[^\W\d_][\w .]{{1,30}}?\s?[—–,-]\s?(?:{rules().numbers.date})\.?")
_SAME = re.compile("|".join(rules().back.same), re.IGNORECASE)


def find_references(turns: Sequence[Turn], catalogue: Catalogue, names: TrialNames | None = None) -> list[Reference]:
    """Give the references of one document in the order of its text; ``turns`` are all its turns in order."""
    names = with_own_names(names or TrialNames(catalogue), turns)
    context = Context(names, turns)
    out: list[Reference] = []
    for number, turn in enumerate(turns):
        context.enter(number)
        if turn.region in SKIPPED or turn.kind == "heading":
            continue
        if entry := _dated(turn, turns[number - 1] if number else None):
            out.append(entry)
            continue
        for item in scan(turn.text, names, note=turn.kind == "note"):
            found = _resolve(item, turn, context, names, out)
            if found is not None:
                context.cited(found)
                out.append(found)
    return out


def _resolve(
    item: CitedItem, turn: Turn, context: Context, names: TrialNames, before: list[Reference]
) -> Reference | None:
    """Tell what an item stands for, by what it names: an edition, a trial, nothing but pages, «ibid.», a known work.

    «ibid.» is asked before known works, as it may stand before the volume of one.
    """
    if item.style == "edition":
        return _second_edition(item, turn, context, names, before)
    if item.trials:
        trial, why = context.one_of(item.trials, turn, item)
        if trial is None:
            return _reference(item, turn, "report", item.work, because=why)
        return _trial(item, turn, trial, item.lang, names, why)
    if not item.work and item.style in ("bare", "prose"):
        source = context.bare(turn, item)
        return _bare(item, turn, source, names) if source else None
    known = work_in(item.work)
    if _IBID.search(item.work) and (last := context.last(turn)):
        return _repeated(item, turn, last, context.before(last))
    if back := context.of_note(item.work):
        return _repeated(item, turn, back, context.earlier(back))
    if _SAME.search(item.work) and (same := context.same(item.work)):
        return _reference(item, turn, same.kind, same.work, because=context.earlier(same))
    if known:
        return _reference(item, turn, known.work.kind, known.work.id, issue=_issue(item.work, known.work.kind))
    return _reference(item, turn, "secondary", item.work)


def _trial(
    item: CitedItem, turn: Turn, trial: str, lang: str, names: TrialNames, why: Note | None
) -> Reference:
    edition = names.edition(trial, lang, item.editions)
    pages = item.pages.labels if item.pages else ()
    place = CitedPlace(edition.id if edition else None, pages)
    return _reference(item, turn, "trial", f"trial {trial}", because=why, trial=trial, places=(place,))


def _repeated(item: CitedItem, turn: Turn, last: Reference, why: Note) -> Reference:
    """Resolve «ibid.» and “supra note 3”: what was cited there, with the pages given here or else the same."""
    found = _reference(item, turn, last.kind, last.work, because=why, issue=last.issue)
    if item.pages is None:
        return replace(found, trial=last.trial, places=last.places, pages=last.pages)
    places = tuple(replace(place, pages=item.pages.labels) for place in last.places[:1])
    return replace(found, trial=last.trial, places=places)


def _bare(item: CitedItem, turn: Turn, source: Inherited, names: TrialNames) -> Reference:
    if source.trial:
        return _trial(item, turn, source.trial, source.lang or "en", names, source.why)
    return _reference(item, turn, source.kind, source.work, because=source.why)


def _second_edition(
    item: CitedItem, turn: Turn, context: Context, names: TrialNames, before: list[Reference]
) -> Reference | None:
    """Add the second edition to the citation of the same bracket; elsewhere take the trial from the context."""
    last = before[-1] if before else None
    if item.pages is None:
        known = work_in(item.work)
        kind: Kind = known.work.kind if known else "secondary"
        match = re.search(r"(?:p\. ?|, )(\d{1,3})$", item.work)
        pages = read_pages(match[1]) if match else None
        found = CitedItem(item.start, item.end, item.style, item.work, pages)
        return _reference(found, turn, kind, known.work.id if known else item.work)
    if last and last.trial and last.ref == turn.ref and last.start == item.start:
        edition = names.edition(last.trial, item.lang)
        place = CitedPlace(edition.id if edition else None, item.pages.labels)
        before[-1] = replace(last, places=(*last.places, place))
        return None
    trial, why = context.trial_here(turn)
    return _trial(item, turn, trial, item.lang, names, why) if trial else None


def _dated(turn: Turn, before: Turn | None) -> Reference | None:
    """Take a line that is only a place and a date for the entry of the book named in the paragraph before it."""
    if before is None or turn.kind == "note" or not _DATED.fullmatch(turn.text.strip()):
        return None
    title = next((before.text[m.start : m.end] for m in reversed(before.marks) if m.kind == "italic"), "")
    if not title:
        return None
    item = CitedItem(0, len(turn.text), "title", title, None)
    return _reference(item, turn, "memoir", title, because=Note("dated-entry", title=title))


def _reference(
    item: CitedItem, turn: Turn, kind: Kind, work: str, *, because: Note | None = None, issue: str | None = None,
    trial: str | None = None, places: tuple[CitedPlace, ...] = (),
) -> Reference:
    return Reference(
        ref=turn.ref, line=turn.origin.line_at(item.end - 1), literal=turn.text[item.start : item.end].strip(),
        start=item.start, end=item.end, style=item.style, kind=kind, work=work.strip(" .,"), trial=trial, places=places,
        pages=item.pages.labels if item.pages else (), issue=issue, because=because, closing=item.closing,
    )


def _issue(work: str, kind: Kind) -> str | None:
    """Give number and year of a periodical: ``8/1989``."""
    if kind != "periodical":
        return None
    for pattern in _ISSUE:
        match = pattern.search(work)
        if match and not is_no_page(work[: match.start()].rstrip(), match["issue"]):
            return match["issue"] + (f"/{match['year']}" if match["year"] else "")
    return None
