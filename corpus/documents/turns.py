"""Documents that are no edition: books and essays that cite the trials, interrogations and letters they cite.

A document's blocks become turns, one a paragraph: paragraphs cut by a page end are rejoined, notes lifted out of
the running text, contents and index set apart, quotations told from the author's prose, labels read, and printed
pages reconstructed where the text has lost them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from corpus.documents.bookpages.pages import with_book_pages
from corpus.documents.cast import Cast
from corpus.documents.flow import ends_sentence, with_notes_lifted, with_paragraphs_rejoined
from corpus.documents.labels import LabelFinder
from corpus.documents.paragraphs import Para, language, main_language, paragraph
from corpus.documents.quoted import quotation_paragraphs
from corpus.documents.rules import rules
from corpus.documents.said import Said, SpeakerNames
from corpus.documents.speeches import speeches_apart
from corpus.documents.translations import Translation, is_marker, is_page_mark, translations
from corpus.documents.voices import OPEN_VOICE, ParagraphVoice, voices_of_paragraphs
from corpus.documents.zones import with_regions
from corpus.model.blocks import SourceText, Stated
from corpus.model.lines import Lines, located
from corpus.model.notes import Note, beginning
from corpus.model.turns import Mark, Origin, Page, Region, Turn, TurnKind
from corpus.speakers.unlabelled import runs_on
from corpus.unspoken.directions import directions_in, is_direction
from corpus.unspoken.headings import heading_marks

DocumentKind = Literal["citing", "cited"]
MIN_CITATIONS = 3
WORDS_A_CITATION = 20_000
MAX_TITLE_WORDS = 20
DIALOGUE_SHARE = 0.2


def document_turns(
    source: SourceText, text_id: str, kind: DocumentKind, lang: str | None, vocabulary: SpeakerNames
) -> tuple[list[Turn], list[Note]]:
    """Give the turns of a document in reading order, and the doubts met.

    ``lang`` None lets the text tell. References are ``text_id/0001`` and so on. A note stands behind the
    paragraph it interrupts or belongs to.
    """
    if any(block.stated for block in source.blocks):
        return _stated_turns(source, text_id, lang, vocabulary)
    paras, cast = [paragraph(source, block) for block in source.blocks], Cast()
    if kind == "cited":
        paras, cast = speeches_apart(source, vocabulary)
    early = LabelFinder(paras, vocabulary, record=True, cast=cast) if kind == "cited" else None
    flow = with_notes_lifted(with_regions(paras, (lambda p: early.find(p) is not None) if early else None))
    finder = LabelFinder(flow, vocabulary, record=kind == "cited", cast=cast)
    flow = with_paragraphs_rejoined(
        source, flow, lambda p: is_marker(p) or is_page_mark(p) or finder.find(p) is not None
    )
    main = lang or source.lang or main_language(p.text for p in flow if p.region == "body")
    writer = _Turns(source, text_id, main, finder.perhaps)
    writer.write(flow, [finder.find(p) for p in flow], kind)
    return with_book_pages(writer.turns, source.raw), [*writer.doubts]


def _stated_turns(
    source: SourceText, text_id: str, lang: str | None, vocabulary: SpeakerNames
) -> tuple[list[Turn], list[Note]]:
    """Give a turn for each block of a text whose markup states who speaks; nothing is concluded from its words."""
    main = lang or source.lang or main_language(block.text for block in source.blocks)
    writer = _Turns(source, text_id, main)
    roles: dict[str | None, str | None] = {}
    for block in source.blocks:
        if not block.text:
            continue
        region: Region = "heading" if block.kind == "heading" else "footnote" if block.kind == "note" else "body"
        para = replace(paragraph(source, block), region=region)
        voice = _stated_voice(block.stated, vocabulary) if block.stated and region == "body" else None
        if voice and voice.label:
            roles[voice.person] = voice.role
        elif voice and voice.role is None:
            voice = replace(voice, role=roles.get(voice.person))
        writer.paragraph(para, region, language(para.text, main), voice, None)
    return writer.turns, [*writer.doubts]


def _stated_voice(stated: Stated, vocabulary: SpeakerNames) -> ParagraphVoice | None:
    """Give whose words a block is by its markup; a person whom no vocabulary holds is nobody of the catalogue."""
    if not (stated.label or stated.speaker or stated.name):
        return None
    said = stated.label or stated.name or ""
    named = vocabulary.lookup(said, tolerant=False) if said else None
    person = (stated.speaker or "").replace("-", " ")
    found = (vocabulary.lookup(person, tolerant=False) if person else None) or named
    # Whoever a label for anybody stands before is known by the markup, what he does there by the label.
    role = found.role if found else None
    if named and role is None and (named.person is None or found is None or named.person == found.person):
        role = named.role
    why = None if stated.label else Note("markup-states")
    label = stated.label or (None if found else stated.name)
    return ParagraphVoice(found.person if found else None, role, label, known=found is not None, why=why)


def detect_kind(source: SourceText) -> DocumentKind:
    """Say whether a text cites a trial, as books and essays do, or is a document such books cite."""
    text = "\n".join(block.text for block in source.blocks)
    hits = sum(len(pattern.findall(text)) for pattern in rules().citing.patterns)
    enough = max(MIN_CITATIONS, len(text.split()) // WORDS_A_CITATION)
    return "citing" if hits >= enough else "cited"


def document_title(source: SourceText) -> str:
    """Give the title a text bears: what its reader found, its first heading, or its first short line."""
    if source.title.strip():
        return source.title.strip()
    texts = [b for b in source.blocks if b.text.strip() and b.kind != "rule"]
    heading = next((b.text for b in texts if b.kind == "heading"), "")
    first = texts[0].text if texts and len(texts[0].text.split()) <= MAX_TITLE_WORDS else ""
    return (heading or first).strip(" *†").strip() or source.file


class _Turns:
    """Writes turns; knows the file, the section and the last reference."""

    def __init__(
        self, source: SourceText, text_id: str, main: str, perhaps: Callable[..., list[str]] = lambda *_, **__: []
    ) -> None:
        self.source, self.text_id, self.main, self.perhaps = source, text_id, main, perhaps
        self.lines = Lines(source.raw) if source.raw else None
        self.turns: list[Turn] = []
        self.doubts: dict[Note, None] = {}
        self.section: str | None = None

    def write(self, flow: Sequence[Para], said: Sequence[Said | None], kind: DocumentKind) -> None:
        """Write the turns of a text in order; a paragraph that only announced a speaker becomes part of what it
        announced."""
        langs = [language(p.text, self.main) for p in flow]
        pairs: list[Translation] = translations(flow, langs, self.main) if kind == "citing" else []
        labelled = sum(s is not None for s in said)
        dialogue = kind == "cited" and labelled > DIALOGUE_SHARE * max(1, len(flow))
        spoken = voices_of_paragraphs(flow, said, langs, self.main, pairs, dialogue=dialogue)
        quotes = [False] * len(flow)
        if kind == "citing":
            quotes = quotation_paragraphs(flow, said, spoken, langs, self.main, pairs)
        lead: Para | None = None
        for i, para in enumerate(flow):
            label = said[i]
            consumed = label is not None and label.form == "lead" and _takes_label(spoken, i)
            if consumed:
                lead = para
                for note in para.notes:
                    self._add(note, "note", "footnote")
                continue
            region: Region = "quotation" if para.region == "body" and quotes[i] else para.region
            self.paragraph(para, region, langs[i], spoken[i], lead)
            lead = None

    def paragraph(
        self, para: Para, region: Region, lang: str, voice: ParagraphVoice | None, lead: Para | None
    ) -> None:
        """Write a paragraph and its notes."""
        if para.kind == "heading" and para.region == "heading":
            self.section = para.text
        if voice and voice.label and not voice.known:
            self.doubts[located(Note("label-unknown", label=voice.label), self._origin(para, lead))] = None
        if voice is OPEN_VOICE:
            self.doubts[located(Note("dialogue-dash"), self._origin(para, lead))] = None
        if voice and voice.label and runs_on(para.text):
            self.doubts[located(Note("dialogue-run-on", label=voice.label), self._origin(para, lead))] = None
        for words in self.perhaps(para.text, first=voice.label is None) if voice else ():
            self.doubts[located(Note("speaker-perhaps", words=words), self._origin(para, lead))] = None
        kind: TurnKind = "narration"
        if para.kind == "heading":
            kind = "heading"
        elif para.region == "footnote":
            kind = "note"
        elif voice:
            kind = "speech"
        elif para.kind == "direction" or is_page_mark(para) or (region == "body" and is_direction(para.text)):
            kind = "direction"
        self._add(para, kind, region, lang, voice, lead)
        for note in para.notes:
            self._add(note, "note", "footnote")

    def _add(
        self, para: Para, kind: TurnKind, region: Region, lang: str | None = None, voice: ParagraphVoice | None = None,
        lead: Para | None = None,
    ) -> None:
        origin = self._origin(para, lead)
        body = para.cut(voice.end) if voice and voice.end else para
        if kind == "note" and not ends_sentence(body.text) and len(body.text.split()) > 1:
            self.doubts[located(Note("note-breaks-off", words=beginning(body.text)), origin)] = None
        aside = directions_in(body.text) if kind == "speech" else ()
        marks = [*body.marks, *(Mark("narration", start, end, "narration-direction") for start, end in aside)]
        marks += heading_marks(body.text) if kind == "speech" else ()
        ordinal = len(self.turns) + 1
        self.turns.append(Turn(
            ref=f"{self.text_id}/{ordinal:04d}", text_id=self.text_id, ordinal=ordinal, kind=kind, text=body.text,
            lang=lang or language(para.text, self.main), region=region, section=self.section,
            speaker=voice.person if voice else None, label=voice.label if voice else None,
            role=voice.role if voice else None, page=_page(para), marks=_ordered(marks), origin=origin,
            offsets=body.offsets, inferred=(("speaker", voice.why),) if voice and voice.why else (),
        ))

    def _origin(self, para: Para, lead: Para | None) -> Origin:
        span = para.span
        if span is None or self.lines is None:
            return Origin(self.source.file, url=self.source.url, sheet=para.sheet)
        before = lead.span if lead else None
        start, end = (before or span)[0], span[1]
        first, last = self.lines.line(start), self.lines.line(max(start, end - 1))
        return Origin(self.source.file, start, end, first, last, self.source.url, para.sheet)


def _takes_label(spoken: Sequence[ParagraphVoice | None], i: int) -> bool:
    """Say whether the line at ``i`` has become the label of the next paragraph."""
    following = spoken[i + 1] if i + 1 < len(spoken) else None
    return following is not None and following.label is not None and following.end == 0


def _page(para: Para) -> Page:
    page = para.page
    end = para.end_page if para.end_page != page.label else page.end
    return Page(page.label, page.basis, page.margin, end)


def _ordered(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda m: (m.start, m.end)))
