"""Texts and passages as TEI P5 (Text Encoding Initiative): whole texts by sitting and section, or quotations.

Utterances are ``sp`` with their label as ``speaker`` and the person as ``who``; directions are ``stage``, narration is
``p``, page beginnings are ``pb``. A page that is not printed is never set as one: an estimate stands in brackets with
``cert="low"``. Written turn by turn, so that length is no matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from corpus.catalogue.catalogue import Catalogue
from corpus.citation.rich_text import Span
from corpus.citation.sequence import NoteSequence
from corpus.export.passages import About, Extract, cited
from corpus.export.tei_header import ID, LANG, header, identifier, person_pointer, persons
from corpus.export.xml_text import clean
from corpus.model.turns import Mark, TextInfo, Turn

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_RENDERED = {"bold": "bold", "italic": "italic", "underline": "underline", "struck": "strikethrough"}
_TAGS = {"direction": "stage", "note": "note"}
_BASES = {"printed": "high", "sequence": "medium", "estimated": "low"}


def tei_texts(texts: Iterable[tuple[TextInfo, Iterable[Extract]]], about: About, catalogue: Catalogue
              ) -> Iterator[str]:
    """Give whole texts: a ``TEI`` each, in a ``teiCorpus`` where there are several."""
    known = list(texts)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    if len(known) != 1:
        yield f'<teiCorpus xmlns="{NAMESPACE}">\n{header(about, about.title or about.query, None, ())}\n'
    for info, extracts in known:
        yield from _text(info, extracts, about, catalogue, outermost=len(known) == 1)
    if len(known) != 1:
        if not known:
            yield f'<TEI>\n{header(about, "", None, ())}\n<text><body><p/></body></text>\n</TEI>\n'
        yield "</teiCorpus>\n"


def tei_passages(extracts: Iterable[Extract], about: About, catalogue: Catalogue, style: str) -> Iterator[str]:
    """Give quotations, each with its citation in a style and with the reader's own note and judgement."""
    title = about.title or about.claim or about.query
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{NAMESPACE}">\n{header(about, title, None, ())}\n'
    yield "<text>\n<body>\n"
    notes, people, rights = NoteSequence(style), dict[str, None](), dict[str, str]()
    count = 0
    for count, extract in enumerate(extracts, 1):
        rights[extract.info.id] = extract.rights
        if extract.voice.speaker:
            people[extract.voice.speaker] = None
        note = notes.note(*cited(extract, about, catalogue, style))
        yield _written(_cit(count, extract, about, note))
    yield "<p/>\n" if not count else ""
    yield f"</body>\n{_back(notes, people, rights, catalogue)}</text>\n</TEI>\n"


def _text(info: TextInfo, extracts: Iterable[Extract], about: About, catalogue: Catalogue, *, outermost: bool
          ) -> Iterator[str]:
    """Write one text piece by piece, so that a long one is never held as a tree: header, sittings, their sections."""
    turns = list(extracts)
    people = dict.fromkeys(e.turn.speaker for e in turns if e.turn.speaker)
    yield f'<TEI xmlns="{NAMESPACE}">\n' if outermost else "<TEI>\n"
    rights = turns[0].rights if turns else info.rights or "not known"
    yield f"{header(about, info.title, info, people, catalogue, rights)}\n<text{_lang(info.lang)}>\n<body>\n"
    pages = _beginnings(turns)
    for sitting, held in groupby(turns, key=lambda e: e.turn.sitting):
        name = f' n="{escape(sitting)}"' if sitting else ""
        yield f'<div type="{"sitting" if sitting else "part"}"{name}>\n'
        for part in _sections(held):
            yield _written(_section(part, pages))
        yield "</div>\n"
    yield "<p/>\n" if not turns else ""
    yield "</body>\n</text>\n</TEI>\n"


def _sections(held: Iterable[Extract]) -> Iterator[list[Extract]]:
    """Cut where the section changes, and before a heading that follows something else."""
    part: list[Extract] = []
    for extract in held:
        turn = extract.turn
        opens = turn.kind == "heading" and part and part[-1].turn.kind != "heading"
        if part and (opens or turn.section != part[-1].turn.section):
            yield part
            part = []
        part.append(extract)
    if part:
        yield part


def _beginnings(extracts: Iterable[Extract]) -> dict[str, ET.Element]:
    """Give the beginning of a page for each turn that begins on another page than the last one written.

    A page that begins between two paragraphs of a turn has no mark in it: it is written before the next turn.
    """
    out: dict[str, ET.Element] = {}
    before: tuple[str | None, str] = (None, "")
    for extract in extracts:
        page = extract.turn.page
        if page.label and (page.label, page.basis) != before:
            out[extract.turn.ref] = _page(page.label, page.basis)
        inside = [m.label for m in extract.turn.marks if m.kind == "page" and m.label]
        before = (inside[-1] if inside else page.label, page.basis)
    return out


def _section(part: Sequence[Extract], pages: dict[str, ET.Element]) -> ET.Element:
    """Give a section; heads go first, and one that has nothing else gets an empty paragraph, as the schema asks."""
    div = ET.Element("div", {"type": "section"})
    for extract in part:
        turn = extract.turn
        if turn.ref in pages:
            div.append(pages[turn.ref])
        div.extend(_turn(turn, in_head=len(div) == 0 or div[-1].tag in ("head", "pb")))
    if all(child.tag in ("head", "pb") for child in div):
        ET.SubElement(div, "p")
    return div


def _page(label: str, basis: str) -> ET.Element:
    shown = f"[{label}]" if basis == "estimated" else label
    more = {"cert": _BASES[basis]} if basis in _BASES and basis != "printed" else {}
    return ET.Element("pb", {"n": clean(shown), **more})


def _turn(turn: Turn, *, in_head: bool = False) -> list[ET.Element]:
    """Give a turn as the element of its kind, called by its reference; narration is a ``p`` for each paragraph."""
    name = {ID: identifier(turn.ref), "n": str(turn.ordinal)}
    if turn.kind in _TAGS or turn.kind == "heading":
        out = ET.Element(_TAGS.get(turn.kind) or ("head" if in_head else "label"), name)
        _fill(out, turn, 0, len(turn.text))
        return [out]
    if not (turn.label or turn.speaker):
        return _paragraphs(turn, name)
    speech = ET.Element("sp", name)
    if turn.speaker:
        speech.set("who", person_pointer(turn.speaker, turn.text_id))
        if "speaker" in dict(turn.inferred):
            speech.set("cert", "medium")
    if turn.label:
        ET.SubElement(speech, "speaker").text = clean(turn.label)
    speech.extend(_paragraphs(turn, {}))
    for one in turn.corrections:
        said = f"{one.what}: {one.was} → {one.now} ({one.by}: {one.why})"
        ET.SubElement(speech, "note", {"type": "correction"}).text = clean(said)
    return [speech]


def _paragraphs(turn: Turn, name: dict[str, str]) -> list[ET.Element]:
    out: list[ET.Element] = []
    start = 0
    for text in turn.text.split("\n"):
        goes_on = {"prev": f"#{name[ID]}"} if out and name else {}
        out.append(ET.Element("p", goes_on or (name if not out else {})))
        _fill(out[-1], turn, start, start + len(text))
        start += len(text) + 1
    return out


def _fill(parent: ET.Element, turn: Turn, low: int, high: int) -> None:
    """Set text[low:high] of a turn into an element, with its type faces, narration, note marks and page beginnings."""
    points = sorted((m for m in turn.marks if m.kind in ("page", "note") and low <= m.start <= high),
                    key=lambda m: (m.start, m.kind))
    spans = [m for m in turn.marks if m.kind in (*_RENDERED, "narration") and m.end > low and m.start < high]
    shown = 0
    for a, b in [*pairwise(_edges(points, spans, low, high)), (high, high)]:
        while shown < len(points) and points[shown].start <= a:
            _point(parent, points[shown], turn)
            shown += 1
        if b > a:
            _piece(parent, turn.text[a:b], [m.kind for m in spans if m.start <= a and b <= m.end])


def _edges(points: Sequence[Mark], spans: Sequence[Mark], low: int, high: int) -> list[int]:
    """Give where text[low:high] is cut, in order, so that each piece is wholly inside or outside of every span."""
    edges = {low, high, *(p.start for p in points), *(m.start for m in spans), *(m.end for m in spans)}
    return sorted(edge for edge in edges if low <= edge <= high)


def _point(parent: ET.Element, mark: Mark, turn: Turn) -> None:
    if mark.kind == "page" and mark.label:
        parent.append(_page(mark.label, turn.page.basis))
    elif mark.kind == "note":
        ET.SubElement(parent, "ref", {"type": "note"}).text = clean(mark.label or "*")


def _piece(parent: ET.Element, text: str, kinds: Sequence[str]) -> None:
    faces = " ".join(dict.fromkeys(_RENDERED[kind] for kind in kinds if kind in _RENDERED))
    for tag, attributes in (("seg", {"type": "narration"} if "narration" in kinds else None),
                            ("hi", {"rend": faces} if faces else None)):
        if attributes:
            parent = ET.SubElement(parent, tag, attributes)
    _append(parent, text)


def _append(parent: ET.Element, text: str) -> None:
    """Add text at the end of an element; its line ends become breaks."""
    for number, line in enumerate(text.split("\n")):
        if number:
            ET.SubElement(parent, "lb")
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + clean(line)
        else:
            parent.text = (parent.text or "") + clean(line)


def _cit(number: int, extract: Extract, about: About, note: Sequence[Span]) -> ET.Element:
    """Give a passage with its citation: who speaks, the words of its spans, the note, the link and the user's own
    remarks."""
    turn, said = extract.turn, extract.voice
    out = ET.Element("cit", {ID: f"{identifier(turn.ref)}.{number}", "n": str(number)})
    quote = ET.SubElement(out, "quote", {LANG: turn.lang})
    holder = quote
    if said.speaker or said.label:
        holder = ET.SubElement(quote, "sp", {"who": person_pointer(said.speaker)} if said.speaker else {})
        if said.label:
            ET.SubElement(holder, "speaker").text = clean(said.label)
    for start, end in extract.spans or ((0, len(turn.text)),):
        # The words end where the span does, without the line end that closes a paragraph.
        _fill(ET.SubElement(holder, "p"), turn, start, start + len(turn.text[start:end].rstrip()))
    bibl = ET.SubElement(out, "bibl")
    for span in note:
        if span.italic:
            ET.SubElement(bibl, "title").text = clean(span.text)
        else:
            _append(bibl, span.text)
    _append(bibl, " ")
    ET.SubElement(bibl, "ref", {"target": about.link(extract)}).text = extract.address
    for kind, own in (("judgement", extract.judgement), ("own", extract.note), ("warning", extract.warning)):
        if own:
            _append(ET.SubElement(out, "note", {"type": kind}), own)
    return out


def _back(notes: NoteSequence, people: Iterable[str], rights: dict[str, str], catalogue: Catalogue) -> str:
    out = ET.Element("back")
    works = notes.works()
    if works:
        listed = ET.SubElement(ET.SubElement(out, "div", {"type": "works"}), "listBibl")
        for work in works:
            _append(ET.SubElement(listed, "bibl"), "".join(span.text for span in work))
    whose = ET.SubElement(ET.SubElement(out, "div", {"type": "rights"}), "list")
    for name, said in rights.items():
        _append(ET.SubElement(whose, "item"), f"{name}: {said}")
    if not rights:
        ET.SubElement(whose, "item").text = "–"
    named = persons(people, catalogue)
    if named is not None:
        ET.SubElement(out, "div", {"type": "persons"}).append(named)
    return _written(out)


def _lang(lang: str) -> str:
    return f" xml:lang={quoteattr(lang)}"


def _written(element: ET.Element) -> str:
    return ET.tostring(element, "unicode") + "\n"
