"""Adding the user's own files: editions, cited and citing documents."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.acquisition.entries import Recogniser, entries, page_folders, place_of, read, real_path
from corpus.acquisition.particulars import Wanted, check
from corpus.acquisition.trees import PassedOver, files_below
from corpus.catalogue.catalogue import Catalogue
from corpus.errors import HomeError, SourceRefusedError, TrialsError, UnknownNameError, WrongUseError
from corpus.model.notes import Note
from corpus.reading import formats as reading
from corpus.reading.memory import Readings
from corpus.storage.home import Home
from corpus.storage.names import same_on_disk
from corpus.storage.source_list import SourceList
from corpus.storage.sources import SourceFile


@dataclass
class Added:
    """What became of the files: kept, already there, refused with the reason, left out of a folder unread."""

    kept: list[SourceFile] = field(default_factory=list)
    unchanged: list[SourceFile] = field(default_factory=list)
    refused: list[tuple[Path, TrialsError]] = field(default_factory=list)
    left_out: list[PassedOver] = field(default_factory=list)


def add(
    home: Home, catalogue: Catalogue, paths: Sequence[Path], wanted: Wanted, recogniser: Recogniser | None = None
) -> Added:
    """Register files and folders. Each file is read first, so that a refused one changes nothing.

    With a ``recogniser`` scans are recognised, and what it gives is kept beside them; a scan that it has read is not
    read again.

    Raises UnknownNameError for an unknown edition, WrongUseError for options that exclude each other, and
    SourceRefusedError where no file at all could be taken.
    """
    check(wanted, catalogue)
    _check_outside(home, paths)
    result = Added()
    files = [file for path in paths for file in _files(home, path, result)]
    folders = page_folders(files)
    with Readings(home) as readings, SourceList(home) as sources:
        before = {file.key: file.order for file in sources.files if file.edition and file.edition == wanted.edition}
        run = _Run(sources, readings, wanted, recogniser, result, documents=_begun(sources, folders, wanted))
        for order, path in enumerate(files):
            try:
                run.take_file(path, order, folders.get(path))
            except (HomeError, WrongUseError):
                raise
            except TrialsError as error:
                result.refused.append((path, error))
        if wanted.edition:
            _arrange(sources, wanted.edition, [file.key for file in run.taken], before)
    if not result.kept and not result.unchanged:
        _nothing(paths, result)
    return result


@dataclass
class _Run:
    """Files coming into the list one after the other: ``taken`` are their entries, as far as it came."""

    sources: SourceList
    readings: Readings
    wanted: Wanted
    recogniser: Recogniser | None
    result: Added
    taken: list[SourceFile] = field(default_factory=list)
    documents: dict[Path, str] = field(default_factory=dict)
    """The document that a folder of pages is."""

    def take_file(self, path: Path, order: int, folder: Path | None) -> None:
        """Keep the texts of a file, of which ``folder`` is that of the pages it is one of. Raises TrialsError."""
        if self.recogniser and (held := _recognised(self.sources, path, self.recogniser.name, self.wanted)):
            self.result.unchanged.append(held)
            self.taken.append(held)
            return
        file = read(self.readings, path, self.recogniser)
        for entry in entries(file, path, self.wanted, order, folder):
            kept = self._take(entry, file.data, folder)
            if self.recogniser and file.hocr is not None:
                kept = self.sources.keep_hocr(kept, file.hocr, self.recogniser.name)
            self.taken.append(kept)

    def _take(self, entry: SourceFile, data: bytes, folder: Path | None) -> SourceFile:
        """Keep one text, unless it is here already, described as it is described now; give its entry."""
        mark = hashlib.sha256(data).hexdigest()
        sharing = self.sources.sharing(entry.place, entry.name, mark)
        held = _same(sharing, entry, mark, self.wanted, by_words=folder is None)
        if held and held.sha256 == mark and self.wanted.agrees(held):
            self.result.unchanged.append(held)
            kept = held
        else:
            described = self._updated_entry(entry, held) if held else self._new_entry(entry, mark, folder)
            kept = self.sources.keep(described, data)
            self.result.kept.append(kept)
        if folder and kept.document:
            self.documents[folder] = kept.document
        return kept

    def _updated_entry(self, entry: SourceFile, held: SourceFile) -> SourceFile:
        """Give the entry of a text that is here, in an older form or described otherwise."""
        return replace(entry, name=held.name, document=held.document, **self.wanted.joined(held))

    def _new_entry(self, entry: SourceFile, mark: str, folder: Path | None) -> SourceFile:
        """Give the entry of a text that is new under names that are free; pages of a folder are one document."""
        on_disk = same_on_disk(entry.name)
        if any(same_on_disk(file.name) == on_disk and file.place != entry.place
               for file in self.sources.sharing(on_disk)):
            parent, _, name = entry.name.rpartition("/")
            entry = replace(entry, name=f"{parent}/{(entry.place or mark)[:8]}-{name}")
        if not entry.document:
            return entry
        document = self.documents.get(folder) if folder else None
        return replace(entry, document=document or _free(entry.document, self.sources, self.wanted))


def _begun(sources: SourceList, folders: Mapping[Path, Path], wanted: Wanted) -> dict[Path, str]:
    """Give the documents that folders of pages are already, where some of their pages are here.

    So a run that was stopped goes on with its document, and a page that comes later joins the others.
    """
    out: dict[Path, str] = {}
    for path, folder in folders.items():
        place = place_of(path)
        for file in sources.sharing(place):
            if file.place == place and file.document and wanted.document in (None, file.document):
                out.setdefault(folder, file.document)
    return out


def _check_outside(home: Home, paths: Sequence[Path]) -> None:
    """Refuse what lies in the home itself: adding it would make two sources of one."""
    for path in paths:
        if any(real_path(path).is_relative_to(real_path(own)) for own in (home.sources, home.library, home.index)):
            raise WrongUseError(f"{path} is the home's own copy.", "Add the file from where you keep it.")


def _recognised(sources: SourceList, path: Path, engine: str, wanted: Wanted) -> SourceFile | None:
    """Give the entry of a scan that this engine has read, None where there is none or it is described otherwise."""
    place = place_of(path)
    own = [file for file in sources.sharing(place) if file.place == place and file.recogniser == engine
           and file.edition == wanted.edition and wanted.document in (None, file.document)]
    if not own:
        return None
    same = own[0].sha256 == hashlib.sha256(reading.load(path)).hexdigest()
    return own[0] if same and wanted.agrees(own[0]) else None


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


def _nothing(paths: Sequence[Path], result: Added) -> None:
    if result.refused:
        first, count = result.refused[0][1], len(result.refused)
        reason = Note("files-refused", first=first.reason, count=count) if count > 1 else first.reason
        raise SourceRefusedError(reason, first.remedy or "")
    raise SourceRefusedError(Note("no-text-in", names=tuple(map(str, paths))), Note("give-texts"))


def _files(home: Home, path: Path, result: Added) -> list[Path]:
    """Give the files to read: the path itself, or a folder's files in the order of its contents page.

    A home within the folder is left out: what it holds was taken from elsewhere.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - a name too long for any disk is none, and no error
        if not os.path.exists(path):  # noqa: PTH110
            absent = SourceRefusedError(Note("file-absent", name=str(path)), Note("check-spelling"))
            result.refused.append((path, absent))
            return []
        return [path]
    own = (home.path, home.sources, home.library, home.index, home.overrides, home.own_catalogue)
    found, left_out = files_below(path, own)
    result.left_out.extend(left_out)
    return found
