"""Whatever is known of a work, no citation has a mark twice, an empty bracket or a space before a mark."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest
from lantern import READ_ON

from corpus.citation.locus import Locus
from corpus.citation.rich_text import Rich
from corpus.citation.sequence import NOTE_STYLES, NoteSequence
from corpus.citation.work import CitedWork

TITLES = ("On the Lamp", "On the Lamp.", 'Who said "Lamp"?', 'The "Lamp"', "Дело «Фонаря»", "О лампе!")
PLACES = (Locus("en"), Locus("en", pages=("3", "4"), name="Oslan", sitting="morning session, May 4"),
          Locus("en", section="“The Lamp”", heading="The Lamp"), Locus("en", section="“Who?”", heading="Who?"))
WRONG = re.compile(r"\.[”»’]? ?\.(?!\.)|\s[.,;](?=\s|$)|, ,|Lamp\.,|“”|«»|  |\(\)|\(,|[,;] \)|[?!]\.|: \.|\.”\.")


@pytest.mark.parametrize("style", NOTE_STYLES)
def test_no_mark_stands_twice(style: str) -> None:
    known = product(TITLES, ((), ("Quill, A.",), ("Harbour Board",)), ("", "Vell Press"), ("", "Port Vell"),
                    (None, 1931), ("", "lamp.example"), ("", "https://x.example/1"), (None, date(1931, 3, 4)),
                    ("", "HARBOUR ARCHIVE. F. 1"), PLACES)
    for title, authors, house, place, year, site, url, day, archive, locus in known:
        item = CitedWork("x", "en", title, title, authors, house, place, year, site, url, READ_ON, "", url, day,
                         archive).in_print
        notes = NoteSequence(style)
        made = [notes.note(item, locus), notes.note(item, locus), *notes.works()]
        for line in ("".join(span.text for span in spans) for spans in made):
            assert not WRONG.search(line), line


@pytest.mark.parametrize(("said", "wanted"), [
    ("“The Lamp”", "“The Lamp,” 3."), ("“The Slogan ‘More Light’”", "“The Slogan ‘More Light,’” 3."),
    ("“Of the Lamps’”", "“Of the Lamps’,” 3."), ("The Lamp", "The Lamp, 3."),
])
def test_commas_and_stops_go_inside_all_quotation_marks(said: str, wanted: str) -> None:
    made = Rich(inside=True).add(said).add(", 3").stop().spans()
    assert "".join(span.text for span in made) == wanted
