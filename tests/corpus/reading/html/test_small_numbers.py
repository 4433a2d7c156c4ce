"""Numbers set small are pages where they count on and stand as no mark of a note does."""

from __future__ import annotations

import pytest
from marked_pages import pages_of_words, text

FORMS = ["<sup>{}</sup>",
         "<small>{}</small>", "<sup>[{}]</sup>", "<small>({})</small>", '<font size="1">{}</font>', "<sub>{}</sub>",
         '<span style="font-size:60%">{}</span>', "<sup><small>{}</small></sup>", "<sup>p. {}</sup>"]


@pytest.mark.parametrize("form", FORMS)
def test_small_numbers_before_words_are_pages(form: str) -> None:
    marks = [form.format(number) for number in (31, 32, 33, 34)]
    source = text(f"<html><body><p>{marks[0]}Fog lay there.</p><p>Carts {marks[1]}stood. Boats {marks[2]}came.</p>"
                  f"<p>{marks[3]} Lamps burned.</p></body></html>", "a.html")
    assert pages_of_words(source) == {
        "fog": "31", "lay": "31", "there": "31", "carts": "31", "stood": "32", "boats": "32", "came": "33",
        "lamps": "34", "burned": "34"}


@pytest.mark.parametrize("body", [
    "<p>Fog<sup>31</sup> lay there.<sup>32</sup> Carts stood.<sup>33</sup></p>",
    "<p>Fog.<sup>31</sup> Carts.<sup>32</sup> Boats.<sup>33</sup></p>"
    "<p><sup>31</sup> See A.</p><p><sup>32</sup> See B.</p><p><sup>33</sup> See C.</p>",
    "<p>Fog.</p><p><sup>31</sup> See A.</p><p><sup>32</sup> See B.</p><p><sup>33</sup> See C.</p>",
    "<p><sup>1</sup>Fog lay <sup>2</sup>there and carts <sup>3</sup>stood.</p>",
    "<p><sup>1936</sup>Fog lay <sup>1937</sup>there and carts <sup>1938</sup>stood.</p>",
])
def test_small_numbers_of_notes_verses_and_years_are_no_pages(body: str) -> None:
    assert set(pages_of_words(text(f"<html><body>{body}</body></html>", "a.html")).values()) == {None}
