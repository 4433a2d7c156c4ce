r"""The control words of Rich Text Format (RTF), by what they do: signs, ends of paragraphs, faces, destinations.

Which groups hold no words of the text, and which signs have names, striprtf knows; here stands what this reader does
otherwise: groups whose words it lists or sets elsewhere, and white space.
"""

from __future__ import annotations

from striprtf.striprtf import destinations, specialchars

from corpus.model.blocks import LeftOutKind

SIGNS = {**specialchars, "~": " ", "_": "-", "-": "", "tab": " ", "column": " ", "page": " "}
"""What stands for a sign. White space of every kind is a space; a place where a word may be parted is nothing."""

PARTS = frozenset({"par", "cell", "nestcell", "row", "nestrow", "sect", "\n", "\r"})
"""What ends a paragraph."""

FACES = {"b": "b", "i": "i", "ul": "u", "strike": "s"}
OUTER = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})
PLACES = {"fonttbl": "fonts", "stylesheet": "styles", "info": "info", "pntext": "listed", "listtext": "listed",
          "annotation": "remark", "fldinst": "code"}
"""Destinations whose words are listed, or say something of others."""

SAID = frozenset({"title"})
"""Of what a document says of itself, the part that is taken: its author is whoever sat at the computer."""

LISTED_AS: dict[str, LeftOutKind] = {"outer": "furniture", "remark": "markup"}
"""As what words of places that are no text are listed."""

BOXES = frozenset({"shptxt", "dptxbxtext"})
ENTERED = frozenset({"shpinst", "do", "footnote", "ud", "flymaincnt", "annotation", "fldinst", *BOXES})
"""Destinations that hold text although they are marked as such that may be passed over."""

_READ = ENTERED | OUTER | PLACES.keys() | SAID | {"shp", "shpgrp", "object", "result"}
PASSED = (destinations - _READ) | {"nonshppict", "tcn"}
"""Destinations without words of the text: pictures, tables, bookmarks, entries of indexes, what stands twice."""
