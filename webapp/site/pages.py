"""The addresses of the site, each with the view that answers; the same in every language of the interface."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from corpus.errors import QueryError, UnknownNameError, WrongUseError
from corpus.limits import MAX_QUERY_CHARS
from webapp.books.books import Books
from webapp.books.overview import OUTSIDE
from webapp.i18n.i18n import gettext
from webapp.pages import (
    compare as views_compare,
)
from webapp.pages import (
    help as views_help,
)
from webapp.pages import (
    home as views_home,
)
from webapp.pages import (
    languages as views_languages,
)
from webapp.pages import (
    passage as views_passage,
)
from webapp.pages import (
    people as views_people,
)
from webapp.pages import (
    person as views_person,
)
from webapp.pages import (
    read as views_read,
)
from webapp.pages import (
    report as views_report,
)
from webapp.pages import (
    search as views_search,
)
from webapp.pages import (
    statistics as views_statistics,
)
from webapp.pages import (
    texts as views_texts,
)
from webapp.presenting import downloads
from webapp.presenting.asking import MAX_NUMBER, Ask, choice, whole_number
from webapp.presenting.holdings import holdings
from webapp.presenting.passages import context_href
from webapp.server.links import base_url, shelf, to

site = Blueprint("site", __name__)

DIGEST = frozenset("0123456789abcdef")


def books() -> Books:
    """Give the texts held. Raises HomeError where there are none, IndexDamagedError."""
    return shelf().books()


def page_number() -> int:
    """Give the number of the page of a list that the address asks for. Raises WrongUseError."""
    return whole_number(request.args, "n", 1, MAX_NUMBER) or 1


def asked() -> Ask:
    """Give the search that the address asks for. Raises QueryError and WrongUseError."""
    ask = Ask.read(request.args)
    if len(ask.query) > MAX_QUERY_CHARS:
        raise QueryError(
            gettext("The query has %(length)s characters; at most %(most)s are read.", length=len(ask.query),
                    most=MAX_QUERY_CHARS),
            gettext("Search for a shorter part of it."),
        )
    return ask


@site.get("/")
def home() -> str:
    """Show what is here."""
    return render_template("home.html", **views_home.home(books()))


@site.get("/search")
def search() -> str | AnyResponse:
    """Show what a search finds; without a question, go to the first page."""
    ask = asked()
    if ask.blank:
        return redirect(to("home"))
    return render_template("search.html", **views_search.results(books(), ask))


@site.get("/statistics")
def statistics() -> str:
    """Show a search in numbers; without a question, ask for one."""
    ask = asked()
    if ask.blank:
        return render_template("statistics.html", ask=ask, found=False)
    return render_template("statistics.html", **views_statistics.statistics(books(), ask, request.args))


@site.get("/statistics/words")
def keywords() -> str:
    """Compare the words of two speakers."""
    return render_template("keywords.html", **views_statistics.keywords(books(), request.args))


@site.get("/languages")
def languages() -> str | AnyResponse:
    """Show how words are rendered in the other language; the form of the two sides goes on to the search."""
    query = views_languages.asked_sides(request.args)
    if query:
        return redirect(to("search", q=query))
    return render_template("languages.html", **views_languages.languages(books(), request.args))


@site.get("/texts")
def texts() -> str:
    """List editions and documents, held and known."""
    return render_template("texts.html", **views_texts.texts(books()))


@site.get("/texts/<text_id>")
def text(text_id: str) -> str:
    """Show what is known of a text."""
    return render_template("text.html", **views_texts.text(books(), text_id))


@site.get("/texts/<text_id>/report")
def report(text_id: str) -> str:
    """Show how a text was made from its files."""
    return render_template("report.html", **views_report.report(books(), text_id))


@site.get("/people/")
def people() -> str:
    """List the persons."""
    return render_template("people.html", **views_people.people(books()))


@site.get("/person/<person_id>")
def person(person_id: str) -> str:
    """Show a person."""
    return render_template("person.html", **views_person.person(books(), person_id, page_number()))


@site.get("/compare/<trial>/<sitting>")
def compare(trial: str, sitting: str) -> str:
    """Show a sitting in two languages."""
    return render_template("compare.html", **views_compare.compare(
        books(), trial, sitting, page_number(), choice(request.args, "first", ("ru", "en")), request.args.get("text")))


@site.get("/help")
def help() -> str:
    """Explain how to search."""
    return render_template("help.html", **views_help.help_page(books()))


@site.get("/desk")
def desk() -> str:
    """Show what the reader's browser keeps."""
    held = books()
    return render_template("desk.html", state=f"{holdings(held)} {held.index.state}", **downloads.choices())


@site.get("/about")
def about() -> str:
    """Say what this is."""
    return render_template("about.html", **views_help.about(books()))


@site.get("/<text_id>/")
def contents(text_id: str) -> str:
    """Show the contents of an edition, or read a document."""
    held = books()
    info = held.text(text_id)
    if info.is_edition:
        return render_template("contents.html", **views_read.contents(held, info))
    return render_template("reading.html", **views_read.reading(held, info, None, request.args))


@site.get("/<text_id>/p/<label>")
@site.get("/<text_id>/p/")
def page(text_id: str, label: str = "") -> AnyResponse:
    """Go to a page of a text; the form of the contents page names it in the query."""
    held = books()
    wanted = label or request.args.get("label", "").strip()
    turn = held.page(text_id, wanted) if wanted else None
    if turn is None:
        raise UnknownNameError(gettext("This text has no page of that number here."),
                               gettext("Its contents say which pages it has."))
    return redirect(context_href(held.text(text_id), turn))


@site.get("/<text_id>/<part>")
def part(text_id: str, part: str) -> str | AnyResponse:
    """Read a sitting of an edition, or show a passage of a document."""
    held = books()
    info = held.text(text_id)
    if not info.is_edition:
        return passage_page(held, f"{text_id}/{part}")
    name = None if part == OUTSIDE else part
    return render_template("reading.html", **views_read.reading(held, info, name, request.args))


@site.get("/<text_id>/<part>/<ordinal>")
def turn(text_id: str, part: str, ordinal: str) -> str | AnyResponse:
    """Show a passage of an edition at its permanent link."""
    return passage_page(books(), f"{text_id}/{part}/{ordinal}")


def passage_page(held: Books, ref: str) -> str:
    """Show a passage. Raises UnknownNameError where neither reference nor content mark is known."""
    mark = digest()
    found = held.find(ref, mark)
    return render_template("passage.html", **views_passage.passage(held, found, mark, request.args))


def digest() -> str | None:
    """Give the content mark of a permanent link. Raises WrongUseError where it is none."""
    mark = request.args.get("h", "")
    if mark and (len(mark) > 64 or not DIGEST.issuperset(mark)):
        raise WrongUseError(gettext("The link is damaged: what follows “h=” is no content mark."),
                            gettext("Leave it out to open what stands there now."))
    return mark or None


@site.get("/cite/<path:ref>.<any(bib, ris, json, txt):extension>")
def cite_file(ref: str, extension: str) -> Response:
    """Give a citation as a file for reference managers."""
    held = books()
    style = views_passage.style_of(extension, request.args.get("style"))
    made = views_passage.citation(held, held.find(ref, digest()).turn, style)
    answer = make_response(made.plain)
    answer.content_type = f"{made.media_type}; charset=utf-8"
    if made.media_type != "text/plain":
        name = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in ref)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return answer


@site.get("/opensearch.xml")
def opensearch() -> Response:
    """Describe the search to browsers."""
    answer = make_response(render_template("opensearch.xml", template=f"{base_url()}{to('search')}"))
    answer.content_type = "application/opensearchdescription+xml; charset=utf-8"
    return answer


@site.get("/robots.txt")
def robots() -> Response:
    """Keep crawlers out of the endless."""
    closed = ("search", "statistics", "languages", "api/", "cite/", "check", "source/", "sheet/", "desk", "export")
    lines = ["User-agent: *", *(f"Disallow: {prefix}/{name}" for name in closed for prefix in ("", "/ru"))]
    answer = make_response("\n".join(lines) + "\n")
    answer.content_type = "text/plain; charset=utf-8"
    return answer
