"""Where a text cites something: brackets and prose, cut into items of a work and its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.references.imprint import TrialCitation, is_citation, trial_citations
from corpus.references.items import CHAPTER, CitedItem, is_no_page, unsigned
from corpus.references.notes import note_items, titles, whole
from corpus.references.page_numbers import LIST, SIGN, SIGNED, CitedPages, read_pages
from corpus.references.rules import rules
from corpus.references.works import KnownWork, TrialNames, edition_words, work_in

_SIGNED = re.compile(rf"(?<!\w)(?P<pages>{SIGNED})")
_SIGNS = re.compile(r"[()\[\]]")
_PAGE = r"\d{1,4}(?: ?[-–—] ?\d{1,4})?"
MAX_WORK_CHARS = 400
"""Characters of the name of a work before its pages."""
_WORK = r"(?:[\d;]|[^\S\n])*+[^\d\s;]."
_WORK_PAGES = re.compile(
    rf"(?P<work>{_WORK}{{0,{MAX_WORK_CHARS}}}?)(?P<gap>[,:.]?\s*)(?<![\w-])(?P<pages>(?:{SIGN} ?)?{LIST})[.,]?"
)
_WORK_LAST = re.compile(rf"(?P<work>{_WORK}{{0,{MAX_WORK_CHARS}}}(?<!\s)),?\s+(?P<pages>(?:{SIGN} ?)?{_PAGE})[.,]?")
_CHAPTER = re.compile(rf"(?P<work>[^\w\n]*+\w.{{0,{MAX_WORK_CHARS}}}(?<![\s,])),?\s+{CHAPTER}\.?")
_YEARED = re.compile(rf"(?P<year>(?:19|20)\d\d)[,:]? (?P<pages>(?:{SIGN} ?)?{LIST})")
_JOURNAL = re.compile(
    r"[^\W\d_a-zа-яё][^.;:()\[\]\n“”\"«»]{1,80}?,? (?:vol\. |т\. )?\d{1,4}(?:[/,] ?(?:no\. ?|№ ?)?\d{1,4})?"
    rf" ?\((?:[^()\d]{{0,20}})(?:18|19|20)\d\d\)[,:]? (?P<pages>(?:{SIGN} ?)?{LIST})(?!\w)"
)
"""An article of a journal cited in a sentence: name, volume or number, year in brackets, page."""
_LEAD = re.compile(rf"(?:(?:{'|'.join(rules().items.lead)})[:,]?\s+)+")
_BACK = re.compile(rf"(?P<back>{'|'.join((*rules().back.ibid, *rules().back.same))})[ ,.:]*", re.IGNORECASE)
_LISTED = re.compile(r"\(1\)[^(]*(?:\((?![12]\))[^(]*)*\(2\)")
_TITLE = re.compile(r"[\"“«„'‘#]|[^\W\d_]")
MAX_WORK_WORDS = 14
BIGGEST_BARE = 1_500
"""A larger number in brackets is a year or a count, no page."""


def scan(text: str, names: TrialNames, *, note: bool) -> list[CitedItem]:
    """Give all citations of a paragraph or note in order.

    A bracket that is part of a citation in the text, as the imprint is, is none of its own; a citation in a bracket is
    the bracket's. What is found first has its place: the surer ways of citing come before the others.
    """
    trials = list(trial_citations(text, names))
    running = [t for t in trials if t.pages and (note or is_citation(t, text))]
    brackets = [b for b in bracketed(text) if not any(t.start < b[0] and b[1] <= t.end for t in running)]
    found = [item for start, end in brackets for item in _bracket(text, start, end, names)]
    finders = [(_running(t, note=note) for t in running), _prose(text, names)]
    finders += [note_items(text, names), titles(trials)] if note else [_journals(text)]
    for more in finders:
        found += [item for item in more if not _inside(item, found)]
    if note and not found:
        found = _back(text) or whole(text)
    return sorted(found, key=lambda item: (item.start, not item.first))


def _inside(item: CitedItem, others: list[CitedItem]) -> bool:
    return any(o.start < item.end and item.start < o.end for o in others)


def _running(found: TrialCitation, *, note: bool) -> CitedItem:
    """Make a trial cited in running text or a note an item."""
    named = found.named
    return CitedItem(found.start, found.end, "note" if note else "named", "", found.pages, named.trials, named.lang,
                     editions=named.editions)


def bracketed(text: str) -> list[tuple[int, int]]:
    """Give the outermost brackets of a text, round and square, with their signs; what does not close is none."""
    out: list[tuple[int, int]] = []
    opened: list[re.Match[str]] = []
    for sign in _SIGNS.finditer(text):
        if sign.group() in "([":
            opened.append(sign)
        elif opened and opened[-1].group() + sign.group() in ("()", "[]"):
            start = opened.pop().start()
            while out and out[-1][0] > start:
                out.pop()
            out.append((start, sign.end()))
    return out


def _bracket(text: str, start: int, end: int, names: TrialNames) -> list[CitedItem]:
    """Give the citations in a bracket; bare numbers that only commas part are one list of pages.

    In square brackets only trials are cited: what else stands in them is the quoter's.
    """
    inside = text[start + 1 : end - 1]
    items: list[CitedItem] = []
    for piece in _pieces(inside):
        item = _item(piece.strip(" *_"), (start, end), names, text)
        if item is not None and (item.trials or text[start] == "("):
            items.append(replace(item, first=not items))
    if len(items) > 1 and all(i.style == "bare" for i in items):
        items = [replace(items[0], pages=read_pages(inside) or items[0].pages)]
    return items


def _pieces(inside: str) -> list[str]:
    editions = "|".join(pattern.pattern for pattern, _ in edition_words())
    return [piece for piece in re.split(rf";|[,/]\s*(?={editions})", inside) if piece.strip()]


def _item(piece: str, span: tuple[int, int], names: TrialNames, text: str) -> CitedItem | None:
    """Read one piece of a bracket. Nothing but pages come first; then forms with a name of their own (a year, an
    edition, «ibid.», a trial), so that only the rest is read as any author and title."""
    start, end = span
    closing = _closes(text, start, end)
    pages = read_pages(piece)
    if pages and (re.match(SIGN, piece) or _bare(piece)):
        return CitedItem(start, end, "bare", "", pages, closing=closing)
    if pages:
        return None
    if yeared := _YEARED.fullmatch(piece):
        return CitedItem(start, end, "named", yeared["year"], read_pages(yeared["pages"]), closing=closing)
    piece = _LEAD.sub("", piece, count=1) if _LEAD.match(piece) else piece
    if known := _edition_or_back(piece, span, closing=closing):
        return known
    trial = _trial(piece, names)
    if trial is not None and trial.pages:
        return _of_trial(trial, piece, span, closing=closing)
    work = _work(piece, start, end, closing)
    short = shortened(work, names) if work is not None else None
    if trial is not None and _names_only(trial, piece) and not (short and short.trials):
        return _of_trial(trial, piece, span, closing=closing)
    return short


def _edition_or_back(piece: str, span: tuple[int, int], *, closing: bool) -> CitedItem | None:
    """Read a piece of a bracket that begins with the name of an edition's language, or points back (“ibid.”)."""
    for pattern, lang in edition_words():
        if edition := pattern.match(piece):
            rest = piece[edition.end():].strip(" :,")
            return CitedItem(*span, "edition", rest, read_pages(rest), lang=lang, closing=closing)
    if back := _BACK.match(piece):
        rest = piece[back.end() :]
        if not rest or read_pages(rest):
            return CitedItem(*span, "named", back["back"], read_pages(rest) if rest else None, closing=closing)
    return None


def _back(text: str) -> list[CitedItem]:
    """Read a note without a page that goes back to the work before it: “Ibid.” means its page too, with words not."""
    back = _BACK.match(text.strip())
    if back is None:
        return []
    rest = re.search(r"\w", text.strip()[back.end() :])
    return [CitedItem(0, len(text), "note", back["back"], CitedPages((), "") if rest else None)]


def _names_only(found: TrialCitation, piece: str) -> bool:
    """Say whether a trial without pages is cited as a whole: by its title, with its imprint, or by its year alone."""
    alone = re.search(r"\d", piece[: found.end]) and not re.search(r"\w", piece[found.end :])
    return found.named.title or found.imprint or bool(alone)


def _of_trial(found: TrialCitation, piece: str, span: tuple[int, int], *, closing: bool) -> CitedItem:
    named = found.named
    return CitedItem(*span, "named", piece[named.start : named.end], found.pages, named.trials, named.lang,
                     closing=closing, editions=named.editions)


def _trial(piece: str, names: TrialNames) -> TrialCitation | None:
    """Give the trial that a piece of a bracket begins with; where it is cited twice in it, the one with pages."""
    found = list(trial_citations(piece, names))
    if not found or found[0].start > len("the "):
        return None
    same = [t for t in found if set(t.named.trials) <= set(found[0].named.trials)]
    return next((t for t in same if t.pages), found[0])


def shortened(item: CitedItem, names: TrialNames) -> CitedItem:
    """Take a work for a trial where its name is part of a title of one."""
    named = names.shortened(item.work) if item.pages and not item.trials else None
    return replace(item, trials=named.trials, lang=named.lang) if named else item


def _bare(piece: str) -> bool:
    first = re.match(r"\s*(\d+|[ivxlc]+)", piece)
    if not first or not first[1].isdigit():
        return False
    return int(first[1]) <= BIGGEST_BARE


def _work(piece: str, start: int, end: int, closing: bool) -> CitedItem | None:
    """Read ``Author Title 12-13``; the last number is the page, numbers before it belong to the title.

    The surest reading comes first: a work known by name with nothing but pages behind it, a chapter, pages with
    their sign, pages at the end. Of a work known by name any number is worth keeping in the end.
    """
    known = work_in(piece)
    if not _TITLE.match(piece) or (piece[0].islower() and not known) or len(piece.split()) > MAX_WORK_WORDS + 6:
        return None
    chapter = _CHAPTER.fullmatch(piece)
    read = (
        (_known_with_pages(piece, known) if known else None)
        or ((chapter["work"], None) if chapter else None)
        or _signed_pages(piece) or _last_pages(piece)
        or ((piece, _pages_anywhere(piece)) if known and re.search(r"\d", piece) else None)
    )
    if read is None:
        return None
    work, pages = read
    return CitedItem(start, end, "named", work, pages, closing=closing)


def _known_with_pages(piece: str, known: KnownWork) -> tuple[str, CitedPages] | None:
    """Read a work known by name that begins the piece, with nothing but pages behind it."""
    rest = piece[known.end :].strip(" ,:")
    signed = re.search(SIGN, rest)
    pages = read_pages(rest) if not signed or signed.start() == 0 else None
    return (piece[: known.end], pages) if pages and known.start == 0 else None


def _signed_pages(piece: str) -> tuple[str, CitedPages | None] | None:
    """Read a list of pages with «and», which only its sign tells from a title with numbers."""
    signed = _SIGNED.search(piece)
    if not signed or " and " not in signed["pages"] or signed.end() != len(piece.rstrip(" .,")):
        return None
    work = unsigned(piece[: signed.start()])
    return (work, read_pages(signed["pages"])) if len(work.split()) <= MAX_WORK_WORDS else None


def _last_pages(piece: str) -> tuple[str, CitedPages | None] | None:
    """Read the pages at the end of a piece: the last number, or else a whole list."""
    for ending in (_WORK_LAST, _WORK_PAGES):
        match = ending.fullmatch(piece)
        if match and not is_no_page(match["work"], match["pages"]) and len(match["work"].split()) <= MAX_WORK_WORDS:
            last = re.search(rf"(?:^|[,\s])({SIGN} ?[\divxlc][^A-Za-z]*)$", piece)
            return unsigned(match["work"]), read_pages(last[1].strip() if last else match["pages"])
    return None


def _pages_anywhere(piece: str) -> CitedPages | None:
    match = _SIGNED.search(piece)
    return read_pages(match["pages"]) if match else None


def _closes(text: str, start: int, end: int) -> bool:
    """Say whether a bracket stands where a citation does: behind a sentence or quotation, or before its end."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if not before or _LISTED.search(text):
        return not before and not after
    if re.search(r"[.!?…\"”»’')\]]$", before):
        return True
    return not after or after[0] in ".;:,)"


def _prose(text: str, names: TrialNames) -> Iterator[CitedItem]:
    """Give the citations that sentences make (“on page 12 of …”); the first pattern that fits a place has it."""
    done: list[tuple[int, int]] = []
    for pattern, is_trial in names.prose:
        for match in pattern.finditer(text):
            if any(low < match.end() and match.start() < high for low, high in done):
                continue
            done.append(match.span())
            if is_trial and (named := names.find(match["trial"])):
                pages = read_pages(match["pages"])
                yield CitedItem(*match.span(), "prose", match["trial"], pages, named.trials, named.lang)
            elif not is_trial:
                yield CitedItem(*match.span(), "prose", "", read_pages(match["pages"]), lang="other")


def _journals(text: str) -> Iterator[CitedItem]:
    """Give the articles of journals that sentences cite, with volume and year as part of the work."""
    for match in _JOURNAL.finditer(text):
        work = text[match.start() : match.start("pages")].strip(" ,:")
        yield CitedItem(*match.span(), "prose", work, read_pages(match["pages"]))
