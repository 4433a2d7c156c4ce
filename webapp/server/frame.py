"""The frame that all pages have: head, menu and foot, each made once for a language."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app, request

from webapp.books.memory import KeptValues
from webapp.i18n.i18n import language

FRAME = "frame"
"""Name under which the app keeps the parts of the frame."""


def frame(name: str, caller: Callable[[], str]) -> str:
    """Give a part of the frame; a template calls it around what makes it: ``{% call frame("menu") %}…{% endcall %}``.

    It may depend on the language and on which page without parameters in its path is shown.
    """
    kept: KeptValues[str] = current_app.extensions[FRAME]
    key = (name, language(), request.script_root, None if request.view_args else request.path)
    made = kept.get(key)
    if made is None:
        made = caller()
        kept.put(key, made)
    return made
