"""A catalogue that is handed to another process is the same there."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from web_home import hearing_catalogue

from corpus.catalogue import carried
from corpus.catalogue.catalogue import Catalogue, load


@pytest.mark.parametrize("catalogue", [load("main"), load("specimen"), hearing_catalogue()], ids=lambda c: c.name)
def test_a_catalogue_comes_back_as_it_went(catalogue: Catalogue) -> None:
    assert asdict(carried.read(carried.written(catalogue))) == asdict(catalogue)
