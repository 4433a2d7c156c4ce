"""Adding the user's own files: editions, cited and citing documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from urllib.parse import unquote

from corpus.catalogue.catalogue import Catalogue
from corpus.errors import HomeError, SourceRefusedError, TrialsError, UnknownNameError, WrongUseError
from corpus.model.turns import TextKind
from corpus.reading import formats as reading
from corpus.reading.encoding import decode
from corpus.reading.html.page import links
from corpus.reading.memory import Readings
from corpus.storage.home import Home
from corpus.storage.sources import RESERVED, SourceFile, drop, identifier, keep, read_sources, safe_name

_IDENTIFIER = re.compile(r"(?!.*[A-ZА-ЯЁ])[^\W_][\w-]{0,79}")
_INDEX_NAMES = ("index.htm", "index.html", "contents.htm", "contents.html")


@dataclass
class Added:
    """What became of the files: kept, already there, refused with the reason."""

    kept: list[SourceFile] = field(default_factory=list)
    unchanged: list[SourceFile] = field(default_factory=list)
    refused: list[tuple[Path, TrialsError]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user says of the files."""

    edition: str | None = None
    document: str | None = None
    kind: TextKind | None = None
    title: str | None = None
    lang: str | None = None


def add(home: Home, catalogue: Catalogue, paths: Sequence[Path], wanted: Wanted) -> Added:
    """Register files and folders. Each file is read first, so that a refused one changes nothing.

    Raises UnknownNameError for an unknown edition, WrongUseError for options that exclude each other, and
    SourceRefusedError where no file at all could be taken.
    """
    _check(wanted, catalogue)
    for path in paths:
        if any(path.resolve().is_relative_to(own.resolve()) for own in (home.sources, home.library, home.index)):
            raise WrongUseError(f"{path} is the home's own copy.", "Add the file from where you keep it.")
    result = Added()
    files = [file for path in paths for file in _files(path, result)]
    with Readings(home) as readings:
        for order, path in enumerate(files):
            try:
                for entry, data in _entries(readings, path, wanted, order, len(files)):
                    _take(home, entry, data, wanted, result)
            except (HomeError, WrongUseError):
                raise
            except TrialsError as error:
                result.refused.append((path, error))
    if not result.kept and not result.unchanged:
        _nothing(paths, result)
    return result


def _take(home: Home, entry: SourceFile, data: bytes, wanted: Wanted, result: Added) -> None:
    """Keep one text, unless it is here already, described as it is described now."""
    mark = hashlib.sha256(data).hexdigest()
    sources = read_sources(home)
    held = next((f for f in sources if f.key == entry.key), None)
    if held is None and entry.document and not wanted.document:
        alike = (f for f in sources if f.sha256 == mark and f.slug == entry.slug)
        held = next((f for f in alike if (f.document or "").startswith(entry.document)), None)
    if held and held.sha256 == mark and _described(held, wanted):
        result.unchanged.append(held)
        return
    if held:
        entry = replace(entry, name=held.name, document=held.document, kind=wanted.kind or held.kind,
                        title=wanted.title or held.title, lang=wanted.lang or held.lang)
    elif entry.document:
        entry = replace(entry, document=_free(entry.document, sources, wanted))
    result.kept.append(keep(home, entry, data))


def _described(held: SourceFile, wanted: Wanted) -> bool:
    """Whether what the user says of the files is what the list says."""
    said = ((wanted.kind, held.kind), (wanted.title, held.title), (wanted.lang, held.lang))
    return all(given in (None, known) for given, known in said)


def _free(name: str, sources: Sequence[SourceFile], wanted: Wanted) -> str:
    """Give an identifier that no other file has: the name itself, or numbered where the user gave none."""
    taken = {f.document for f in sources}
    if name not in taken:
        return name
    if wanted.document:
        raise WrongUseError(f"The document {name!r} is here already, from another file.",
                            f"Choose another --document, or take the old one out with `trials remove {name}`.")
    return next(f"{name}-{number}" for number in count(2) if f"{name}-{number}" not in taken)


def remove(home: Home, names: Sequence[str]) -> list[SourceFile]:
    """Take editions and documents out of the sources, with the home's copies of their files.

    Gives what went. Raises UnknownNameError, and then changes nothing, where one of them is not held.
    """
    sources = read_sources(home)
    held = dict.fromkeys(name for f in sources for name in (f.edition, f.document) if name)
    for name in names:
        if name not in held:
            raise UnknownNameError(f"No source of {name!r} is held.", f"Held are: {', '.join(held) or 'none'}.")
    gone = [f for f in sources if f.edition in names or f.document in names]
    drop(home, gone)
    return gone


def _check(wanted: Wanted, catalogue: Catalogue) -> None:
    if wanted.edition and (wanted.document or wanted.kind):
        raise WrongUseError("An edition is no document: --edition excludes --document and --kind.",
                            "Leave one of them out.")
    if wanted.edition:
        catalogue.edition(wanted.edition)
    if wanted.document and not _IDENTIFIER.fullmatch(wanted.document):
        raise WrongUseError(f"{wanted.document!r} is no identifier.",
                            "Use up to 80 lower-case letters, digits and hyphens.")
    if wanted.document and (wanted.document in RESERVED or wanted.document in catalogue.editions):
        raise WrongUseError(f"{wanted.document!r} is taken.", "Choose another --document identifier.")


def _nothing(paths: Sequence[Path], result: Added) -> None:
    if result.refused:
        first = result.refused[0][1]
        more = f" ({len(result.refused)} files were refused.)" if len(result.refused) > 1 else ""
        raise SourceRefusedError(first.message + more, first.advice)
    named = ", ".join(str(path) for path in paths)
    raise SourceRefusedError(f"There is no text in {named}.",
                             "Give PDF, HTML, text, Markdown or WordPress JSON files, or a folder of them.")


def _files(path: Path, result: Added) -> list[Path]:
    """Give the files to read: the path itself, or a folder's files in the order of its contents page."""
    if not path.is_dir():
        if not path.exists():
            result.refused.append((path, SourceRefusedError(f"{path} does not exist.", "Check the spelling.")))
            return []
        return [path]
    try:
        found = sorted((p for p in path.rglob("*") if _visible(p, path)), key=_natural)
    except OSError as error:
        result.refused.append((path, SourceRefusedError(f"{path} cannot be read: {error.strerror}.", "")))
        return []
    return _as_linked(found)


def _visible(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    return path.is_file() and not any(part.startswith(".") for part in parts)


def _natural(path: Path) -> list[tuple[int, int, str]]:
    """Order names as people do: part 2 before part 10."""
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in re.split(r"(\d+)", str(path).lower()) if p]


def _as_linked(files: list[Path]) -> list[Path]:
    """Put the pages that a contents page links to in the order of its links."""
    for index in (f for f in files if f.name.lower() in _INDEX_NAMES):
        try:
            raw, _ = decode(reading.load(index), index.name)
        except TrialsError:
            continue
        linked = [(index.parent / unquote(target)).resolve() for target in links(raw)]
        place = {target: number for number, target in reversed(list(enumerate(linked, 1)))}
        place[index.resolve()] = 0
        files = sorted(files, key=lambda f: place.get(f.resolve(), len(linked) + 1))
    return files


def _entries(
    readings: Readings, path: Path, wanted: Wanted, order: int, files: int
) -> Iterator[tuple[SourceFile, bytes]]:
    data = reading.load(path)
    form = reading.sniff(data, path.name)
    texts = readings.read(data, form, path.name)
    base = SourceFile("", "", len(data), form, "added", lang=wanted.lang, title=wanted.title, order=order)
    if wanted.edition:
        name = f"added/{wanted.edition}/{_unique(path)}"
        index = form == "html" and not texts[0].blocks
        yield replace(base, name=name, edition=wanted.edition, index=index), data
        return
    if form == "html" and not texts[0].blocks:
        raise SourceRefusedError(f"{path} holds no text of its own.", "Give the pages that it leads to.")
    many = len(texts) > 1
    name = f"added/{wanted.document or identifier(path.name)}/{_unique(path)}"
    for number, text in enumerate(texts, 1):
        own = identifier(text.slug or f"{path.stem}-{number}") if many else identifier(path.name)
        if wanted.document:
            own = f"{wanted.document}-{number}" if many or (files > 1 and order) else wanted.document
        slug = text.slug if many else None
        yield replace(base, name=name, document=own, kind=wanted.kind, slug=slug, url=text.url), data


def _unique(path: Path) -> str:
    """Give a safe file name that keeps files of the same name from different folders apart."""
    parent = safe_name(path.resolve().parent.name)
    return f"{parent}-{safe_name(path.name)}"
