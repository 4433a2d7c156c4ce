"""Writes the drawing of the rooms in ``corpus/README.md`` from setup.cfg (the floors) and the rooms themselves.

    python scripts/draw_rooms.py            writes it
    python scripts/draw_rooms.py --check    ends with 1 where it is not up to date
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "corpus" / "README.md"
BEGIN, END = "<!-- drawing -->\n", "<!-- end of the drawing -->\n"


def floors() -> Iterator[tuple[str, list[list[str]]]]:
    """Give each folder whose rooms have floors, with the names on each floor, the highest first."""
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", "utf-8")
    for name in settings.sections():
        contract = settings[name]
        if contract.get("type") == "layers" and "containers" in contract:
            layers = contract["layers"].strip().splitlines()
            yield contract["containers"].strip(), [[room.strip() for room in layer.split("|")] for layer in layers]


def facts(name: str) -> tuple[str, list[str]]:
    """Give what a room or module says of itself first, and the modules that a room opens to others."""
    place = ROOT / name.replace(".", "/")
    tree = ast.parse((place / "__init__.py" if place.is_dir() else place.with_suffix(".py")).read_text("utf-8"))
    said = " ".join((ast.get_docstring(tree) or "").split("\n\n")[0].split())
    named = [node for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "OPEN"]
    return said, [str(each) for node in named for each in ast.literal_eval(node.value)]


def drawing() -> str:
    """Give the tables of the rooms, a table for each folder with floors."""
    parts = []
    for package, layers in floors():
        rows = ["| floor | room | what lives there | its doors |", "|---|---|---|---|"]
        for number, layer in enumerate(layers):
            for room in layer:
                said, opened = facts(f"{package}.{room}")
                doors = ", ".join(f"`{module}`" for module in opened)
                rows.append(f"| {len(layers) - number} | `{room}` | {said.replace('|', chr(92) + '|')} | {doors} |")
        title = package.replace(".", "/")
        parts.append(f"### {title}/\n\n" + "\n".join(rows) + "\n")
    return "\n" + "\n".join(parts) + "\n"


def main() -> int:
    """Write the drawing, or say whether it is up to date."""
    text = PLACE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    made = before + BEGIN + drawing() + END + after
    if "--check" in sys.argv:
        if made != text:
            print("The drawing of the rooms is not up to date: python scripts/draw_rooms.py", file=sys.stderr)
        return int(made != text)
    PLACE.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
