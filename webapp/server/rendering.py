"""How templates are rendered: an environment for each language, with the tools that templates use."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from typing import Any, cast

from flask import Flask
from jinja2 import StrictUndefined

from webapp.i18n.i18n import LANGUAGES, language, number, plain_gettext, plain_ngettext
from webapp.i18n.templates import TranslatedEnvironment
from webapp.server.frame import frame
from webapp.server.links import path_of, shelf, to
from webapp.server.parameters import ignored, present
from webapp.wording import labels


class SpeakingFlask(Flask):
    """An app whose templates speak the language of the page.

    What they use beside what a view gives them are globals of their environment, so that an imported template is
    rendered once and not with each page.
    """

    jinja_environment = TranslatedEnvironment
    jinja_options = {  # noqa: RUF012 - Flask's own, never changed
        "autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"], "cache_size": -1,
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._speaking: dict[str, TranslatedEnvironment] = {}

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Give a view or what runs around it as it is: none of them is a coroutine, which Flask asks of each."""
        return func

    def update_template_context(self, context: dict[str, Any]) -> None:
        """Add nothing to what a view gives a template: the request is a global of templates already."""

    @property
    def jinja_env(self) -> TranslatedEnvironment:
        """The environment of the language of the page."""
        lang = language()
        return self._speaking.get(lang) or self._speaking.setdefault(lang, self._environment(lang))

    def _environment(self, lang: str) -> TranslatedEnvironment:
        made = cast(TranslatedEnvironment, self.create_jinja_environment())
        made.lang = lang
        made.install_gettext_callables(plain_gettext, plain_ngettext, newstyle=True)  # type: ignore[attr-defined]
        made.globals |= {
            "to": to,
            "static": static,
            "ignored": ignored,
            "lang": lang,
            "other_languages": other_languages,
            "labels": labels,
            "number": partial(number, lang=lang),
            "frame": frame,
            "specimen": shelf().home.catalogue == "specimen",
        }
        return made


def other_languages() -> list[tuple[str, str, str]]:
    """Give code, own name and address of this page in the other languages of the interface."""
    asked = present()
    site, dot, name = (asked.endpoint or "").partition(".")
    out = []
    for lang, called in LANGUAGES.items():
        if lang == language():
            continue
        if dot and site in LANGUAGES:
            query = asked.query_string.decode("latin-1")
            address = path_of(f"{lang}.{name}", **(asked.view_args or {})) + (f"?{query}" if query else "")
        else:
            address = path_of(f"{lang}.home")
        out.append((lang, called, address))
    return out


@cache
def static_mark(name: str) -> str:
    """Give a short hash of a static file, which makes its address change with its content."""
    return hashlib.sha256((files("webapp") / "static" / name).read_bytes()).hexdigest()[:10]


def static(name: str) -> str:
    """Give the address of a static file."""
    return f"{path_of('static', filename=name)}?v={static_mark(name)}"
