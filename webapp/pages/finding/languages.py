"""Both languages: passages found by what the other side says, and how a word or phrase is rendered there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from corpus.language.script import is_cyrillic
from indexer.statistics.renderings import Rendering
from webapp.books.books import Books
from webapp.books.pairs import SIDES
from webapp.i18n.i18n import decimal, gettext
from webapp.models.models import Link
from webapp.presenting.asking import choice
from webapp.presenting.examples import name_to_render
from webapp.server.links import to
from webapp.server.site import current_books, site
from webapp.wording import labels


@site.get("/languages")
def languages() -> str | AnyResponse:
    """Show how words are rendered in the other language; the form of the two sides goes on to the search."""
    query = asked_sides(request.args)
    if query:
        return redirect(to("search", q=query))
    return render_template("finding/languages.html", **languages_context(current_books(), request.args))


@dataclass(frozen=True, slots=True)
class SidesForm:
    """What the form of the two sides says: words of each, whether the other has them or not, which is looked for."""

    ru: str = ""
    en: str = ""
    how: str = "with"


HOW = ("with", "en-without", "ru-without", "only-ru", "only-en")
"""Both sides have their words; one has not; passages that one edition alone has."""


def sides_query(form: SidesForm) -> str:
    """Give the query that the form of the two sides stands for; empty where it says nothing."""
    ru, en = (f"{lang}:({text})" if text else "" for lang, text in (("ru", form.ru), ("en", form.en)))
    match form.how:
        case "en-without":
            return f"{ru} -{en}" if ru and en else f"{form.ru} only:ru".strip()
        case "ru-without":
            return f"{en} -{ru}" if ru and en else f"{form.en} only:en".strip()
        case "only-ru":
            return f"{form.ru} only:ru".strip()
        case "only-en":
            return f"{form.en} only:en".strip()
        case _:
            return f"{ru} {en}".strip()


def asked_sides(args: MultiDict[str, str]) -> str:
    """Give the query that the form asks for, empty without one. Raises WrongUseError."""
    how = choice(args, "how", HOW)
    form = SidesForm(args.get("ru", "").strip(), args.get("en", "").strip(), how or "with")
    return sides_query(form) if how else ""


def languages_context(books: Books, args: MultiDict[str, str]) -> dict[str, Any]:
    """Give the page: two forms, and the renderings of what is asked. Raises QueryError and WrongUseError."""
    query = args.get("q", "").strip()
    lang = choice(args, "lang", SIDES) or ("en" if is_cyrillic(query, one_letter=True) else "ru")
    found = books.figures.renderings(query, lang) if query else ()
    return {
        "query": query,
        "into": lang,
        "rows": [_row(query, lang, one) for one in found],
        "of": found[0].of if found else 0,
        "ways": [(how, gettext(text)) for how, text in zip(HOW, labels.SIDES_HOW, strict=True)],
        "only": [Link(gettext(labels.ONLY_IN[side]), to("search", q=f"only:{side}"), lang=None) for side in SIDES],
        "held": books.pairs.are_there,
        "example": "" if query else name_to_render(books),
    }


def _row(query: str, lang: str, one: Rendering) -> tuple[Link, int, str, str, list[Link]]:
    """Give a rendering: its commonest form with the passages of both, turns, the two measures, its other forms."""
    def link(form: str) -> Link:
        words = f'"{form}"'
        other = "ru" if lang == "en" else "en"
        return Link(form, to("search", q=f"{other}:({query}) {lang}:({words})"), lang=lang)

    first, *rest = one.forms
    return link(first), one.turns, decimal(one.dice, 2), decimal(one.likelihood, 1), [link(form) for form in rest[:6]]
