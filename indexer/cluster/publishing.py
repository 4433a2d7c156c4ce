"""Publishing: a generation comes to the nodes beside what is there, is sealed on each, and is then the one in use."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corpus.errors import UnavailableError
from corpus.storage.home import Home
from indexer.cluster.documents import TurnDocuments
from indexer.cluster.publication import Publication, keep
from indexer.cluster.sphinx import SphinxNode
from indexer.cluster.spreading import spread
from indexer.generation.index import Index

Progress = Callable[[int, int], None]
"""Is called with turns sent and turns to be sent."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What was published: ``texts`` and ``turns`` of the generation, those ``sent`` now, and the versions ``dropped``.

    ``sent_texts`` were not there whole; ``spread`` gives the turns that each node has, by its address.
    """

    texts: int
    turns: int
    sent_texts: int
    sent: int
    dropped: int
    seconds: float
    spread: Mapping[str, int]


def publish(home: Home, index: Index, nodes: Sequence[SphinxNode], progress: Progress | None = None) -> PublishReport:
    """Bring a generation to the nodes and make it the one that is searched.

    Only texts that are not there whole are sent; a run that was stopped goes on from there. The caller holds the home's
    lock. Raises UnavailableError where a node does not answer: what was searched before is then searched on.
    """
    began = time.monotonic()
    documents = TurnDocuments(index)
    sizes = {info.id: len(index.turn_store.span(info.id)) for info in index.texts}
    versions = {text: documents.version(text) for text in sizes}
    if len(set(versions.values())) < len(versions):
        raise UnavailableError("Two texts have the same number on the cluster.", "Change one of them by a word.")
    where, lacking = _lacking(nodes, versions, sizes)
    total, sent = sum(sizes[text] for text in lacking), 0
    for count in (n for text in lacking for n in nodes[where[text]].put(versions[text], documents.of_text(text))):
        sent += count
        if progress:
            progress(sent, total)
    publication = Publication(index.state, tuple(map(str, nodes)),
                              {text: (versions[text], where[text]) for text in sizes})
    _sealed(nodes, publication, sizes)
    dropped = _tidied(nodes, keep(home, publication))
    loads = [sum(sizes[text] for text, at in where.items() if at == number) for number in range(len(nodes))]
    return PublishReport(
        texts=len(sizes), turns=sum(sizes.values()), sent_texts=len(lacking), sent=sent, dropped=dropped,
        seconds=time.monotonic() - began, spread=dict(zip(map(str, nodes), loads, strict=True)))


def _lacking(
    nodes: Sequence[SphinxNode], versions: Mapping[str, int], sizes: Mapping[str, int]
) -> tuple[Mapping[str, int], list[str]]:
    """Give the node of each text, and the texts that are not whole on theirs; what is there of those is removed."""
    held = [node.texts() for node in nodes]
    whole = [{text for text, version in versions.items() if texts.get(version) == sizes[text]} for texts in held]
    where = spread(sizes, whole)
    lacking = [text for text in sizes if sizes[text] and text not in whole[where[text]]]
    for text in lacking:
        if versions[text] in held[where[text]]:
            nodes[where[text]].drop(versions[text])
    return where, lacking


def _sealed(nodes: Sequence[SphinxNode], publication: Publication, sizes: Mapping[str, int]) -> None:
    """Compare what the nodes have with what they are to have, and set the seal. Raises UnavailableError."""
    for number, node in enumerate(nodes):
        texts = node.texts()
        lacking = [text for text, (version, at) in publication.texts.items()
                   if at == number and texts.get(version, 0) != sizes[text]]
        if lacking:
            raise UnavailableError(f"The node {node} did not keep all of {lacking[0]}.", "Run `trials publish` again.")
    for number, node in enumerate(nodes):
        if publication.number not in node.seals():
            node.seal(publication.number, number)


def _tidied(nodes: Sequence[SphinxNode], kept: Sequence[Publication]) -> int:
    """Remove what no publication that is kept needs, seals first: then nobody takes a short answer for a whole one."""
    numbers = {publication.number for publication in kept}
    for node in nodes:
        for seal in node.seals() - numbers:
            node.drop(seal)
    dropped = 0
    for node in nodes:
        needed = {version for publication in kept for version, at in publication.texts.values()
                  if publication.nodes[at] == str(node)}
        for version in node.texts().keys() - needed:
            node.drop(version)
            dropped += 1
    return dropped
