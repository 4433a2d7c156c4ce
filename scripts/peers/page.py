"""What ``load.py`` measures beside ours: SQLite's FTS5 behind the least Flask page that has what our results have.

The page has how many passages a word or phrase is in, twenty of them with the words marked, and the counts of every
column, each with a link; nothing else, and no compression. ``python -m peers.page HOME PLACE`` makes its database.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import local

from flask import Flask, request

from corpus.language.words import forms
from corpus.storage.home import Home
from corpus.storage.library import Library
from peers.engines import Fts5
from peers.queries import Ask, held_passages

PLACE = "PEER_PLACE"
"""Variable of the environment that says where the database is."""

SHOWN = 60
"""Values of a column that the page has, as many as ours."""

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ query }}</title></head>
<body>
<form action="/search"><input name="q" value="{{ query }}"><button>Search</button></form>
<p>{{ total }} passages</p>
{% for name, values in counts.items() %}
<h2>{{ name }}</h2>
<ul>
{% for value, count in values %}
<li><a href="{{ url_for('search', q=query, **{name: value}) }}">{{ value }}</a> {{ count }}</li>
{% endfor %}
</ul>
{% endfor %}
<ol>
{% for number, text in rows %}
<li><a href="{{ url_for('search', q=number) }}">{{ number }}</a>
<p>{% for part in text.split("[") %}{% if not loop.first %}<mark>{{ part.partition("]")[0] }}</mark>{% endif %}\
{{ part if loop.first else part.partition("]")[2] }}{% endfor %}</p></li>
{% endfor %}
</ol>
</body>
</html>
"""


class Engines(local):
    """An open database for each thread that answers: SQLite's connections stay with the thread that made them."""

    def __init__(self) -> None:
        self.engine = Fts5()
        self.engine.open(Path(os.environ[PLACE]))


def app() -> Flask:
    """Make the app over the database at ``PEER_PLACE``."""
    engines = Engines()
    made = Flask("peer")
    template = made.jinja_env.from_string(PAGE)

    @made.get("/about")
    def about() -> str:
        return "FTS5"

    @made.get("/search")
    def search() -> str:
        query = request.args["q"]
        engine, asked = engines.engine, Ask("page", (tuple(forms(query)),))
        total, counts = engine.ask(Ask("page", asked.parts, shown=0)) or (0, {})
        ordered = {name: sorted(values.items(), key=lambda row: -row[1])[:SHOWN] for name, values in counts.items()}
        return template.render(query=query, total=total, counts=ordered, rows=engine.first(asked))

    return made


def build(home: Home, place: Path) -> None:
    """Make the database of a home's passages."""
    place.mkdir(parents=True, exist_ok=True)
    Fts5().build(place, list(held_passages(Library(home))))


if __name__ == "__main__":
    build(Home.open(Path(sys.argv[1])), Path(sys.argv[2]))
