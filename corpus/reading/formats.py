"""Reading one file: what kind it is by its content, and the texts in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from corpus.errors import SourceRefusedError
from corpus.language.page_lines import page_lines
from corpus.language.page_signs import page_signs
from corpus.limits import MAX_SOURCE_BYTES
from corpus.model.blocks import Format, SourceText
from corpus.model.notes import Note
from corpus.reading.books.kinds import MARKED, PACKED, packed_kind, read_marked, read_packed, text_kind
from corpus.reading.doctype import root_at
from corpus.reading.encoding import decode
from corpus.reading.judgement import with_doubts
from corpus.reading.kinds import GZIP, is_pdf, opened, refuse_binary, refuse_long, refuse_text
from corpus.reading.letterspacing import closed_up
from corpus.reading.line_ends import with_whole_words
from corpus.reading.marks.end_numbers import lift_line_ends, read_line_ends
from corpus.reading.marks.line_numbers import read_unnumbered, without_line_numbers
from corpus.reading.marks.mixed_marks import lift_mixed
from corpus.reading.marks.page_lines import clear_lines, read_paged
from corpus.reading.marks.page_marks import doubted, lift_pages, lift_typed, read_signed, with_settled_marks
from corpus.regular_files import ChangingError, NoFileError, TooLongError, read_file

BOXES: tuple[Format, ...] = ("hocr", "alto", "page", "djvuxml", "djvu")
"""Formats of recognised pages: words with boxes."""

BINARY: tuple[Format, ...] = ("pdf", "docx", *PACKED, *BOXES)
"""Formats that have no text of their own that offsets could refer to."""

_LOOKED_AT = 5_000
"""Characters at the beginning of a file, and from its first element, by which its format is told."""

_FRAMES = re.compile(r"<frameset\b", re.I)

FEW_WORDS = 40
"""A page of frames has fewer words of its own, for browsers that show none."""

_BOXES: dict[Format, re.Pattern[str]] = {
    "hocr": re.compile(r"""class\s*=\s*["']ocr_page\b|name\s*=\s*["']ocr-(?:system|capabilities)["']"""),
    "alto": re.compile(r"<(?:\w{1,20}:)?alto\b"),
    "page": re.compile(r"<(?:\w{1,20}:)?PcGts\b"),
    "djvuxml": re.compile(r"<DjVuXML\b"),
}
"""How the first element of a file of recognised words looks."""

_OBJECT = re.compile(r'\[?\s*\{\s*(?:"(?:[^"\\\n]|\\.){0,200}+"\s*:|$)')
"""How JSON with objects begins, complete or not."""

_HTML = re.compile(r"<html\b", re.I)
_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|p|div|h[1-6]|table|br)\b[^>]{0,500}>", re.I)


def load(path: Path) -> bytes:
    """Read a file's bytes. Raises SourceRefusedError for what is no readable, non-empty regular file."""
    try:
        data = read_file(path, MAX_SOURCE_BYTES)
    except TooLongError as error:
        raise SourceRefusedError(Note("file-too-large", name=str(path), bytes=error.size, most=MAX_SOURCE_BYTES),
                                 Note("split-it")) from error
    except ChangingError as error:
        raise SourceRefusedError(Note("file-changing", name=str(path)), Note("try-when-whole")) from error
    except FileNotFoundError as error:
        raise SourceRefusedError(Note("file-absent", name=str(path)), Note("check-spelling")) from error
    except NoFileError as error:
        raise SourceRefusedError(Note("no-file", name=str(path)), Note("give-file")) from error
    except OSError as error:
        raise SourceRefusedError(Note("file-closed", name=str(path), error=str(error.strerror or error)),
                                 Note("check-permissions")) from error
    if not data.strip():
        raise SourceRefusedError(Note("file-empty", name=str(path)), Note("get-complete"))
    return data


def sniff(data: bytes, file: str) -> Format:
    """Give the format of a file by its content; its name decides nothing.

    Raises SourceRefusedError for formats that hold no text this program reads.
    """
    if data.startswith(GZIP):
        inner = opened(data, file)
        refuse_binary(inner, file)
        if not is_pdf(inner) and (boxes := _boxes(decode(inner, file)[0][:_LOOKED_AT])):
            return boxes
        refuse_binary(data, file)
    if is_pdf(data):
        return "pdf"
    if data.startswith(b"AT&TFORM"):
        return "djvu"
    if packed := packed_kind(data, file):
        return packed
    refuse_binary(data, file)
    text, _ = decode(data, file)
    head = text.lstrip("\ufeff \t\r\n")[:_LOOKED_AT]
    begun = root_at(text)
    root = text[begun : begun + 2 * _LOOKED_AT]
    if boxes := _boxes(head) or _boxes(root[:_LOOKED_AT]):
        return boxes
    if marked := text_kind(head, root):
        return marked
    if head[:1] in "[{" and (_OBJECT.match(head) or _is_json(text)):
        return "wordpress"
    if _HTML.match(root):
        return "html"  # whatever its styles and scripts look like
    refuse_text(head, file)
    return "html" if len(_TAG.findall(head)) >= 2 or re.match(r"\s*<!doctype", head, re.I) else "text"


def _is_json(text: str) -> bool:
    """Whether a text is JSON from its beginning to its end; ``[[31]]`` may also begin one with page marks."""
    try:
        json.loads(text)
    except ValueError:
        return False
    except RecursionError:
        return True
    return True


def _boxes(head: str) -> Format | None:
    """Give the format of a file of recognised words, None for other files."""
    return next((form for form, pattern in _BOXES.items() if pattern.search(head)), None)


def read(data: bytes, form: Format, file: str) -> list[SourceText]:
    """Read the texts of a file. ``file`` is its name under ``sources/``.

    Raises SourceRefusedError where it cannot be read as ``form``, or holds no words.
    """
    texts = _read(data, form, file)
    if not any(block.text.strip() for text in texts for block in text.blocks) and form != "html":
        raise SourceRefusedError(Note("file-no-text", name=file), Note("scan-needs-layer"))
    return texts


def _read(data: bytes, form: Format, file: str) -> list[SourceText]:
    if form in BOXES:
        from corpus.reading.boxes.reader import read_boxes

        return with_doubts([_closed_up(read_boxes(opened(data, file), form, file))])
    if form == "pdf":
        from corpus.reading.pdf.reader import read_pdf

        text = read_pdf(data, file)
        typed = lift_typed(text)
        return with_doubts([_closed_up(text if typed is text else with_whole_words(typed))])
    if form in BINARY:
        return with_doubts([_put_right(text) for text in read_packed(data, form, file)])
    raw, encoding = decode(data, file)
    refuse_long(len(raw), file)
    texts = read_marked(data, raw, form, file) if form in MARKED else _texts(raw, form, file)
    return with_doubts([_put_right(text) for text in texts], raw, encoding)


def _put_right(text: SourceText) -> SourceText:
    """Do what every text needs that was no page of print: line numbers and page marks lifted, words made whole."""
    marked = lift_line_ends(lift_mixed(lift_pages(without_line_numbers(text))))
    return _closed_up(with_whole_words(with_settled_marks(marked)))


def _closed_up(text: SourceText) -> SourceText:
    return replace(text, blocks=tuple(closed_up(block) for block in text.blocks))


def _texts(raw: str, form: Format, file: str) -> list[SourceText]:
    if form == "wordpress":
        from corpus.reading.wordpress import read_posts

        return read_posts(raw, file)
    if form == "html":
        from corpus.reading.html.page import read_html

        page = read_html(raw, file)
        if _FRAMES.search(raw) and sum(len(block.text.split()) for block in page.blocks) < FEW_WORDS:
            raise SourceRefusedError(Note("page-of-frames", name=file), Note("give-frames"))
        return [page]
    return [read_unnumbered(raw, lambda bare: _read_pages(bare, file))]


def _read_pages(raw: str, file: str) -> SourceText:
    """Read a plain text with its pages, by whatever marks them."""
    from corpus.reading.html.page_names import page_markup
    from corpus.reading.markdown.reader import is_markdown, read_markdown
    from corpus.reading.printed import pages_printed, read_printed

    def read_lines(raw: str) -> SourceText:
        return read_markdown(raw, file, plain=not is_markdown(raw))

    if named := page_markup(raw):
        return read_signed(raw, named, read_lines)
    fed = "\f" in raw
    if fed and pages_printed(raw):
        return read_printed(raw, file)
    numbered, signs = page_lines(raw.split("\n")), page_signs(raw)
    if fed:
        return doubted(read_lines(raw), raw, numbered, signs)
    found = clear_lines(numbered, signs)
    if not found and (ended := read_line_ends(raw, read_lines)):
        return ended
    # Numbers that say nothing of pages stand in texts made from print, whose running heads and hyphens need more.
    bare = found.kind in ("bare", "signed") if found else not (signs and signs.clear and signs.leaves)
    if bare and pages_printed(raw) >= (len(numbered.labels) if numbered else 1):
        return read_printed(raw, file)
    if found:
        return read_paged(raw, found, read_lines)
    if signs and signs.clear:
        return read_signed(raw, signs, read_lines)
    return doubted(read_lines(raw), raw, numbered, signs)
