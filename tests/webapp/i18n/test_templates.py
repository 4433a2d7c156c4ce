"""Templates translated when they are compiled say what they would say if they were translated when rendered."""

from __future__ import annotations

import gc
import weakref

import pytest
from flask import Flask
from jinja2 import Environment, StrictUndefined, Undefined, UndefinedError
from markupsafe import Markup

from webapp.i18n.i18n import LANGUAGES, gettext, ngettext, speaking
from webapp.i18n.templates import TranslatedEnvironment

HOSTILE = '"><script>alert(1)</script>%(place)s{{ 1 }}&'

TEMPLATES = {
    "plain": '<p title="{{ _("Search") }}">{{ _("Search results") }}</p>',
    "places": '{{ _("leave out the form “%(form)s”", form=hostile) }}',
    "joined": '{{ _("Search") ~ hostile ~ _("Help") }}',
    "chosen": '{{ _("Search") if yes else _("Help") }}{{ hostile if yes else _("Help") }}',
    "given to a macro": '{% macro m(text) %}<b>{{ text }}</b>{% endmacro %}{{ m(_("Search")) }}{{ m(hostile) }}',
    "not fixed": '{{ _(name) }}{{ gettext(name) }}{{ _("Help" if yes else "Search") }}',
    "counted": '{{ ngettext("%(num)s text", "%(num)s texts", 5) }}',
    "not known": '{{ _("a string that nobody translates, 100 %%") }}',
}
"""Templates by what they do with strings."""

GIVEN = {"hostile": HOSTILE, "yes": True, "name": "Search"}


def environment(kind: type[Environment], lang: str, **options: object) -> Environment:
    """Make an environment of a kind that escapes, and translates as the site's does."""
    made = kind(**options, autoescape=True, extensions=["jinja2.ext.i18n"])  # type: ignore[arg-type]
    if isinstance(made, TranslatedEnvironment):
        made.lang = lang
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_says_the_same(lang: str, template: str) -> None:
    app = Flask("trial")
    with app.app_context(), speaking(lang):
        plain = environment(Environment, lang).from_string(TEMPLATES[template])
        translated = environment(TranslatedEnvironment, lang, app=app).from_string(TEMPLATES[template])
        assert translated.render(GIVEN) == plain.render(GIVEN)
        assert "<script>" not in translated.render(GIVEN)


class Text(str):
    """A text of a type of its own."""


class Marked(Markup):
    """A marked text of a type of its own."""


class Shown:
    """Says of itself what it is in HTML, and something else as a text."""

    def __html__(self) -> str:
        return "<b>shown</b>"

    def __str__(self) -> str:
        return "<i>text</i>"


class Later:
    """A text that is known when it is asked for."""

    def __str__(self) -> str:
        return HOSTILE


@pytest.mark.parametrize("given", [
    HOSTILE, HOSTILE * 20, "&amp;", Markup("&amp;"), "<b>", Markup("<b>"), "", 1, 1.0, True, None, ["<i>"], {"<": ">"},
    "'", '"', "\0<", "\ud800<", b"<b>", Text(HOSTILE), Text("plain"), Marked("<b>"), Shown(), Later(),
    Undefined(name="<"),
])
def test_what_is_shown_is_escaped_as_jinja_does(given: object) -> None:
    app = Flask("trial")
    template = "{% macro m(text) %}<p>{{ text }}</p>{% endmacro %}{{ given }}|{{ m(given) }}|{{ given ~ '<' }}"
    plain = environment(Environment, "en").from_string(template)
    once = environment(TranslatedEnvironment, "en", app=app).from_string(template)
    for _ in range(2):
        assert once.render(given=given) == plain.render(given=given)


class Named:
    """What templates ask by name: attributes, what only looks like one, and what is refused."""

    name, nothing = "<plain>", None

    @property
    def inner(self) -> dict[str, str]:
        return {"name": "<in a mapping>", "items": "<not the method>"}

    @property
    def refused(self) -> str:
        raise AttributeError("no such thing")


@pytest.mark.parametrize("template", [
    "{{ given.name }}{{ given.nothing }}", "{{ given.inner.name }}", "{{ given.inner.items() | list | length }}",
    "{{ given.missing is defined }}{{ given.missing | default('-') }}{{ given.refused is defined }}",
    "{{ given.inner.missing is defined }}", "{{ {'a': given}.a.name }}",
    "{{ 'text'.upper() }}{{ ('a' ~ given.name).lower() }}",
    "{% for one in [given, given] %}{{ one.name }}{{ loop.index }}{% endfor %}",
    "{% macro m(of) %}{{ of.name }}{{ caller() }}{% endmacro %}{% call m(given) %}{{ given.inner.name }}{% endcall %}",
    "{{ _('leave out the form “%(form)s”', form=given.name) }}{{ _('Search') }}",
    "{% macro m(a, b='<') %}{{ a }}{{ b }}{{ kwargs | length }}{{ varargs }}{% endmacro %}"
    "{{ m(given.name, 1, '<', class='<', d=3) }}{{ m(*[given.name]) }}{{ m(b=2, **{'a': 1}) }}",
    "{% macro m() %}{{ caller(given.name, b=2) }}{% endmacro %}{% call(a, b) m() %}{{ a }}{{ b }}{% endcall %}",
    "{% for one in [1, 2] recursive %}{{ ngettext('%(num)s text', '%(num)s texts', one) }}"
    "{{ loop([3]) if one < 2 }}{{ range(one) | list }}{% endfor %}",
    "{% block told %}{{ given.name }}{% endblock %}{{ self.told() }}{% set one = namespace(a='<') %}{{ one.a }}",
])
def test_what_is_asked_by_name_is_what_jinja_gives(template: str) -> None:
    app = Flask("trial")
    with app.app_context(), speaking("en"):
        plain = environment(Environment, "en").from_string(template)
        quick = environment(TranslatedEnvironment, "en", app=app).from_string(template)
        assert quick.render(given=Named()) == plain.render(given=Named())


def test_what_a_template_was_given_goes_with_its_page() -> None:
    template = "{% macro m() %}{{ given.name }}{% endmacro %}{% macro n() %}{{ m() }}{% endmacro %}{{ n() }}"
    made, given = environment(TranslatedEnvironment, "en", app=Flask("trial")).from_string(template), Named()
    left = weakref.ref(given)
    gc.disable()
    try:
        assert made.render(given=given) == "&lt;plain&gt;"
        del given
        assert left() is None
    finally:
        gc.enable()


def test_what_a_value_has_not_is_an_error() -> None:
    made = environment(TranslatedEnvironment, "en", app=Flask("trial"), undefined=StrictUndefined)
    with pytest.raises(UndefinedError, match="missing"):
        made.from_string("{{ given.missing }}").render(given=Named())


def test_a_fixed_string_is_not_translated_again() -> None:
    app = Flask("trial")
    made = environment(TranslatedEnvironment, "ru", app=app).from_string(TEMPLATES["plain"])
    # Rendered in another language it stays as it was compiled: an environment has one language.
    with app.app_context(), speaking("en"):
        assert "Результаты" in made.render()


def test_a_place_that_is_not_filled_is_an_error() -> None:
    app = Flask("trial")
    made = environment(TranslatedEnvironment, "en", app=app)
    with pytest.raises((KeyError, UndefinedError)):
        made.from_string('{{ _("leave out the form “%(form)s”") }}').render()
