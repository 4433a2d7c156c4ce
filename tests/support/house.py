"""The modules of the three packages, for tests of how they are arranged."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("corpus", "indexer", "webapp")

FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))
}
"""Each module and room by its name."""

ROOMS = sorted(name for name, path in FILES.items() if path.name == "__init__.py" and "." in name)
"""The rooms, those inside rooms included."""
