"""The ingest run: every source is read, every text segmented, editions aligned, and the library replaced.

One bad file never stops the others: it is reported, and what it held before goes with it. A file that has not
changed is not read again; the library is the same, byte for byte, as if everything had been.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from corpus.catalogue.catalogue import Catalogue
from corpus.corrections import pairs as overrides_pairs
from corpus.corrections.text_pairs import read_text_pairs, text_pairs_file
from corpus.corrections.turns import apply_overrides, corrections_file, read_overrides
from corpus.errors import HomeError, IndexDamagedError, TrialsError, UnavailableError
from corpus.ingest.report import IngestReport, entry
from corpus.ingest.texts import MadeText, documents, editions
from corpus.model.blocks import Format, SourceText
from corpus.model.notes import Note
from corpus.program_mark import program_mark
from corpus.reading.memory import Reader, Readings
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import VERSION, Library, refuse_later, write_library
from corpus.storage.own_catalogue import catalogue_of
from corpus.storage.sources import SourceFile, read_sources, state, text_of

Progress = Callable[[int, int, str], None]

_PROGRAM = ("corpus/**/*.py", "corpus/data/**/*.toml")


def is_current(home: Home) -> bool:
    """Whether the library was made from the sources as they are now, by this version, and is what was written."""
    try:
        place = generations.current(home.library)
        made = generations.manifest(place) if place else {}
    except IndexDamagedError:
        return False
    return made.get("version") == VERSION and made.get("sources") == _made_of(home)


def _made_of(home: Home) -> str:
    """Give a mark of all that a library depends on: sources, corrections, the program with its data."""
    return f"{state(home)}-{program_mark(*_PROGRAM)[:16]}"


def ingest(
    home: Home, progress: Progress | None = None, jobs: int = 1, *, anew: bool = False, readers: Sequence[Reader] = (),
) -> IngestReport:
    """Read all sources of a home into its library, ``jobs`` files at once; ``anew`` whatever was kept.

    ``readers`` read them in the place of processes on this machine.

    A text of which a file can no longer be read that could be read before stays as it was read then: nothing leaves
    the library that was not removed by name. Raises HomeError where there are no sources, or none could be read,
    OtherVersionError where a later version made the library, unless all is read ``anew``.
    """
    from corpus.ingest.pairing import align_library

    if not anew:
        refuse_later(home)
    begun = time.monotonic()
    catalogue = catalogue_of(home)
    report = IngestReport()
    files = sorted(read_sources(home), key=lambda f: (f.edition or "", f.document or "", f.origin, f.order, f.name))
    if not files:
        raise HomeError(f"The home {home.path} has no sources yet.",
                        "Bring the public ones with `trials fetch`, or your own with `trials add PATH`.")
    placed = _of_known_editions(files, catalogue, report)
    read = _read_all(home, placed, report, progress, Readings(home, jobs, anew=anew, readers=readers))
    texts = _made(placed, read, catalogue)
    if not texts:
        file, reason = report.refused[0] if report.refused else ("", "no text in them")
        raise HomeError(f"None of the {len(files)} sources could be read; the first, {file}: {reason}",
                        "The library is as it was.")
    texts = _paged(_corrected(home, texts, catalogue, report), catalogue)
    texts = _with_held(home, texts, files, report)
    told, faults = read_text_pairs(text_pairs_file(home), {text.info.id: text.info for text in texts})
    report.faults.extend(faults)
    pairs = align_library([(text.info, text.turns) for text in texts], catalogue, told)
    turns = {turn.ref: turn for text in texts for turn in text.turns}
    pairs, faults = overrides_pairs.apply(pairs, turns, home.overrides / "pairs.tsv")
    report.faults.extend(faults)
    report.pairs = len(pairs)
    for text in texts:
        report.texts.append(text.info)
        report.entries.append(entry(text))
    write_library(home, [(text.info, text.turns) for text in texts], pairs, report.to_json(), _made_of(home), files)
    report.seconds = time.monotonic() - begun
    return report


def _of_known_editions(files: Sequence[SourceFile], catalogue: Catalogue, report: IngestReport) -> list[SourceFile]:
    """Give the files that have a place; those of an edition that the catalogue does not have (any more) are refused.

    That is so where a home was restored without its own catalogue, or names another one.
    """
    lost = [file for file in files if file.edition is not None and file.edition not in catalogue.editions]
    report.refused.extend((file.name, (
        f"Its edition {file.edition} is in no catalogue of this home. Bring the catalogue back, or take the edition "
        f"out with `trials remove {file.edition}`.")) for file in lost)
    return [file for file in files if file not in lost]


def _made(
    files: Sequence[SourceFile], read: Iterable[tuple[SourceFile, Sequence[SourceText]]], catalogue: Catalogue
) -> list[MadeText]:
    """Make the editions, then the documents in the order of ``files``.

    A document is made as soon as its files are read, and what was read is let go: an archive has thousands of them. The
    files of editions are held until all are there.
    """
    place = {file.key: number for number, file in enumerate(files)}
    of_editions: list[tuple[SourceFile, SourceText]] = []

    def groups() -> Iterator[tuple[str, list[tuple[SourceFile, SourceText]]]]:
        left = Counter(file.document for file in files)
        begun: dict[str, list[tuple[SourceFile, SourceText]]] = {}
        for file, texts in read:
            if file.document is None:
                of_editions.extend((file, text) for text in texts)
                continue
            begun.setdefault(file.document, []).extend((file, text) for text in texts)
            left[file.document] -= 1
            if not left[file.document]:
                yield file.document, begun.pop(file.document)
        yield from begun.items()  # of which a file was refused

    made = documents(groups(), catalogue)
    order = {file.document: number for number, file in reversed(list(enumerate(files)))}
    # Of a file with several texts for one document the further ones are called by it and a number.
    made.sort(key=lambda text: order.get(text.info.id, order.get(text.info.id.rpartition("-")[0], len(files))))
    of_editions.sort(key=lambda each: place[each[0].key])
    return editions(of_editions, catalogue) + made


def _read_all(
    home: Home, files: Sequence[SourceFile], report: IngestReport, progress: Progress | None, memory: Readings
) -> Iterator[tuple[SourceFile, list[SourceText]]]:
    """Read each file once, however many texts are taken from it; give the entries with their texts, file by file."""
    def opened(file: SourceFile) -> tuple[bytes, Format, str]:
        return (*text_of(home, file), file.name)

    own: dict[str, list[int]] = {}
    for number, file in enumerate(files):
        own.setdefault(file.name, []).append(number)
    with memory as readings:
        answers = readings.read_all([partial(opened, files[numbers[0]]) for numbers in own.values()])
        for done, (name, texts) in enumerate(zip(own, answers, strict=True), 1):
            if isinstance(texts, HomeError | UnavailableError):
                raise texts
            if isinstance(texts, TrialsError):
                report.refused.append((name, str(texts)))
            else:
                of_slug = _by_slug(texts)
                for number in own[name]:
                    slug, url = files[number].slug, files[number].url
                    wanted = texts if slug is None else of_slug.get(slug, [])
                    yield files[number], [replace(text, url=url or text.url) for text in wanted]
            if progress:
                progress(done, len(own), name)
        readings.forget_unused()


def _by_slug(texts: Sequence[SourceText]) -> dict[str | None, list[SourceText]]:
    out: dict[str | None, list[SourceText]] = {}
    for text in texts:
        out.setdefault(text.slug, []).append(text)
    return out


def _with_held(
    home: Home, texts: Sequence[MadeText], files: Sequence[SourceFile], report: IngestReport
) -> list[MadeText]:
    """Let the texts stay as they were read before of which a file is listed as it was then, but cannot be read now."""
    failed = {name for name, _ in report.refused}
    if not failed:
        return list(texts)
    try:
        library = Library(home)
        in_texts = {name for info in library.texts for name in info.files}  # also of texts that stayed before
        read_then = {file.key: file.sha256 for file in library.sources() if file.name in in_texts}
    except (HomeError, IndexDamagedError):
        return list(texts)
    lost = {file.edition or file.document for file in files
            if file.name in failed and read_then.get(file.key) == file.sha256}
    out, place = list(texts), len(texts)
    for info in reversed(library.texts):
        place = next((number for number, text in enumerate(out) if text.info.id == info.id), place)
        if info.id.removesuffix(".own") in lost:
            kept = MadeText(info, tuple(library.turns(info.id)), (), (Note("text-as-before"),))
            out[place:place + (place < len(out) and out[place].info.id == info.id)] = [kept]
    return out


def _paged(texts: Sequence[MadeText], catalogue: Catalogue) -> list[MadeText]:
    """Estimate the pages of editions without printed ones, where the documents held cite them."""
    from corpus.pages.estimate import with_estimated_pages

    paged = with_estimated_pages([(text.info, text.turns) for text in texts], catalogue)
    return [replace(text, info=info, turns=turns) for text, (info, turns) in zip(texts, paged, strict=True)]


def _corrected(home: Home, texts: Sequence[MadeText], catalogue: Catalogue, report: IngestReport) -> list[MadeText]:
    """Apply the user's corrections; what does not fit any more is reported with the text it was made for."""
    overrides, faults = read_overrides(corrections_file(home))
    known = {text.info.id for text in texts}
    report.faults.extend(faults)
    report.faults.extend(
        Note("correction-homeless", ref=o.place, row=o.line)
        for o in overrides if o.place.split("/")[0] not in known
    )
    out = []
    for text in texts:
        own = [o for o in overrides if o.place.split("/")[0] == text.info.id]
        turns, stale = apply_overrides(text.turns, own, catalogue, text.info.trial)
        named = {turn.label for turn in turns if turn.speaker and turn.corrections}
        doubts = [d for d in text.doubts if not (d.code == "label-unknown" and d.fields["label"] in named)]
        out.append(replace(text, turns=turns, doubts=(*doubts, *stale)))
    return out
