"""The ingest run: every source is read, every text segmented, editions aligned, and the library replaced.

One bad file never stops the others: it is reported, and what it held before goes with it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from corpus import generations, reading
from corpus.blocks import LeftOut, SourceText
from corpus.catalogue import Catalogue, load
from corpus.editions import edition_turns
from corpus.errors import HomeError, TrialsError
from corpus.home import Home
from corpus.labels import Vocabulary
from corpus.model import TextInfo, Turn
from corpus.sources import SourceFile, data_of, read_sources, state
from corpus.store import write_library
from corpus.words import forms

NOBODY_SPEAKS = "no speaker was recognised in it: is it this edition, in this language, with a good text layer?"
"""Doubt about an edition without a single label; it is taken in, since an excerpt may have none."""

Progress = Callable[[int, int, str], None]


@dataclass
class Report:
    """What a run did. ``refused`` are files that could not be read, with the reason."""

    texts: list[TextInfo] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    pairs: int = 0
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Give the report as it is kept in the library: without times, so that equal runs give equal bytes."""
        return {
            "texts": self.entries,
            "refused": [{"file": file, "reason": reason} for file, reason in self.refused],
            "pairs": self.pairs,
        }


@dataclass(frozen=True, slots=True)
class _Text:
    info: TextInfo
    turns: tuple[Turn, ...]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[str, ...]


def is_current(home: Home) -> bool:
    """Whether the library was made from the sources as they are now."""
    place = generations.current(home.library)
    return place is not None and generations.manifest(place).get("sources") == state(home)


def ingest(home: Home, progress: Progress | None = None) -> Report:
    """Read all sources of a home into its library.

    Raises HomeError where there are no sources, or none of them could be read.
    """
    begun = time.monotonic()
    catalogue = load(home.catalogue)
    report = Report()
    files = sorted(read_sources(home), key=lambda f: (f.edition or "", f.document or "", f.origin, f.order, f.name))
    if not files:
        raise HomeError(f"The home {home.path} has no sources yet.",
                        "Bring the public ones with `trials fetch`, or your own with `trials add PATH`.")
    read = _read_all(home, files, report, progress)
    texts = _editions(read, catalogue) + _documents(read, catalogue)
    if not texts:
        file, reason = report.refused[0] if report.refused else ("", "no text in them")
        raise HomeError(f"None of the {len(files)} sources could be read; the first, {file}: {reason}",
                        "The library is as it was.")
    from corpus.align import align_library

    pairs = align_library([(text.info, text.turns) for text in texts], catalogue)
    report.pairs = len(pairs)
    for text in texts:
        report.texts.append(text.info)
        report.entries.append(_entry(text))
    write_library(home, [(text.info, text.turns) for text in texts], pairs, report.to_json(), state(home))
    report.seconds = time.monotonic() - begun
    return report


def _read_all(
    home: Home, files: Sequence[SourceFile], report: Report, progress: Progress | None
) -> list[tuple[SourceFile, SourceText]]:
    out: list[tuple[SourceFile, SourceText]] = []
    for number, file in enumerate(files):
        if progress:
            progress(number, len(files), file.name)
        try:
            texts = reading.read(data_of(home, file), file.format, file.name)
        except TrialsError as error:
            report.refused.append((file.name, str(error)))
            continue
        wanted = (text for text in texts if file.slug is None or text.slug == file.slug)
        out.extend((file, replace(text, url=file.url or text.url)) for text in wanted)
    if progress:
        progress(len(files), len(files), "")
    return out


def _editions(read: Sequence[tuple[SourceFile, SourceText]], catalogue: Catalogue) -> list[_Text]:
    """Make the editions in the catalogue's order.

    Where fetched and added files hold the same sitting, they are two copies: the added ones become a text of
    their own, so that nothing is counted twice under one name.
    """
    out: list[_Text] = []
    for edition in catalogue.editions.values():
        own = [(f, t) for f, t in read if f.edition == edition.id]
        if not own:
            continue
        groups = [[(f, t) for f, t in own if f.origin == origin] for origin in ("fetched", "added")]
        made = [_edition(group, edition.id, catalogue) for group in groups if group]
        if len(made) == 2 and not set(made[0].info.sittings) & set(made[1].info.sittings):
            made = [_edition(own, edition.id, catalogue)]
        out.append(made[0])
        out.extend(_as_copy(copy) for copy in made[1:])
    return [text for text in out if text.turns]


def _edition(group: Sequence[tuple[SourceFile, SourceText]], name: str, catalogue: Catalogue) -> _Text:
    edition = catalogue.edition(name)
    made = edition_turns([(text, file.sitting) for file, text in group if text.blocks], edition, catalogue)
    bare = tuple(item for _, text in group if not text.blocks for item in text.left_out)
    info = TextInfo(
        id=edition.id, kind="transcript", lang=edition.lang, title=edition.title, trial=edition.trial,
        author=edition.editor, year=edition.year, publisher=edition.publisher, place=edition.place,
        rights=edition.rights, note=edition.note_en,
        url=next((file.url for file, _ in group if file.url), None),
    )
    doubts = made.doubts if any(turn.label for turn in made.turns) else (*made.doubts, NOBODY_SPEAKS)
    return _Text(_counted(info, group, made.turns), made.turns, (*bare, *made.left_out), doubts)


def _as_copy(text: _Text) -> _Text:
    name = f"{text.info.id}.own"
    turns = tuple(
        replace(t, text_id=name, ref=t.ref.replace(text.info.id, name, 1)) for t in text.turns
    )
    doubt = f"{text.info.id} is held twice: the user's own copy is {name}"
    return replace(text, info=replace(text.info, id=name), turns=turns, doubts=(*text.doubts, doubt))


def _documents(read: Sequence[tuple[SourceFile, SourceText]], catalogue: Catalogue) -> list[_Text]:
    from corpus.documents import detect_kind, document_title, document_turns

    vocabulary = Vocabulary(catalogue, None, interrogation=True)
    out: list[_Text] = []
    for file, text in read:
        if file.document is None:
            continue
        kind = "cited" if file.kind == "cited" else "citing" if file.kind == "citing" else detect_kind(text)
        turns, doubts = document_turns(text, file.document, kind, file.lang, vocabulary)
        if not turns:
            continue
        info = TextInfo(
            id=file.document, kind=kind, lang=file.lang or _main_language(turns),
            title=file.title or document_title(text) or file.document, author=text.author,
            year=int(text.date[:4]) if text.date and text.date[:4].isdigit() else None, url=text.url,
        )
        found = tuple(turns)
        out.append(_Text(_counted(info, [(file, text)], found), found, text.left_out, (*text.doubts, *doubts)))
    return out


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
        paged="printed" if "printed" in bases else "sequence" if "sequence" in bases else "none",
    )


def _entry(text: _Text) -> dict[str, Any]:
    """Give the report on one text: counts, what was left out, what is doubtful or inferred."""
    kinds: dict[str, int] = {}
    for turn in text.turns:
        kinds[turn.kind] = kinds.get(turn.kind, 0) + 1
    return {
        "id": text.info.id,
        "files": list(text.info.files),
        "turns": text.info.turns,
        "kinds": kinds,
        "words": text.info.words,
        "label_words": sum(len(forms(turn.label or "")) for turn in text.turns),
        "left_out_words": sum(len(forms(item.text)) for item in text.left_out),
        "left_out": [
            {"kind": i.kind, "text": i.text, "start": i.start, "end": i.end, "sheet": i.sheet} for i in text.left_out
        ],
        "doubts": list(text.doubts),
        "unknown_speakers": [t.ref for t in text.turns if t.label and not t.speaker and not t.role],
        "inferred": [{"ref": t.ref, "what": what, "why": why} for t in text.turns for what, why in t.inferred],
    }
