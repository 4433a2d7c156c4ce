"""Reads the export of a WordPress site (WXR): its posts and pages, with offsets into the file.

Format: RSS 2.0 with the namespace http://wordpress.org/export/1.2/; each ``item`` has ``title``, ``link``,
``wp:post_name``, ``wp:post_date``, ``wp:post_type``, ``wp:status`` and ``content:encoded``, whose paragraphs may be set
apart by blank lines alone (https://developer.wordpress.org/reference/functions/wpautop/).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from corpus.errors import SourceRefusedError
from corpus.model.blocks import Block, SourceText
from corpus.model.notes import Note
from corpus.model.offsets import TextBuilder
from corpus.reading.books.events import events, local
from corpus.reading.books.shortcodes import lift_shortcodes
from corpus.reading.html.page import read_html
from corpus.reading.html.tokens import Token

TITLES_SHOWN = 5
"""Drafts that are named; of more the number is told."""

_NO_TEXT = frozenset({"attachment", "revision", "nav_menu_item", "custom_css", "customize_changeset", "oembed_cache",
                      "user_request"})
"""Kinds of items that hold no text of the site, beside those of the program itself, which begin with ``wp_``.

A site may have kinds of its own.
"""

_FIELDS = frozenset({"title", "link", "post_name", "post_date", "post_type", "status", "encoded", "creator"})
_BLANK = re.compile(r"\n[ \t\r]*\n\s*|\r?\n")
_PARAGRAPH = re.compile(r"<p[\s>]", re.I)


@dataclass
class _Item:
    """A post being read: the pieces of each of its fields, and its categories and tags by their domain."""

    fields: dict[str, list[Token]] = field(default_factory=dict)
    terms: dict[str, list[str]] = field(default_factory=dict)

    def value(self, name: str) -> str | None:
        """Give what a field says, None where it is missing or empty."""
        return "".join(piece.value for piece in self.fields.get(name, ())).strip() or None


def read_wxr(raw: str, file: str) -> list[SourceText]:
    """Read every post and page that was published; the first says which are none yet.

    Raises SourceRefusedError where there is none.
    """
    texts: list[SourceText] = []
    unpublished: list[str] = []
    item: _Item | None = None
    name = domain = ""
    for token in events(raw):
        if token.kind == "start":
            item = _Item() if token.value == "item" else item
            # Excerpts bear the local name of the content too.
            name = "excerpt" if raw.startswith("<excerpt:", token.at) else token.value
            if item is not None and name == "category":
                domain = local(token, "domain")
                item.terms.setdefault(domain, []).append("")
        elif token.kind == "end":
            if token.value == "item" and item is not None:
                if _is_text(item):
                    texts.append(_post(item, raw, file))
                elif _is_draft(item):
                    unpublished.append(item.value("title") or item.value("post_name") or "–")
                item = None
            name = ""
        elif item is not None and name == "category":
            item.terms[domain][-1] += token.value
        elif item is not None and name in _FIELDS:
            item.fields.setdefault(name, []).append(token)
    if not texts:
        raise SourceRefusedError(Note("wxr-no-posts", name=file), Note("export-posts"))
    if unpublished:
        said = Note("posts-unpublished", count=len(unpublished), titles=tuple(unpublished[:TITLES_SHOWN]))
        texts[0] = replace(texts[0], doubts=(*texts[0].doubts, said))
    return texts


def _is_text(item: _Item) -> bool:
    return _is_written(item) and item.value("status") in ("publish", None)


def _is_draft(item: _Item) -> bool:
    return _is_written(item) and item.value("status") not in ("publish", None)


def _is_written(item: _Item) -> bool:
    kind = item.value("post_type") or ""
    return kind not in _NO_TEXT and not kind.startswith("wp_") and bool(item.value("encoded"))


def _post(item: _Item, raw: str, file: str) -> SourceText:
    """Read one post: its title as a heading, its content as HTML, as posts of the JSON interface are."""
    blocks = [replace(block, kind="heading", level=1) for block in _read(item.fields.get("title", []), file)]
    content, codes = lift_shortcodes(_read(item.fields["encoded"], file))
    return SourceText(
        file, (*blocks, *content), raw, " ".join(block.text for block in blocks), slug=item.value("post_name"),
        url=item.value("link"), date=item.value("post_date"), author=item.value("creator"),
        left_out=tuple(codes), collections=tuple(item.terms.get("category", ())),
        tags=tuple(item.terms.get("post_tag", ())),
    )


def _read(pieces: list[Token], file: str) -> list[Block]:
    """Read pieces of markup as one page of HTML, every character with its place in the file."""
    builder = TextBuilder()
    plain = not any(_PARAGRAPH.search(piece.value) for piece in pieces)
    for piece in pieces:
        if piece.end - piece.at != len(piece.value):
            builder.add(piece.value, piece.at, piece.end - piece.at)
        elif plain:
            _paragraphs(builder, piece)
        else:
            builder.add(piece.value, piece.at)
    markup, outer = builder.build()
    blocks = read_html(markup, file, navigation=False).blocks
    return [replace(block, offsets=block.offsets.through(outer)) for block in blocks]


def _paragraphs(builder: TextBuilder, piece: Token) -> None:
    """Add a text whose paragraphs are set apart by blank lines, and its lines by line ends."""
    place = 0
    for gap in _BLANK.finditer(piece.value):
        builder.add(piece.value[place : gap.start()], piece.at + place)
        builder.insert("<p>" if gap.group().count("\n") > 1 else "<br>")
        place = gap.end()
    builder.add(piece.value[place:], piece.at + place)
