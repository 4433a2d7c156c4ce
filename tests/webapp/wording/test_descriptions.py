"""Words of the interface for what the corpus names by codes: none is missing, in either language."""

from __future__ import annotations

import pytest
from flask import Flask

from corpus.description.rules import description_rules
from corpus.model.description import DayBound, Description
from webapp.i18n.i18n import speaking
from webapp.wording import descriptions


def test_every_kind_of_document_has_its_word() -> None:
    kinds = {rule.id for rule in description_rules().rules} | set(description_rules().collections.values())
    assert kinds <= set(descriptions.DOCTYPES)


@pytest.mark.parametrize(("bound", "english", "russian"), [
    ("from", "not before 3 May 1935", "не ранее 3 мая 1935"),
    ("until", "not after 3 May 1935", "не позднее 3 мая 1935"),
    ("about", "about 3 May 1935", "около 3 мая 1935"),
    ("between", "some day of 3 May 1935", "один из дней 3 мая 1935"), (None, "3 May 1935", "3 мая 1935"),
])
def test_a_day_that_is_not_exactly_known_says_so(bound: DayBound | None, english: str, russian: str) -> None:
    described = Description(day="1935-05-03", until="1935-05-03", bound=bound)
    app = Flask(__name__)
    for lang, words in (("en", english), ("ru", russian)):
        with app.test_request_context(), speaking(lang):
            assert descriptions.described_days(described) == words
