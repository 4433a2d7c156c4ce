"""Who says a passage: screen, citation, concordance and every export agree, and narration has no speaker anywhere."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from corpus.catalogue.catalogue import Catalogue, load
from corpus.citation.locus import locus_of
from corpus.citation.styles import STYLES, cite
from corpus.export.formats import FORMATS, passages
from corpus.export.passages import About, by_voice
from corpus.model.turns import Turn
from corpus.model.voice import narration, part_spans, stretches, voice
from corpus.storage.home import Home
from indexer.generation.extracts import Kept, extract, named
from indexer.generation.index import Index, open_index
from indexer.results import Hit, turn_json
from webapp.app import create_app
from webapp.commands.output import place_words
from webapp.presenting.passages import speaker
from webapp.server.links import shelf
from webapp.wording.notes import sentence_of

ABOUT = About(date(1911, 5, 4), "state", "held")
WORDED = tuple(name for name in FORMATS if name != "tmx")


@pytest.fixture(scope="module", params=["specimen", pytest.param("real", marks=pytest.mark.sources)])
def home(request: pytest.FixtureRequest) -> Home:
    """The home of the specimen, and that of the real texts where these are at hand."""
    chosen: Home = request.getfixturevalue(f"{request.param}_home")
    return chosen


@pytest.fixture(scope="module")
def index(home: Home) -> Iterator[Index]:
    with open_index(home) as opened:
        yield opened


@pytest.fixture(scope="module")
def catalogue(home: Home) -> Catalogue:
    return load(home.catalogue)


@pytest.fixture(scope="module")
def web(home: Home) -> FlaskClient:
    return create_app(home, rate=None).test_client()


def told(index: Index) -> list[Turn]:
    """Give the turns of editions and documents in which something is nobody's: narration, a direction, a signature."""
    return [turn for info in index.texts for turn in index.turns(info.id) if narration(turn)]


def blank(turn: Turn) -> Turn:
    """Give a turn with every word replaced, so that a name in an export is not one of its words."""
    return replace(turn, text=re.sub(r"\w", "x", turn.text), section=None)


def said_in(data: bytes) -> str:
    """Give what a file says; a Word document is a ZIP of XML."""
    if data[:2] != b"PK":
        return data.decode()
    parts = ZipFile(BytesIO(data))
    return " ".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("word/"))


def test_every_passage_has_one_voice(index: Index, catalogue: Catalogue, web: FlaskClient) -> None:
    columns, concordance = index.columns, index.stream
    starts, ends = index.searcher.bounds
    seen = narrated = 0
    with web.application.test_request_context("/"):
        books = shelf().books().held
        for passage in range(len(columns)):
            turn = index.turn_store.at(int(concordance.passage_turn[passage]))
            span = (int(starts[passage]), int(ends[passage]))
            counted, said = columns.value("speaker", passage), voice(turn, (span,))
            shown = speaker(books, turn, (span,))
            row = next(iter(by_voice(extract(index, catalogue, turn, [hit_of(turn, span)])))).fields
            written = turn_json(turn, books.infos[turn.text_id], (span,))
            assert counted == said.speaker == row["speaker"] == written["speaker"], turn.ref
            assert (shown.label if shown else None) == said.label == row["label"] == written["label"], turn.ref
            name = locus_of(turn, catalogue, "en", year=None, spans=(span,)).name
            assert not said.narrated or (shown is None and name == "narration"), turn.ref
            if said.speaker in catalogue.persons and shown:
                person = catalogue.person(said.speaker)
                assert name in (person.name_en, person.display("en")) and shown.name == person.display("en"), turn.ref
            elif shown:
                assert name.casefold() == shown.name.casefold(), turn.ref
            seen, narrated = seen + 1, narrated + said.narrated
    assert seen > narrated > 0


def hit_of(turn: Turn, span: tuple[int, int]) -> Hit:
    return Hit(turn, turn.text[slice(*span)], *span, 1, ())


def test_nothing_written_of_narration_names_the_speaker(index: Index, catalogue: Catalogue) -> None:
    for turn in told(index):
        plain, info = blank(turn), index.text(turn.text_id)
        spans = part_spans(plain, "narration")
        taken = extract(index, catalogue, plain, [hit_of(plain, span) for span in spans])
        written = [said_in(b"".join(passages(form, [taken], ABOUT, catalogue, "chicago"))) for form in WORDED]
        written += [cite(plain, info, catalogue, style, quote="x", spans=spans).plain for style in STYLES]
        written += [json.dumps(turn_json(plain, info, spans), default=sentence_of), place_words(plain, spans)]
        mixed = [cite(plain, info, catalogue, style).plain for style in STYLES] + [place_words(plain)]
        for text in written + mixed:
            # The title of a work may have the name in it, with a letter behind.
            assert not re.search(rf"\b{re.escape(turn.label or '?')}\b", text), (turn.ref, text)
            assert not turn.speaker or f'"{turn.speaker}"' not in text, (turn.ref, text)


def test_a_whole_turn_lists_what_is_nobodys(index: Index, catalogue: Catalogue) -> None:
    for turn in told(index):
        taken = extract(index, catalogue, turn)
        row = json.loads(b"".join(passages("jsonl", [taken], ABOUT, catalogue, "chicago")))
        [table] = csv.DictReader(StringIO(b"".join(passages("csv", [taken], ABOUT, catalogue, "chicago")).decode()))
        assert table["narration"] == " ".join(f"{a}-{b}" for a, b in narration(turn))
        assert row["text"] == turn.text and row["label"] == turn.label and "narration" in row["inferred"]
        assert [tuple(span) for span in row["narration"]] == [(a, b) for a, b in narration(turn)]
        parts = [part.fields for part in by_voice(taken)]
        assert len(parts) == len(stretches(turn)) > 1
        for part in parts:
            if part["part"] == "speech":
                assert part["speaker"] == turn.speaker and part["label"] == turn.label
            else:
                assert part["speaker"] is part["label"] is None and part["kind"] == "narration"
        assert "".join("".join(part["text"] for part in parts).split()) == "".join(turn.text.split())


def test_parts_are_kept_and_shown_alone(index: Index, catalogue: Catalogue, web: FlaskClient) -> None:
    for turn in told(index)[:12]:
        [kept], missing = named(index, catalogue, [Kept(f"{turn.ref}#narration", turn.digest, "mine")])
        assert not missing and kept.voice.narrated and kept.note == "mine"
        page = web.get(f"/{turn.ref}?h={turn.digest}&part=narration").get_data(as_text=True)
        heading = re.search(r"<h1>(.*?)</h1>", page)
        assert heading and heading[1].startswith("Narration · ")
        assert "narration, from “" in page and page.count("estimated from") <= page.count("<dd>") + 8
        both = re.search(r"<h1>(.*?)</h1>", web.get(f"/{turn.ref}").get_data(as_text=True))
        assert both and "partly narration" in both[1]
        answer = web.get(f"/api/turn/{turn.ref}?part=narration").get_json()
        assert answer["speaker"] is answer["label"] is None and answer["part"] == answer["kind"] == "narration"
        said = web.get(f"/cite/{turn.ref}.txt?part=speech").get_data(as_text=True)
        assert "narration" not in said
