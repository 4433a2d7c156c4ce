"""From files as read to texts: an edition of all its files, documents one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.catalogue.catalogue import Catalogue
from corpus.description.answers import with_answers
from corpus.description.dating import day_doubts
from corpus.description.describe import StatedFact, describe
from corpus.editions.later import with_later_words
from corpus.editions.turns import EditionTurns, edition_turns
from corpus.ingest.made import MadeText
from corpus.ingest.page_files import PageFiles, Read, in_order, page_files
from corpus.language.words import forms
from corpus.model.blocks import SourceText
from corpus.model.description import Description
from corpus.model.lines import placed, with_lines
from corpus.model.notes import Note
from corpus.model.turns import Basis, TextInfo, Turn
from corpus.speakers.labels import LabelVocabulary
from corpus.storage.sources import SourceFile
from corpus.unspoken.closing import closes_record

if TYPE_CHECKING:
    from corpus.names.table import NameTable

NOBODY_SPEAKS = Note("nobody-speaks")
"""Doubt about an edition without a single label; it is taken in, since an excerpt may have none."""

BASES: tuple[Basis, ...] = ("printed", "sequence", "estimated")
"""How pages are known, the best first: that of the best page stands for the text."""


def editions(name: str, read: Read, catalogue: Catalogue) -> list[MadeText]:
    """Make an edition of its files, with its second copy.

    Where fetched and added files hold the same sitting, they are two copies: the added ones become a text of
    their own, so that nothing is counted twice under one name.
    """
    groups = [[(f, t) for f, t in read if f.origin == origin] for origin in ("fetched", "added")]
    made = [_edition(group, name, catalogue) for group in groups if group]
    if len(made) == 2 and not set(made[0].info.sittings) & set(made[1].info.sittings):
        made = [_edition(read, name, catalogue)]
    return [text for text in (*made[:1], *map(_as_copy, made[1:])) if text.turns]


def _edition(group: Sequence[tuple[SourceFile, SourceText]], name: str, catalogue: Catalogue) -> MadeText:
    """Make the text of an edition from its files, with what was left out of those that held nothing else."""
    edition = catalogue.edition(name)
    paged = page_files(group)
    if paged:
        files = [(paged.text, group[0][0].sitting)]
    else:
        files = [(text, file.sitting) for file, text in group if text.blocks]
    made = edition_turns(files, edition, catalogue)
    if paged:
        made = EditionTurns(
            paged.turns(made.turns), (*paged.left_out, *paged.omissions(made.left_out)),
            (*paged.notes, *paged.doubts(made.doubts)),
        )
    bare = tuple(item for _, text in group if not paged and not text.blocks for item in placed(text.left_out, text))
    info = TextInfo(
        id=edition.id, kind="transcript", lang=edition.lang, title=edition.title, trial=edition.trial,
        author=edition.editor, year=edition.year, publisher=edition.publisher, place=edition.place,
        rights=edition.rights, note=edition.note_en,
        url=next((file.url for file, _ in group if file.url), None),
    )
    doubts = made.doubts if any(turn.label for turn in made.turns) else (*made.doubts, NOBODY_SPEAKS)
    turns = with_lines(made.turns, {text.file: text.raw for _, text in group})
    return MadeText(_counted(info, group, turns), turns, (*bare, *made.left_out), doubts)


def _as_copy(text: MadeText) -> MadeText:
    name = f"{text.info.id}.own"
    turns = tuple(
        replace(t, text_id=name, ref=t.ref.replace(text.info.id, name, 1)) for t in text.turns
    )
    doubt = Note("edition-held-twice", edition=text.info.id, copy=name)
    return replace(text, info=replace(text.info, id=name), turns=turns, doubts=(*text.doubts, doubt))


def documents(name: str, group: Read, catalogue: Catalogue) -> list[MadeText]:
    """Make the documents of the files that bear one name: each of one text, or of a folder of files of one page."""
    from corpus.names.table import table_of

    table, vocabulary = table_of(catalogue), _vocabulary(catalogue)
    made = (_document(*document, table, vocabulary) for document in _apart(name, group))
    return [text for text in made if text is not None]


@lru_cache(maxsize=1)
def _vocabulary(catalogue: Catalogue) -> LabelVocabulary:
    return LabelVocabulary.of_documents(catalogue)


def _apart(name: str, group: Read) -> list[tuple[str, Read, PageFiles | None]]:
    """Give the files of a document together where each is a page of it, else each as a document of its own."""
    pages = in_order(group)
    if len(group) > 1 and (paged := page_files(pages)):
        return [(name, pages, paged)]
    return [(f"{name}-{number}" if number > 1 else name, [item], None) for number, item in enumerate(group, 1)]


def _document(
    name: str, group: Read, paged: PageFiles | None, table: NameTable, vocabulary: LabelVocabulary
) -> MadeText | None:
    """Make a document of its file, or of its files that are pages; None of one without words."""
    from corpus.documents.repeated import without_repeated
    from corpus.documents.same_names import with_namesakes_open
    from corpus.documents.turns import detect_kind, document_title, document_turns

    file, text = group[0][0], paged.text if paged else without_repeated(group[0][1])
    kind = "cited" if file.kind == "cited" else "citing" if file.kind == "citing" else detect_kind(text)
    title = file.title or document_title(text) or name
    stated = StatedFact(file.day, file.collections, file.tags, file.year)
    described = describe(text, title, stated, table, whole=kind == "cited")
    asked = described.questioned if kind == "cited" else ()
    names = vocabulary.with_people((one.speaker, one.name) for one in asked)
    made, doubts = document_turns(text, name, kind, file.lang, names)
    if not made:
        return None
    # A text that cites a trial shows by that which one its speakers are of.
    made, untold = with_namesakes_open(made, title, vocabulary, table) if kind == "cited" else (made, [])
    turns = paged.turns(made) if paged else made
    info = TextInfo(
        id=name, kind=kind, lang=file.lang or _main_language(turns), title=title,
        author=file.author or text.author, year=file.year or _year(described, text), publisher=file.publisher,
        place=file.published_in, url=text.url, description=described,
    )
    lined = with_lines(turns, {text.file: text.raw for _, text in group})
    found = with_answers(lined, described, table, whole=kind == "cited")
    found, later = _with_later_words(found, info.year) if kind == "cited" and info.year else (found, [])
    met = (*(doubt.placed(text.file) for doubt in text.doubts), *doubts, *untold, *day_doubts(title, described), *later)
    left_out = placed(text.left_out, text)
    if paged:
        met, left_out = (*paged.notes, *paged.doubts(met)), paged.left_out
    return MadeText(_counted(info, group, found), found, left_out, met)


def _with_later_words(turns: Sequence[Turn], year: int) -> tuple[tuple[Turn, ...], list[Note]]:
    """Mark what is later than a document of this year; its notes and closing lines are a later hand's in any case."""
    own = [turn for turn in turns if turn.kind != "note" and not closes_record(turn.text)]
    marked, doubts = with_later_words(own, year)
    by_ref = {turn.ref: turn for turn in marked}
    return tuple(by_ref.get(turn.ref, turn) for turn in turns), doubts


def _year(described: Description, text: SourceText) -> int | None:
    """Give the year of a document: of its day, else of the date that its file states."""
    stated = (described.day or text.date or "")[:4]
    return int(stated) if stated.isdigit() else None


def _main_language(turns: Sequence[Turn]) -> str:
    sizes: dict[str, int] = {}
    for turn in turns:
        sizes[turn.lang] = sizes.get(turn.lang, 0) + len(turn.text)
    return max(sizes, key=lambda lang: sizes[lang])


def _counted(
    info: TextInfo, group: Sequence[tuple[SourceFile, SourceText]], turns: Sequence[Turn]
) -> TextInfo:
    bases = {turn.page.basis for turn in turns}
    return replace(
        info,
        files=tuple(dict.fromkeys(file.name for file, _ in group)),
        turns=len(turns),
        words=sum(len(forms(turn.text)) for turn in turns),
        sittings=tuple(dict.fromkeys(turn.sitting for turn in turns if turn.sitting)),
        paged=next((basis for basis in BASES if basis in bases), "none"),
    )
