"""Records of invented people, made to documents as a run makes them, or to the turns of an edition of the specimen."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.catalogue.catalogue import load
from corpus.editions.turns import EditionTurns, edition_turns
from corpus.ingest.made import MadeText
from corpus.ingest.texts import documents
from corpus.model.turns import Turn
from corpus.reading import formats
from corpus.storage.sources import SourceFile

TITLE = "Протокол допроса П. К. Лампина"


def made_record(body: str, title: str = TITLE, ext: str = "html", *, year: int | None = 1935) -> MadeText:
    """Make a document of the body of a page, or of a whole text in another format, with the catalogue of the trials."""
    if ext == "html":
        body = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    data = body.encode()
    [source] = formats.read(data, ext, f"page.{ext}")
    file = SourceFile(f"page.{ext}", "", len(data), ext, "added", document="page", kind="cited", year=year)
    [text] = documents("page", [(file, source)], load("main"))
    return text


def made_edition(text: str, lang: str = "en") -> EditionTurns:
    """Make the turns of a text file that is the specimen's edition in a language."""
    [source] = formats.read(text.encode(), "text", "a.txt")
    specimen = load("specimen")
    return edition_turns([(source, None)], specimen.edition(f"{lang}-specimen"), specimen)


def record(paragraphs: Sequence[str], title: str = TITLE) -> list[Turn]:
    """Give the turns of a record of these paragraphs behind its title."""
    text = made_record("".join(f"<p>{line}</p>" for line in paragraphs), title)
    return [turn for turn in text.turns if turn.kind != "heading"]
