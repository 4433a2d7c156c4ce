"""Every kind of page in real Chromium against axe-core: no violation of WCAG 2.2 AA, both languages, both themes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from web_home import MORNING

pytestmark = [pytest.mark.browser, pytest.mark.network]

AXE = "axe-core@4.11"
KINDS = [
    "/", "/search?q=goose", "/search?q=goose&view=kwic", "/search?q=nothinglikeit", f"/en-hearing/{MORNING}?q=goose",
    "/essay/", "/en-hearing/", f"/en-hearing/{MORNING}/0004?what=word&was=gate&now=door",
    f"/en-hearing/{MORNING}/0008", f"/en-hearing/{MORNING}/0008?h=00000000", f"/compare/hearing/{MORNING}", "/people/",
    "/person/vetkin", "/texts", "/texts/en-hearing", "/texts/de-hearing", "/texts/en-hearing/report",
    "/texts/essay/citations", "/texts/en-hearing/cited", "/check?text=Nobody+did+open+the+wide+gate", "/desk", "/help",
    "/about", "/api/", "/nothing/",
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Source of axe-core from the package registry; it is not part of this repository."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed, so axe-core cannot be fetched")
    place = tmp_path_factory.mktemp("axe")
    try:
        subprocess.run([npm, "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", AXE], cwd=place,
                       check=True, capture_output=True, timeout=120)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"axe-core could not be fetched: {error}")
    return Path(place / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Theme of the browser."""
    return str(request.param)


@pytest.mark.parametrize("prefix", ["", "/ru"], ids=["en", "ru"])
def test_no_page_has_a_violation(browser: Any, address: str, axe: str, scheme: str, prefix: str) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found: list[str] = []
    for kind in KINDS:
        page.goto(prefix + kind)
        page.evaluate(axe)
        answer = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        found += [f"{kind}: {v['id']}: {node['html'][:160]} {node['any'][:1] and node['any'][0]['message']}"
                  for v in answer["violations"] for node in v["nodes"][:3]]
    context.close()
    assert not found, "\n".join(found)
