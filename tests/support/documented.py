"""The documents of the checkout, README and manual, and the blocks of examples in them."""

from __future__ import annotations

import re
from pathlib import Path

from house import ROOT

from webapp.manual.topics import TOPICS

README = ROOT / "README.md"
MANUAL = ROOT / "webapp" / "manual"
CONTRIBUTORS = (
    ROOT / ".github" / "CONTRIBUTING.md", *(ROOT / place / "README.md" for place in ("corpus", "indexer", "tests")),
)
"""What is written for those who change the program."""

PAGES = (*(MANUAL / f"{topic}.md" for topic in TOPICS), *sorted((MANUAL / "ru").glob("*.md")))
"""The pages of the manual in the order of its contents, then their translations."""


def blocks(place: Path, language: str) -> list[str]:
    """Give what stands in the fences of a language, each block of lines by itself."""
    return re.findall(rf"^```{language}\n(.*?)^```", place.read_text("utf-8"), re.S | re.M)


def command_lines(place: Path) -> list[str]:
    """Give the command lines of a document that a reader may type as they stand."""
    return [line for block in blocks(place, "sh") for line in block.splitlines() if line.strip()]


def section(place: Path, title: str) -> str:
    """Give what stands under a heading, to the next of its rank. Raises IndexError where it is not there."""
    return place.read_text("utf-8").split(f"\n## {title}\n", 1)[1].split("\n## ")[0]
