"""What a query means in a generation, whatever the filters beside it: every further page and filter asks it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpus.frozen import frozen
from corpus.model.notes import Note
from indexer.concordance.concordance import Concordance
from indexer.query.parser import Query, read
from indexer.query.tree import Node, Phrase, QueryWord, phrases
from indexer.query.tree import fields as fields_of
from indexer.search.evaluation import split_fields
from indexer.search.fields import Fields
from indexer.search.meaning import meant_query
from indexer.search.variants import with_variants


@frozen
class Understood:
    """A query as it is meant, and what follows from it alone.

    ``query`` has the repairs that were made when it was read; ``written`` says what else is asked for, and comes
    behind those of filters. ``node`` is what is looked for, None where only values are asked for; ``asked`` is that
    with the other ways to write its words; ``fields`` are the values that act as filters. ``shown`` is the canonical
    form, ``looked_for`` and ``ranked_by`` the phrases of ``node`` and of ``asked``. ``missing`` are the words of
    ``node`` that stand nowhere, and the values in it that no passage has, as ``name:value``.
    """

    query: Query
    written: tuple[Note, ...]
    node: Node | None
    asked: Node | None
    fields: Mapping[str, tuple[str, ...]]
    shown: str
    looked_for: tuple[Phrase, ...]
    ranked_by: tuple[Phrase, ...]
    missing: tuple[str, ...]


def understood(text: str, glosses: bool, *, fields: Fields, concordance: Concordance) -> Understood:
    """Read a query, with ``glosses`` so that an insertion may stand inside its phrases. Raises QueryError."""
    read_as = read(text, glosses=glosses)
    root, mended = meant_query(read_as.root, fields)
    node, values = split_fields(root)
    asked, written = (None, ()) if node is None else with_variants(node, concordance)
    query = Query(root, (*read_as.repairs, *mended), read_as.off)
    looked_for = _phrases(node)
    missing = (*_missing_words(looked_for, fields, concordance), *_missing_values(node, fields))
    return Understood(query, written, node, asked, values, str(query), looked_for, _phrases(asked), missing)


def _phrases(node: Node | None) -> tuple[Phrase, ...]:
    return tuple(phrases(node)) if node else ()


def _missing_words(looked_for: Iterable[Phrase], fields: Fields, concordance: Concordance) -> Iterable[str]:
    """Give the words that stand nowhere, each once."""
    return dict.fromkeys(
        str(Phrase((item,))) if item.how in ("person", "fuzzy") else item.form
        for phrase in looked_for
        for item in phrase.items
        if not _occurs(item, fields, concordance)
    )


def _missing_values(node: Node | None, fields: Fields) -> Iterable[str]:
    """Give the values of fields that no passage has, as ``name:value``, each once."""
    inside = fields_of(node) if node else ()
    return dict.fromkeys(f"{one.name}:{one.value}" for one in inside if not fields.has_value(one.name, one.value))


def _occurs(item: QueryWord, fields: Fields, concordance: Concordance) -> bool:
    if item.how == "person":
        return bool(fields.person_codes(item.form))
    return item.how == "gap" or bool(concordance.wanted(item))
