"""The frame that all pages have: head, menu and foot, each made once for a language."""

from __future__ import annotations

from collections.abc import Callable

from webapp.books.memory import KeptValues
from webapp.i18n.i18n import language
from webapp.server.links import kept
from webapp.server.parameters import present

FRAME = "frame"
"""Name under which the app keeps the parts of the frame."""


def frame(name: str, caller: Callable[[], str]) -> str:
    """Give a part of the frame; a template calls it around what makes it: ``{% call frame("menu") %}…{% endcall %}``.

    It may depend on the language and on which page without parameters in its path is shown.
    """
    frames: KeptValues[str] = kept(FRAME)
    asked = present()
    key = (name, language(), asked.script_root, None if asked.view_args else asked.path)
    made = frames.get(key)
    if made is None:
        made = caller()
        frames.put(key, made)
    return made
