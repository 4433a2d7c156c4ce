"""Adding the user's own files: editions, cited and citing documents."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from corpus.acquisition.trees import PassedOver, files_below
from corpus.catalogue.catalogue import Catalogue
from corpus.documents.rules import known_languages
from corpus.errors import HomeError, SourceRefusedError, TrialsError, UnknownNameError, WrongUseError
from corpus.limits import MAX_NAME_BYTES
from corpus.model.blocks import Format
from corpus.model.turns import TextKind
from corpus.reading import formats as reading
from corpus.reading.memory import Readings
from corpus.reading.page_files import page_number, page_places
from corpus.storage.home import Home
from corpus.storage.names import printable, safe_name, same_on_disk
from corpus.storage.source_list import SourceList
from corpus.storage.sources import OWN_NAMES, SourceFile, identifier

PAGES_SHARE = 0.5
"""Share of the files of a kind in a folder that are pages of one text at least, where some are."""

_IDENTIFIER = re.compile(r"[^\W_A-ZА-ЯЁ](?:[^\WA-ZА-ЯЁ]|-){0,79}")


@dataclass
class Added:
    """What became of the files: kept, already there, refused with the reason, left out of a folder unread."""

    kept: list[SourceFile] = field(default_factory=list)
    unchanged: list[SourceFile] = field(default_factory=list)
    refused: list[tuple[Path, TrialsError]] = field(default_factory=list)
    left_out: list[PassedOver] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the user says of a document's author, its publication and its ``day`` (ISO); it wins over what is found."""

    author: str | None = None
    year: int | None = None
    publisher: str | None = None
    published_in: str | None = None
    day: str | None = None

    def given_fields(self) -> dict[str, Any]:
        """Give what is said, by the names of the fields of an entry."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user says of the files; ``reserved`` are names that the caller lets no document have."""

    edition: str | None = None
    document: str | None = None
    kind: TextKind | None = None
    title: str | None = None
    lang: str | None = None
    reserved: frozenset[str] = frozenset()
    imprint: Imprint = field(default_factory=Imprint)


class Recogniser(Protocol):
    """What recognises scans: :class:`corpus.recognition.scans.Scanner` is one. ``name`` says engine and models."""

    @property
    def name(self) -> str:
        """Engine and models."""

    def takes(self, data: bytes) -> bool:
        """Say whether a file can be recognised."""

    def read(self, data: bytes, file: str) -> bytes:
        """Give the hOCR of a file. Raises SourceRefusedError."""


@dataclass(frozen=True, slots=True)
class _Text:
    """An entry with the file's bytes, and what was recognised on it."""

    entry: SourceFile
    data: bytes
    hocr: bytes | None = None


def add(
    home: Home, catalogue: Catalogue, paths: Sequence[Path], wanted: Wanted, recogniser: Recogniser | None = None
) -> Added:
    """Register files and folders. Each file is read first, so that a refused one changes nothing.

    With a ``recogniser`` scans are recognised, and what it gives is kept beside them; a scan that it has read is not
    read again.

    Raises UnknownNameError for an unknown edition, WrongUseError for options that exclude each other, and
    SourceRefusedError where no file at all could be taken.
    """
    _check(wanted, catalogue)
    _check_outside(home, paths)
    result = Added()
    files = [file for path in paths for file in _files(home, path, result)]
    folders = _page_folders(files)
    of_folders: dict[Path, str] = {}
    with Readings(home) as readings, SourceList(home) as sources:
        before = {file.key: file.order for file in sources.files if file.edition and file.edition == wanted.edition}
        taken: list[SourceFile] = []
        for order, path in enumerate(files):
            try:
                if recogniser and (held := _recognised(sources, path, recogniser.name, wanted)):
                    result.unchanged.append(held)
                    taken.append(held)
                    continue
                folder = folders.get(path)
                for text in _entries(readings, path, wanted, order, recogniser, folder):
                    document = of_folders.get(folder) if folder else None
                    entry = _take(sources, text.entry, text.data, wanted, result, document, page=folder is not None)
                    if folder and entry.document:
                        of_folders[folder] = entry.document
                    if recogniser and text.hocr is not None:
                        entry = sources.keep_hocr(entry, text.hocr, recogniser.name)
                    taken.append(entry)
            except (HomeError, WrongUseError):
                raise
            except TrialsError as error:
                result.refused.append((path, error))
        if wanted.edition:
            _arrange(sources, wanted.edition, [file.key for file in taken], before)
    if not result.kept and not result.unchanged:
        _nothing(paths, result)
    return result


def _check_outside(home: Home, paths: Sequence[Path]) -> None:
    """Refuse what lies in the home itself: adding it would make two sources of one."""
    for path in paths:
        if any(_real(path).is_relative_to(_real(own)) for own in (home.sources, home.library, home.index)):
            raise WrongUseError(f"{path} is the home's own copy.", "Add the file from where you keep it.")


def _take(
    sources: SourceList, entry: SourceFile, data: bytes, wanted: Wanted, result: Added, document: str | None = None,
    *, page: bool = False,
) -> SourceFile:
    """Keep one text, unless it is here already, described as it is described now; give its entry.

    A ``page`` is one of many files of a document: of ``document`` where pages of it came before.
    """
    mark = hashlib.sha256(data).hexdigest()
    held = _same(sources.sharing(entry.place, entry.name, mark), entry, mark, wanted, by_words=not page)
    if held and held.sha256 == mark and _described(held, wanted):
        result.unchanged.append(held)
        return held
    if held:
        entry = replace(entry, name=held.name, document=held.document, kind=wanted.kind or held.kind,
                        title=wanted.title or held.title, lang=wanted.lang or held.lang,
                        **{**_imprint_of(held), **wanted.imprint.given_fields()})
    else:
        if any(same_on_disk(file.name) == same_on_disk(entry.name) and file.place != entry.place
               for file in sources.sharing(same_on_disk(entry.name))):
            folder, _, name = entry.name.rpartition("/")
            entry = replace(entry, name=f"{folder}/{(entry.place or mark)[:8]}-{name}")
        if entry.document and document:
            entry = replace(entry, document=document)
        elif entry.document:
            entry = replace(entry, document=_free(entry.document, sources, wanted))
    result.kept.append(sources.keep(entry, data))
    return result.kept[-1]


def _recognised(sources: SourceList, path: Path, engine: str, wanted: Wanted) -> SourceFile | None:
    """Give the entry of a scan that this engine has read, None where there is none or it is described otherwise."""
    place = _place(path)
    own = [file for file in sources.sharing(place) if file.place == place and file.recogniser == engine
           and file.edition == wanted.edition and wanted.document in (None, file.document)]
    if not own:
        return None
    same = own[0].sha256 == hashlib.sha256(reading.load(path)).hexdigest()
    return own[0] if same and _described(own[0], wanted) else None


def _same(
    files: Sequence[SourceFile], entry: SourceFile, mark: str, wanted: Wanted, *, by_words: bool = True
) -> SourceFile | None:
    """Give the entry that a file, or a post in it, has already among ``files``; None for a file that is new.

    It is the same by its place on the user's disk, or by its name where the words are the same too or the place was
    not noted, as an older version did not; a document also by its words alone, unless not ``by_words``, as pages of one
    document may be alike.
    """
    def alike(file: SourceFile) -> bool:
        if (file.edition, file.slug) != (entry.edition, entry.slug):
            return False
        if file.place and file.place == entry.place:
            return wanted.document is None or (file.document or "").startswith(wanted.document)
        if file.key == entry.key:
            return file.place is None or file.sha256 == mark
        return bool(by_words and entry.document and not wanted.document and file.sha256 == mark
                    and (file.document or "").startswith(entry.document))

    return next((file for file in files if alike(file)), None)


def _arrange(
    sources: SourceList, edition: str, batch: Sequence[tuple[str, str | None]],
    before: dict[tuple[str, str | None], int],
) -> None:
    """Number the files of an edition in reading order: those of this run stand together, in their order.

    They stand where the first of them stood that was here before, else behind all others: a second volume follows
    the first, and a folder that has got another page keeps its place.
    """
    own = {file.key: file for file in sources.files if file.edition == edition and file.origin == "added"}
    taken = dict.fromkeys(batch)
    others = sorted((file for key, file in own.items() if key not in taken), key=lambda file: file.order)
    first = min((before[key] for key in taken if key in before), default=None)
    place = len(others) if first is None else sum(file.order < first for file in others)
    now = [own[key] for key in taken]
    for order, file in enumerate([*others[:place], *now, *others[place:]]):
        sources.describe(replace(file, order=order))


def _described(held: SourceFile, wanted: Wanted) -> bool:
    """Whether what the user says of the files is what the list says."""
    said = ((wanted.kind, held.kind), (wanted.title, held.title), (wanted.lang, held.lang),
            *((value, getattr(held, name)) for name, value in wanted.imprint.given_fields().items()))
    return all(given in (None, known) for given, known in said)


def _imprint_of(held: SourceFile) -> dict[str, Any]:
    return {one.name: getattr(held, one.name) for one in fields(Imprint)}


def _free(name: str, sources: SourceList, wanted: Wanted) -> str:
    """Give an identifier that no other file has: the name itself, or numbered where the user did not give it so."""
    free = sources.free_document(name)
    if free != name and name == wanted.document:
        raise WrongUseError(f"The document {name!r} is here already, from another file.",
                            f"Choose another --document, or take the old one out with `trials remove {name}`.")
    return free


def remove(home: Home, names: Sequence[str]) -> list[SourceFile]:
    """Take editions and documents out of the sources, with the home's copies of their files.

    Gives what went. Raises UnknownNameError, and then changes nothing, where one of them is not held.
    """
    with SourceList(home) as sources:
        held = dict.fromkeys(name for f in sources.files for name in (f.edition, f.document) if name)
        for name in names:
            if name not in held:
                raise UnknownNameError(f"No source of {name!r} is held.", f"Held are: {', '.join(held) or 'none'}.")
        gone = [f for f in sources.files if f.edition in names or f.document in names]
        sources.drop(gone)
    return gone


def _check(wanted: Wanted, catalogue: Catalogue) -> None:
    """Refuse options that exclude each other, and an identifier that is none or is taken."""
    if wanted.edition and wanted.imprint.given_fields():
        raise WrongUseError("The catalogue says who published an edition: --edition excludes --author, --year, "
                            "--publisher, --place and --date.", "Leave them out.")
    if wanted.edition and (wanted.document or wanted.kind):
        raise WrongUseError("An edition is no document: --edition excludes --document and --kind.",
                            "Leave one of them out.")
    _check_language(wanted, catalogue)
    if wanted.document and not (
        _IDENTIFIER.fullmatch(wanted.document) and len(wanted.document.encode()) <= MAX_NAME_BYTES
    ):
        raise WrongUseError(f"{wanted.document!r} is no identifier.",
                            f"Use up to 80 lower-case letters, digits and hyphens, of {MAX_NAME_BYTES} bytes at most.")
    if wanted.document in OWN_NAMES | wanted.reserved | catalogue.editions.keys():
        raise WrongUseError(f"{wanted.document!r} is taken.", "Choose another --document identifier.")


def _check_language(wanted: Wanted, catalogue: Catalogue) -> None:
    """Refuse a language that no text of the program is in, or another one than the edition's."""
    edition = catalogue.edition(wanted.edition) if wanted.edition else None
    known = known_languages() | {one.lang for one in catalogue.editions.values()}
    if wanted.lang is not None and wanted.lang not in known:
        raise WrongUseError(f"{wanted.lang[:40]!r} is no language known here.",
                            f"Known are: {', '.join(sorted(known))}. Without --lang the language is found out.")
    if edition and wanted.lang not in (None, edition.lang):
        raise WrongUseError(f"The edition {edition.id} is in another language ({edition.lang}).", "Leave --lang out.")


def _nothing(paths: Sequence[Path], result: Added) -> None:
    if result.refused:
        first = result.refused[0][1]
        more = f" ({len(result.refused)} files were refused.)" if len(result.refused) > 1 else ""
        raise SourceRefusedError(first.message + more, first.advice)
    named = ", ".join(str(path) for path in paths)
    raise SourceRefusedError(f"There is no text in {named}.",
                             "Give files with text in them, or a folder of them; the manual lists the formats.")


def _files(home: Home, path: Path, result: Added) -> list[Path]:
    """Give the files to read: the path itself, or a folder's files in the order of its contents page.

    A home within the folder is left out: what it holds was taken from elsewhere.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - a name too long for any disk is none, and no error
        if not os.path.exists(path):  # noqa: PTH110
            result.refused.append((path, SourceRefusedError(f"{path} does not exist.", "Check the spelling.")))
            return []
        return [path]
    own = (home.path, home.sources, home.library, home.index, home.overrides, home.own_catalogue)
    found, left_out = files_below(path, own)
    result.left_out.extend(left_out)
    return found


def _page_folders(files: Sequence[Path]) -> dict[Path, Path]:
    """Give the folder of each file that is one page of many there, as their names count them.

    The pages are files of one kind; others that lie beside them, as a cover or a list, are texts of their own.
    """
    out: dict[Path, Path] = {}
    for _, group in groupby(sorted(files, key=_kind_of), key=_kind_of):
        alike = list(group)
        pages = [file for file in alike if page_number(file.name) is not None] or alike
        if page_places([page.name for page in pages]) and len(pages) >= PAGES_SHARE * len(alike):
            out.update((page, page.parent) for page in pages)
    return out


def _kind_of(file: Path) -> tuple[Path, str]:
    return file.parent, file.suffix.lower()


def _entries(
    readings: Readings, path: Path, wanted: Wanted, order: int, recogniser: Recogniser | None,
    folder: Path | None = None,
) -> Iterator[_Text]:
    """Read a file and give an entry for each text in it, with the bytes. A file of an edition is one entry, whatever it
    holds; of a document with several texts, as a list of posts, each is a document of its own.

    The files of a ``folder`` of pages are one document, called as it is."""
    data = reading.load(path)
    shown, hocr = printable(path.name), None
    form: Format
    if recogniser is not None and recogniser.takes(data):
        hocr = recogniser.read(data, shown)
        form = "pdf" if b"%PDF-" in data[:1024] else "picture"
        texts = readings.read(hocr, "hocr", shown)
    else:
        form = reading.sniff(data, shown)
        texts = readings.read(data, form, shown)
    base = SourceFile("", "", len(data), form, "added", lang=wanted.lang, title=wanted.title, order=order,
                      place=_place(path), **wanted.imprint.given_fields())
    if wanted.edition:
        name = f"added/{wanted.edition}/{_kept_name(path)}"
        index = form == "html" and not texts[0].blocks
        yield _Text(replace(base, name=name, edition=wanted.edition, index=index), data, hocr)
        return
    if form == "html" and not texts[0].blocks:
        raise SourceRefusedError(f"{path} holds no text of its own.", "Give the pages that it leads to.")
    many = len(texts) > 1
    paged = folder is not None and not many
    called = identifier(_real(folder).name if folder and paged else path.name, wanted.reserved)
    name = f"added/{wanted.document or called}/{_kept_name(path)}"
    for number, text in enumerate(texts, 1):
        title = (text.slug or f"{path.stem}-{number}") if many else path.name
        own = wanted.document or (called if paged else identifier(title, wanted.reserved))
        if wanted.document and many:
            own = f"{wanted.document}-{number}"
        elif wanted.document and not paged and order:
            own = f"{wanted.document}-{order + 1}"
        slug = text.slug if many else None
        entry = replace(base, name=name, document=own, kind=wanted.kind, slug=slug, url=text.url)
        yield _Text(entry, data, hocr)


def _kept_name(path: Path) -> str:
    """Give a safe file name that tells where a file came from: its folder and its own name."""
    return safe_name(f"{printable(_real(path).parent.name)}-{printable(path.name)}")


def _place(path: Path) -> str:
    """Give a mark of where the user keeps a file, which says nothing about it: files of one name stay apart by it."""
    return hashlib.sha256(os.fsencode(_real(path))).hexdigest()[:16]


def _real(path: Path) -> Path:
    """Give a path without the links in it, also where they lead round in a circle or nowhere."""
    return Path(os.path.realpath(path))
