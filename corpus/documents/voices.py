"""Who speaks in a document: labels carried over the paragraphs of an utterance as far as that is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.description.title import heads_document
from corpus.documents.paragraphs import Para
from corpus.documents.said import Said
from corpus.documents.translations import Translation, ends_with_citation, is_marker, is_page_mark
from corpus.language.words import forms
from corpus.model.notes import Note
from corpus.speakers.unlabelled import begins_with_dash, goes_on_listing
from corpus.unspoken.closing import closes_record, is_signature
from corpus.unspoken.course import tells_course
from corpus.unspoken.directions import is_direction
from corpus.unspoken.part_headings import is_heading_line

LONE_CITATION = re.compile(r"\((?=[^()\d]*\d)[^()]*\)\.?")
MAX_CARRIED = 8


@dataclass(frozen=True, slots=True)
class ParagraphVoice:
    """Whose words a paragraph is: a label and what it says, or what was concluded about the speaker (``why``)."""

    person: str | None = None
    role: str | None = None
    label: str | None = None
    end: int = 0
    known: bool = True
    why: Note | None = None
    name: str = ""

    @property
    def without_label(self) -> ParagraphVoice:
        """Give the voice without its label, for a paragraph that follows."""
        return replace(self, label=None, end=0)


OPEN_VOICE = ParagraphVoice(why=Note("dialogue-dash"))
"""Whoever speaks behind a dash: nobody in particular, and so on to the next label."""


def _voice(said: Said, end: int) -> ParagraphVoice:
    why = None if said.exact else Note("label-misread")
    return ParagraphVoice(said.person, said.role, said.printed, end, said.known, why, said.name)


def _passes(para: Para) -> bool:
    """Say whether whoever speaks goes on behind a paragraph that is nobody's: a page turn, a direction."""
    return para.kind == "direction" or is_page_mark(para) or is_direction(para.text)


def _ends_speech(text: str) -> bool:
    """Say whether a paragraph is the record's, and whoever spoke before it has ended: a closing line, a heading."""
    return closes_record(text) or is_heading_line(text) or tells_course(text)


def _has_words(para: Para) -> bool:
    """Say whether a paragraph is more than a marker, a page turn of a quoted work, a citation or a direction."""
    return not (is_marker(para) or _passes(para) or LONE_CITATION.fullmatch(para.text) or _ends_speech(para.text))


class _VoiceReader:
    def __init__(
        self, paras: Sequence[Para], said: Sequence[Said | None], langs: Sequence[str], main: str,
        pairs: Sequence[Translation], dialogue: bool,
    ) -> None:
        self.paras, self.said, self.langs, self.main, self.dialogue = paras, said, langs, main, dialogue
        self.voices: list[ParagraphVoice | None] = [None] * len(paras)
        self.rendered = {e: (p, k) for p in pairs for k, e in enumerate(p.translation)}
        self.current: ParagraphVoice | None = None
        self.until = -1

    def all_voices(self) -> list[ParagraphVoice | None]:
        """Give whose words each paragraph is: labels begin an utterance, headings and other regions end it."""
        for i, para in enumerate(self.paras):
            said = self.said[i]
            if para.kind == "heading" or para.region != "body":
                if i not in self.rendered:
                    self.current = None
            elif said and said.form in ("lead", "prose"):
                self._announce(i, said)
            elif said:
                self._labelled(i, said)
            elif self.voices[i] is None and _has_words(para):
                if self._is_other_voice(i):
                    self.current = OPEN_VOICE
                self.voices[i] = OPEN_VOICE if self.current is OPEN_VOICE else self._carried(i)
        return self.voices

    def _is_other_voice(self, i: int) -> bool:
        """Say whether a dash behind a speech begins another voice, and no entry of a list."""
        text, before = self.paras[i].text, self.voices[i - 1] if i else None
        if before is None or i > self.until or not begins_with_dash(text):
            return False
        return before is OPEN_VOICE or not goes_on_listing(self.paras[i - 1].text)

    def _announce(self, i: int, said: Said) -> None:
        """Give the next paragraph to whoever a line before it names; a bare label becomes its label."""
        voice = _voice(said, 0)
        if said.form == "prose":
            voice = replace(voice.without_label, why=Note("sentence-before"))
        self.current, self.until = None, i
        following = i + 1
        listed = self.paras[i].label or self.paras[i].kind == "item"
        if following < len(self.paras) and self.said[following] is None and (
            self._plain(following) or (listed and self.paras[following].region == "body")
        ):
            self.voices[following] = voice
            self._begin(following, voice)

    def _labelled(self, i: int, said: Said) -> None:
        """Give a paragraph its label's voice; a dash is a dialogue inside an utterance, which goes on behind it."""
        if said.form == "dash":
            outer = self.current
            voice = _voice(said, said.end)
            if said.me and outer:
                why = Note("first-person")
                voice = replace(voice, person=outer.person, role=outer.role, why=why)
            self.voices[i] = voice
            return
        self.voices[i] = _voice(said, said.end)
        self._begin(i, self.voices[i])

    def _begin(self, i: int, voice: ParagraphVoice | None) -> None:
        self.current, self.until = voice, self._last(i, voice)

    def _carried(self, i: int) -> ParagraphVoice | None:
        """Give the voice that goes on into a paragraph without label: that of its original, or of the paragraph
        before."""
        if i in self.rendered and (self.current is None or i > self.until):
            pair, k = self.rendered[i]
            originals = [self.voices[o] for o in pair.original]
            alike = len({v and v.person for v in originals}) == 1
            even = len(pair.original) == len(pair.translation)
            source = originals[k] if even else originals[0] if alike and originals else None
            if source:
                voice = replace(source.without_label, why=Note("original-speaker"))
                self.current, self.until = voice, i
                return voice
        if self.current and i <= self.until:
            return replace(self.current.without_label, why=Note("paragraph-before"))
        self.current = None
        return None

    def _plain(self, i: int) -> bool:
        para = self.paras[i]
        return para.region == "body" and para.kind == "para" and _has_words(para)

    def _last(self, start: int, voice: ParagraphVoice | None) -> int:
        """Give the last paragraph of the utterance that begins at ``start``."""
        if voice is None:
            return start
        if self.langs[start] != self.main:
            return self._run(start, lambda j: self.langs[j] != self.main)
        if start in self.rendered:
            pair, _ = self.rendered[start]
            return self._run(start, lambda j: j in pair.translation)
        if self.dialogue:
            return self._run(start, lambda j: self.langs[j] == self.main)
        if ends_with_citation(self.paras[start].text):
            return start
        surname = set(forms(voice.name)[-1:])
        for j in range(start + 1, min(len(self.paras), start + 1 + MAX_CARRIED)):
            para, said = self.paras[j], self.said[j]
            if said:
                return j - 1 if said.form not in ("lead", "prose") else start
            if not self._plain(j) or self.langs[j] != self.main or para.text.rstrip().endswith(":"):
                return start
            if surname & set(forms(para.text)):
                return start
            if ends_with_citation(para.text):
                return j
        return start

    def _is_signed(self, j: int) -> bool:
        """Say whether a paragraph is the name of who signed; behind a colon or comma it is one of a list."""
        return is_signature(self.paras[j].text) and not self.paras[j - 1].text.rstrip().endswith((":", ",", ";"))

    def _run(self, start: int, within: Callable[[int], bool]) -> int:
        last = start
        for j in range(start + 1, len(self.paras)):
            if _passes(self.paras[j]):
                continue
            other = self.said[j]
            stops = self.paras[j].kind == "heading" or is_marker(self.paras[j]) or not within(j)
            stops = stops or _ends_speech(self.paras[j].text)
            stops = stops or (other is None and (self._is_signed(j) or heads_document(self.paras[j].text)))
            if stops or self.paras[j].region != "body" or (other and other.form != "dash"):
                break
            last = j
        return last


def voices_of_paragraphs(
    paras: Sequence[Para], said: Sequence[Said | None], langs: Sequence[str], main: str,
    pairs: Sequence[Translation], *, dialogue: bool = False,
) -> list[ParagraphVoice | None]:
    """Give for every paragraph whose words it is, or None where that is the author or unknown.

    ``dialogue`` says that the document is a record of speech from label to label (an interrogation, a hearing):
    then every paragraph up to the next label goes on with the same speaker.
    """
    return _VoiceReader(paras, said, langs, main, pairs, dialogue).all_voices()
