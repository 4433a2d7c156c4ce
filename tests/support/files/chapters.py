"""Chapters with quotations as historians write them, set as Markdown, as a Word document and as a web page.

Words to quote come from texts held, in a fixed order, so that a measure is the same in every run; what an author says
around them is filler.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO

from corpus.language.words import words
from corpus.model.turns import Turn

FILLER = "Some filler of no matter stands here, long enough that it is taken for running text and for no title page."


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence: ``before`` and ``after`` its quotation stand words, and ``note`` in a note marked behind it."""

    before: str
    quote: str
    after: str = "."
    note: str = ""

    @property
    def marked(self) -> str:
        """The sentence up to the mark of its note."""
        return f"{self.before} “{self.quote}”{self.after}"


def markdown(sentences: Sequence[Cited]) -> bytes:
    """Set sentences as Markdown with notes, a paragraph for each."""
    marks = [f"[^{n}]" if s.note else "" for n, s in enumerate(sentences, 1)]
    body = "\n\n".join(f"{s.marked}{mark} More filler follows." for s, mark in zip(sentences, marks, strict=True))
    notes = "\n".join(f"[^{n}]: {s.note}" for n, s in enumerate(sentences, 1) if s.note)
    return f"# A chapter\n\n{FILLER}\n\n{body}\n\n{notes}\n".encode()


def word(sentences: Sequence[Cited]) -> bytes:
    """Set sentences as a Word document with footnotes."""
    import docx

    from corpus.citation.rich_text import Span
    from corpus.export.word_footnotes import Footnotes

    document, out = docx.Document(), BytesIO()
    notes = Footnotes(document)
    document.add_heading("A chapter", 1)
    document.add_paragraph(FILLER)
    for sentence in sentences:
        paragraph = document.add_paragraph(sentence.marked)
        if sentence.note:
            notes.add(paragraph, (Span(sentence.note),))
        paragraph.add_run(" More filler follows.")
    document.save(out)
    return out.getvalue()


def web(sentences: Sequence[Cited]) -> bytes:
    """Set sentences as a web page with the notes at its end, as pandoc does."""
    body, notes = [], []
    for number, sentence in enumerate(sentences, 1):
        mark = ""
        if sentence.note:
            mark = (f'<a href="#fn{number}" class="footnote-ref" id="fnref{number}" role="doc-noteref">'
                    f"<sup>{number}</sup></a>")
            notes.append(f'<li id="fn{number}" role="doc-endnote"><p>{escape(sentence.note)}'
                         f'<a href="#fnref{number}" class="footnote-back" role="doc-backlink">↩︎</a></p></li>')
        body.append(f"<p>{escape(sentence.marked)}{mark} More filler follows.</p>")
    listed = f'<section class="footnotes" role="doc-endnotes"><hr/><ol>{"".join(notes)}</ol></section>' if notes else ""
    return (f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>A chapter</title></head><body>"
            f"<h1>A chapter</h1><p>{FILLER}</p>{''.join(body)}{listed}</body></html>").encode()


FORMS: dict[str, Callable[[Sequence[Cited]], bytes]] = {"chapter.md": markdown, "chapter.docx": word,
                                                         "chapter.html": web}
"""What sets a chapter, by the name of its file."""


def excerpts(turns: Sequence[Turn], length: int) -> Iterator[tuple[Turn, str]]:
    """Give the first words of each sentence-like turn that has so many, with the turn; none with marks inside."""
    for turn in turns:
        found = words(turn.text)[:length]
        quoted = turn.text[: found[-1].end] if len(found) == length else ""
        if turn.kind == "speech" and quoted and not any(sign in quoted for sign in "\"“”«»„()[]*_…\n<>&"):
            yield turn, quoted
