"""Files to texts: which files are made into texts together, and which of them are at fault where that fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from corpus.corrections.turns import TurnOverride
from corpus.errors import SourceRefusedError
from corpus.ingest.made import MadeText
from corpus.ingest.making import Maker
from corpus.ingest.report import IngestReport, refused_for
from corpus.model.blocks import SourceText
from corpus.model.notes import Note
from corpus.processes.limited import in_order
from corpus.storage.sources import SourceFile

Group = list[tuple[SourceFile, Sequence[SourceText]]]
"""The files that bear one name, each with its texts as read."""


def made_texts(
    files: Sequence[SourceFile], read: Iterable[tuple[SourceFile, Sequence[SourceText]]], maker: Maker,
    overrides: Sequence[TurnOverride], report: IngestReport,
) -> list[MadeText]:
    """Make the editions in the catalogue's order, then the documents in the order of ``files``.

    ``read`` has the files as they are read; those that are refused are told to the ``report``.

    A document is made as soon as its files are read, and what was read is let go: an archive has thousands of them. The
    files of editions are held until all are there.
    """
    place = {file.key: number for number, file in enumerate(files)}

    def groups() -> Iterator[Group]:
        left = Counter(file.document for file in files)
        begun: dict[str, Group] = {}
        of_editions: dict[str, Group] = {}
        for file, texts in read:
            if file.document is None:
                of_editions.setdefault(file.edition or "", []).append((file, texts))
                continue
            begun.setdefault(file.document, []).append((file, texts))
            left[file.document] -= 1
            if not left[file.document]:
                yield begun.pop(file.document)
        yield from begun.values()  # of which a file was refused
        for group in of_editions.values():
            yield sorted(group, key=lambda each: place[each[0].key])

    made: list[MadeText] = []
    for texts, refused in in_order((partial(_texts_of, group, maker, overrides) for group in groups()), maker.number):
        made += texts
        report.refused.extend(refused)
    editions = {name: number for number, name in enumerate(maker.catalogue.editions)}
    order = {file.document: number for number, file in reversed(list(enumerate(files)))}

    def rank(text: MadeText) -> tuple[bool, int]:
        name = text.info.id
        if text.info.is_edition:
            return False, editions[name.removesuffix(".own")]
        # Of a file with several texts for one document the further ones are called by it and a number.
        return True, order.get(name, order.get(name.rpartition("-")[0], len(files)))

    return sorted(made, key=rank)


def _texts_of(
    group: Group, maker: Maker, overrides: Sequence[TurnOverride]
) -> tuple[list[MadeText], list[tuple[str, Note]]]:
    """Make the texts of the files that bear one name; give them with the files that are refused, and why.

    Where they cannot be worked on together, those are left out that cannot be worked on alone.
    """
    name = group[0][0].edition or group[0][0].document or ""
    own = [each for each in overrides if _may_be_of(each.place.split("/")[0], name)]
    try:
        return maker.texts(name, group, own), []
    except SourceRefusedError as error:
        whole = refused_for(error)
    refused = {}
    for each in group if len(group) > 1 else ():
        try:
            maker.texts(name, [each], own)
        except SourceRefusedError as error:
            refused[each[0].key] = refused_for(error)
    sound = [each for each in group if each[0].key not in refused]
    reasons = [(each[0].name, refused.get(each[0].key, whole)) for each in group]
    if not refused or not sound:
        return [], reasons
    try:
        made = maker.texts(name, sound, own)
    except SourceRefusedError:
        return [], reasons
    return made, [(file.name, refused[file.key]) for file, _ in group if file.key in refused]


def _may_be_of(text: str, name: str) -> bool:
    """Say whether a text may be one of those made of the files that bear a name."""
    return text == name or text.startswith((f"{name}-", f"{name}."))
