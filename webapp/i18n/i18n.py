"""The languages of the interface: English at ``/``, Russian at ``/ru/``.

Strings are marked with ``gettext``/``ngettext`` (``_`` in templates) or, where they are looked up later,
with ``N_``. The Russian ones stand in ``translations/ru/LC_MESSAGES/messages.po``, which is read at the first
Russian page.
"""

from __future__ import annotations

import gettext as stdlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from io import BytesIO
from typing import Any, ParamSpec

P = ParamSpec("P")

LANGUAGES = {"en": "English", "ru": "Русский"}
"""Languages of the interface, each under its own name; the first has no prefix in the address."""

DEFAULT = "en"

_SPOKEN: ContextVar[str] = ContextVar("spoken", default=DEFAULT)
"""The language that is spoken just now; each thread has its own."""


def N_(message: str) -> str:  # noqa: N802 - the customary name, known to extractors
    """Mark a string that is translated when it is shown."""
    return message


def language() -> str:
    """Give the language of the page being made, by default the first; a page asks hundreds of times."""
    return _SPOKEN.get()


def speak(lang: str) -> None:
    """Say everything in a language from here on, until this is said again."""
    _SPOKEN.set(lang)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Say everything in one language, whatever that of the page: inside, :func:`language` gives ``lang``."""
    token = _SPOKEN.set(lang)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


@cache
def translations(lang: str) -> stdlib.NullTranslations:
    """Read the messages of one language; English is the language of the strings themselves."""
    if lang == DEFAULT or lang not in LANGUAGES:
        return stdlib.NullTranslations()
    from importlib.resources import files

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    place = files("webapp") / "translations" / lang / "LC_MESSAGES" / "messages.po"
    catalogue = read_po(BytesIO(place.read_bytes()), locale=lang)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return stdlib.GNUTranslations(compiled)


def gettext(message: str, /, **values: Any) -> str:
    """Translate a string and fill in its ``%(name)s`` places."""
    found = translations(language()).gettext(message) if message else ""
    return found % values if values else found


def ngettext(one: str, many: str, num: int, /, **values: Any) -> str:
    """Translate a counted string; ``%(num)s`` is the count, set in the way of the language."""
    found = translations(language()).ngettext(one, many, num)
    return found % {"num": number(num), **values}


def said_once(most: int) -> Callable[[Callable[P, str]], Callable[P, str]]:
    """Keep up to ``most`` answers of a function that says something in the language of the page, in each language."""
    def decorate(say: Callable[P, str]) -> Callable[P, str]:
        kept: Callable[..., str] = lru_cache(most)(lambda _, *args, **named: say(*args, **named))

        @wraps(say)
        def answer(*args: P.args, **named: P.kwargs) -> str:
            return kept(_SPOKEN.get(), *args, **named)
        return answer
    return decorate


def number(value: float, lang: str | None = None) -> str:
    """Write a number as a language does, by default that of the page."""
    return _written(value, lang or language())


def numbers(values: Iterable[float], lang: str) -> list[str]:
    """Write numbers as a language does, as :func:`number` does one."""
    return [_written(value, lang) for value in values]


def decimal(value: float, digits: int) -> str:
    """Write a number with so many decimals, as the language does."""
    from babel.numbers import format_decimal

    return format_decimal(value, f"#,##0.{'0' * digits}", locale=language())


@lru_cache(maxsize=10_000)
def _written(value: float, lang: str) -> str:
    if lang == "en" and isinstance(value, int):
        return f"{value:,}"
    from babel.numbers import format_decimal

    return format_decimal(value, locale=lang)


class _Places(dict[str, str]):
    """Stands for the values of a message while its places are looked for."""

    def __missing__(self, name: str) -> str:
        return f"\0{name}\0"


@cache
def message_parts(message: str) -> list[str]:
    """Cut a message at its places: words and names of places by turns."""
    return (message % _Places()).split("\0")


def plain_gettext(message: str) -> str:
    """Translate for templates, which fill in the values themselves."""
    return translations(language()).gettext(message)


def plain_ngettext(one: str, many: str, num: int) -> str:
    """Translate a counted string for templates, which fill in the values themselves."""
    return translations(language()).ngettext(one, many, num)
