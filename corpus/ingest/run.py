"""The ingest run: every source is read, every text segmented, editions aligned, and the library replaced.

One bad file never stops the others: it is reported, and what it held before goes with it. A file that has not
changed is not read again; the library is the same, byte for byte, as if everything had been.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from corpus.alignment.sides import paired_editions
from corpus.catalogue.catalogue import Catalogue
from corpus.corrections import pairs as overrides_pairs
from corpus.corrections.text_pairs import read_text_pairs, text_pairs_file
from corpus.corrections.turns import corrections_file, read_overrides
from corpus.errors import HomeError, IndexDamagedError, SourceRefusedError, TrialsError, UnavailableError
from corpus.ingest.groups import made_texts
from corpus.ingest.made import MadeText
from corpus.ingest.making import Maker
from corpus.ingest.report import IngestReport, entry, refused_for
from corpus.ingest.twins import with_twins_named
from corpus.model.blocks import Format, SourceText
from corpus.model.notes import Note
from corpus.model.turns import Pair
from corpus.pages.estimate import with_estimated_pages
from corpus.processes.limited import Here, Machines
from corpus.program_mark import program_mark
from corpus.reading.memory import Readings, fingerprint
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.kept import LibraryMemory
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


def damaged(home: Home) -> list[str]:
    """Name what is kept of readings in a home and is no longer what was kept; the next run makes it again.

    What another version of the program kept is never taken: the next run removes it, whatever is in it.
    """
    kept = LibraryMemory(home, "read", fingerprint()), LibraryMemory(home, "made", program_mark(*_PROGRAM))
    return [fault for folder in kept for fault in folder.damaged()]


def _made_of(home: Home) -> str:
    """Give a mark of all that a library depends on: sources, corrections, the program with its data."""
    return f"{state(home)}-{program_mark(*_PROGRAM)[:16]}"


def ingest(
    home: Home, progress: Progress | None = None, machines: Machines | None = None, *, anew: bool = False,
) -> IngestReport:
    """Read all sources of a home into its library, on ``machines``; ``anew`` whatever was kept.

    Reading a file and all that follows is done in processes with limits; a text that meets one is refused by name. A
    text of which a file can no longer be read that could be read before stays as it was read then: nothing leaves
    the library that was not removed by name. Raises HomeError where there are no sources, or none could be read,
    OtherVersionError where a later version made the library, unless all is read ``anew``.
    """
    if not anew:
        refuse_later(home)
    begun = time.monotonic()
    made_of = _made_of(home)  # before anything is read: what is changed meanwhile is read by the next run
    catalogue = catalogue_of(home)
    report = IngestReport()
    files = sorted(read_sources(home), key=lambda f: (f.edition or "", f.document or "", f.origin, f.order, f.name))
    if not files:
        raise HomeError(f"The home {home.path} has no sources yet.",
                        "Bring the public ones with `trials fetch`, or your own with `trials add PATH`.")
    placed = _of_known_editions(files, catalogue, report)
    overrides, faults = read_overrides(corrections_file(home))
    report.faults.extend(faults)
    machines = machines or Here()
    with Maker(home, catalogue, machines, program_mark(*_PROGRAM), anew=anew) as maker:
        read = _read_all(home, placed, report, progress, Readings(home, machines, anew=anew))
        texts = made_texts(placed, read, maker, overrides, report)
        if not texts:
            first = [Note("refused-file", reason=reason).placed(file) for file, reason in report.refused[:1]]
            raise HomeError(Note("sources-none-read", count=len(files), reason=first[0] if first else None),
                            Note("library-as-before"))
        known = {text.info.id for text in texts}
        report.faults.extend(Note("correction-homeless", ref=o.place, row=o.line)
                             for o in overrides if o.place.split("/")[0] not in known)
        texts = with_twins_named(_with_held(home, _paged(texts, maker, report), files, maker, report))
        pairs = _paired(home, texts, maker, report)
        maker.forget_unused()
    report.pairs = len(pairs)
    for text in texts:
        report.texts.append(text.info)
        report.entries.append(entry(text))
    write_library(home, [(text.info, text.turns) for text in texts], pairs, report.to_json(), made_of, files)
    report.seconds = time.monotonic() - begun
    return report


def _of_known_editions(files: Sequence[SourceFile], catalogue: Catalogue, report: IngestReport) -> list[SourceFile]:
    """Give the files that have a place; those of an edition that the catalogue does not have (any more) are refused.

    That is so where a home was restored without its own catalogue, or names another one.
    """
    known = {None, *catalogue.editions}
    report.refused.extend((file.name, Note("edition-uncatalogued", edition=file.edition)) for file in files
                          if file.edition not in known)
    return [file for file in files if file.edition in known]


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
                report.refused.append((name, refused_for(texts)))
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
    home: Home, texts: Sequence[MadeText], files: Sequence[SourceFile], maker: Maker, report: IngestReport
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
            with suppress(SourceRefusedError):  # without pairs then
                kept = maker.related(kept)
            out[place:place + (place < len(out) and out[place].info.id == info.id)] = [kept]
    return out


def _paged(texts: Sequence[MadeText], maker: Maker, report: IngestReport) -> list[MadeText]:
    """Estimate the pages of editions without printed ones, where the documents held cite them."""
    out = []
    for text in texts:
        bare = text.info.is_edition and text.info.paged == "none"
        claims = [claim for other in texts for claim in other.claims if claim.edition == text.info.id] if bare else []
        found = None
        if claims:
            try:
                found = maker.estimator((text.info, text.turns), claims)
            except SourceRefusedError:
                report.faults.append(Note("pages-refused", edition=text.info.id))
        info, turns = with_estimated_pages(text.info, text.turns, found) if found else (text.info, text.turns)
        out.append(replace(text, info=info, turns=turns))
    return out


def _paired(home: Home, texts: Sequence[MadeText], maker: Maker, report: IngestReport) -> list[Pair]:
    """Pair the editions, the documents that the user pairs, and the passages that documents print in two languages."""
    held = {text.info.id: text for text in texts}
    told, faults = read_text_pairs(text_pairs_file(home), {name: text.info for name, text in held.items()})
    report.faults.extend(faults)
    wanted = [(left.id, right.id, False) for left, right in paired_editions([text.info for text in texts])]
    pairs: list[Pair] = []
    for left, right, is_told in [*wanted, *((left, right, True) for left, right in told)]:
        one, other = held[left], held[right]
        try:
            pairs += maker.pairs((one.info, one.turns), (other.info, other.turns), told=is_told)
        except SourceRefusedError:
            report.faults.append(Note("pairs-refused", left=left, right=right))
    pairs += [pair for text in texts for pair in text.pairs]
    turns = {turn.ref: turn for text in texts for turn in text.turns}
    pairs, faults = overrides_pairs.apply(pairs, turns, home.overrides / "pairs.tsv")
    report.faults.extend(faults)
    return pairs
