"""The map of a sitting: every turn has a bar in its speaker's lane, and every hit a mark where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from webapp.books.held import Held
from webapp.presenting import sitting_map as maps
from webapp.server.site import current_books

SPECIMEN, MORNING = "en-specimen", "1911-05-04-morning"
BAR = re.compile(r"M([\d.]+) (\d+)h([\d.]+)")


@pytest.fixture
def held(specimen: Flask) -> Iterator[Held]:
    with specimen.test_request_context("/"):
        yield current_books().held


def drawn(held: Held, hits: list[maps.Place]) -> maps.SittingMap:
    found = maps.sitting_map(held, held.turns(SPECIMEN, MORNING), hits, lambda n: f"?at={n}", lambda n: f"?hit={n}")
    assert found is not None
    return found


def test_every_word_of_a_sitting_is_drawn_once(held: Held) -> None:
    turns = held.turns(SPECIMEN, MORNING)
    found = drawn(held, [])
    assert found.words == sum(lane.words for lane in found.lanes) == sum(len(turn.text.split()) for turn in turns)
    bars = [BAR.findall(bar.path) for lane in found.lanes for bar in lane.bars]
    assert sum(map(len, bars)) >= len(turns)
    assert all(maps.NAMES <= float(x) <= maps.WIDTH for each in bars for x, _, _ in each)


def test_lanes_are_those_of_the_speakers_and_narration_is_nobodys(held: Held) -> None:
    turns, found = held.turns(SPECIMEN, MORNING), drawn(held, [])
    said = {turn.speaker or turn.label for turn in turns} - {None}
    assert len(found.lanes) == len(said) + 1
    assert found.lanes[-1].style == "nobody"
    assert not found.lanes[-1].role
    assert [lane.words for lane in found.lanes[:-1]] == sorted((lane.words for lane in found.lanes[:-1]), reverse=True)


def test_hits_are_marked_in_the_lane_of_who_says_them(held: Held) -> None:
    turns = held.turns(SPECIMEN, MORNING)
    spoken = next(n for n, turn in enumerate(turns) if turn.speaker)
    found = drawn(held, [(spoken, 0), (spoken, len(turns[spoken].text) - 1)])
    assert found.hits_total == sum(lane.hits for lane in found.lanes) == 2
    lane = next(lane for lane in found.lanes if lane.hits)
    assert any(bar.href == f"?at={spoken}" for bar in lane.bars)
    assert found.hits[0][1].href == "?hit=1"


def test_a_part_with_one_voice_has_no_map(held: Held) -> None:
    turns = [turn for turn in held.turns(SPECIMEN, MORNING) if not turn.speaker and not turn.label]
    assert maps.sitting_map(held, turns, [], str, str) is None


def test_what_was_found_is_drawn_where_one_alone_speaks(held: Held) -> None:
    turns = [turn for turn in held.turns(SPECIMEN, MORNING) if turn.speaker in (None, "orsetsky")]
    assert maps.sitting_map(held, turns, [], str, str) is None
    found = maps.sitting_map(held, turns, [(0, 0), (1, 0)], str, str)
    assert found
    assert found.hits_total == sum(lane.hits for lane in found.lanes) == 2


def test_page_and_file_draw_the_same(specimen: Flask) -> None:
    client = specimen.test_client()
    page = client.get(f"/{SPECIMEN}/{MORNING}?q=light").get_data(as_text=True)
    answer = client.get(f"/map/{SPECIMEN}/{MORNING}.svg?q=light")
    file = answer.get_data(as_text=True)
    assert answer.content_type == "image/svg+xml"
    paths = re.findall(r'<path d="([^"]+)"', page)
    assert paths
    assert set(paths) == set(re.findall(r'<path d="([^"]+)"', file))
    assert "light" in file
    assert f"/{SPECIMEN}/{MORNING}" in file
    assert "gen-" in file
    assert client.get(f"/map/{SPECIMEN}/1911-01-01-morning.svg").status_code == 404


def test_hits_of_the_map_are_those_of_the_page(specimen: Flask) -> None:
    page = specimen.test_client().get(f"/{SPECIMEN}/{MORNING}?q=light").get_data(as_text=True)
    total = re.search(r"of (\d+) in this sitting", page)
    assert total
    marks = re.findall(r'<path class="over" d="([^"]+)"', page)
    assert sum(path.count("M") for path in marks) == int(total[1])


def test_a_hostile_section_is_text(app: Flask) -> None:
    page = app.test_client().get("/en-hearing/1911-05-04-morning").get_data(as_text=True)
    assert "<script>alert" not in page


def test_a_long_part_with_many_hits_is_drawn_lightly_and_counts_all(held: Held) -> None:
    turns = held.turns(SPECIMEN, MORNING) * 20
    hits = [(number, at) for number, turn in enumerate(turns) for at in (0, len(turn.text) // 2)]
    found = maps.sitting_map(held, turns, hits, lambda n: f"?at={n}", lambda n: f"?hit={n}")
    assert found is not None
    assert found.hits_total == sum(lane.hits for lane in found.lanes) == len(hits) > 3 * maps.MOST_DRAWN
    counted = [int(many[1].replace(",", "")) if (many := re.match(r"([\d,]+) hits", mark.name)) else 1
               for _, mark in found.hits]
    assert sum(counted) == len(hits)
    bars = [bar for lane in found.lanes for bar in lane.bars]
    assert len(bars) + len(found.hits) < maps.MOST_DRAWN
    assert sum(len(target.path) for target in [*bars, *(mark for _, mark in found.hits)]) < 60_000
