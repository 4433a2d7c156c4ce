"""A catalogue as text and back, for a process that is given it and not the name of a folder."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from corpus.catalogue.catalogue import Catalogue
from corpus.data_files import Table, convert

_DAY = "$date"
"""Key of a table that stands for a date, which JSON has not."""


def written(catalogue: Catalogue) -> str:
    """Give a catalogue as JSON."""
    return json.dumps(asdict(catalogue), ensure_ascii=False, default=_day)


def _day(value: Any) -> Table:
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    raise TypeError(f"{type(value).__name__} is in no catalogue")


def read(text: str) -> Catalogue:
    """Give the catalogue that :func:`written` has written. Raises TrialsError, ValueError."""
    def dated(table: Table) -> Any:
        return date.fromisoformat(table[_DAY]) if table.keys() == {_DAY} else table

    return convert(json.loads(text, object_hook=dated), Catalogue, Path("catalogue"))
