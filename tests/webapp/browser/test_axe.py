"""Every kind of page against packaged judges: axe-core in real Chromium for WCAG 2.2 AA, html-validate for HTML.

Both come from the package registry when the tests run; where that cannot be reached the tests are skipped.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_home import MORNING

pytestmark = pytest.mark.network

AXE, VALIDATOR = "axe-core@4.11", "html-validate@10.17.0"
KINDS = [
    "/", "/search?q=goose", "/search?q=goose&view=kwic", "/search?q=nothinglikeit", f"/en-hearing/{MORNING}?q=goose",
    "/essay/", "/en-hearing/", f"/en-hearing/{MORNING}/0004?what=word&was=gate&now=door",
    f"/en-hearing/{MORNING}/0008", f"/en-hearing/{MORNING}/0008?h=00000000", f"/compare/hearing/{MORNING}", "/people/",
    "/languages?q=goose", "/person/vetkin", "/texts", "/texts/en-hearing", "/texts/de-hearing",
    "/texts/en-hearing/report", "/texts/essay/citations", "/texts/en-hearing/cited",
    "/check?text=Nobody+did+open+the+wide+gate", "/desk", "/help",
    "/help/searching", "/help/serving", "/about", "/api/", "/nothing/",
    f"/en-hearing/{MORNING}?show=text-other", f"/en-hearing/{MORNING}?show=other&q=goose", "/statistics",
    "/statistics?q=goose", "/statistics/words?speaker=vetkin", "/texts/en-hearing/pages",
]
PRINTED = "/en-specimen/1911-05-04-morning"
SPECIMEN = ["/", "/person/orsetsky", f"{PRINTED}?show=image-text-other&q=light", f"{PRINTED}?show=image",
            f"/source{PRINTED}/0042", f"{PRINTED}/0042", "/search?q=light", "/statistics?q=light", "/texts",
            "/trial/specimen?q=light"]
"""Pages that have more on the specimen: pictures, charts, typical words."""
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules in which a theme can differ: the themes change colours only."""

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def packaged(name: str, place: Path) -> Path:
    """Install a package from the registry into a folder of its own and give that; it is no part of this repository."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip(f"npm is not installed, so {name} cannot be fetched")
    try:
        subprocess.run([npm, "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", name], cwd=place,
                       check=True, capture_output=True, timeout=120)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"{name} could not be fetched: {error}")
    return place / "node_modules"


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Source of axe-core."""
    return (packaged(AXE, tmp_path_factory.mktemp("axe")) / "axe-core" / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def validator(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Program html-validate, with the rules of the standard."""
    place = tmp_path_factory.mktemp("valid")
    (place / ".htmlvalidate.json").write_text('{"root": true, "extends": ["html-validate:standard"]}', "utf-8")
    return packaged(VALIDATOR, place) / ".bin" / "html-validate"


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "/ru"], ids=["en", "ru"])
def test_no_page_has_a_violation(
    browser: Any, address: str, specimen_address: str, axe: str, prefix: str
) -> None:
    context = browser.new_context(color_scheme="light", bypass_csp=True)
    page = context.new_page()
    found: list[str] = []
    for kind, site in [*((kind, address) for kind in KINDS), *((kind, specimen_address) for kind in SPECIMEN)]:
        page.goto(f"{site}{prefix}{kind}")
        # What a bar that stays in sight covers just now is reached by scrolling.
        page.evaluate("scrollTo(0, 0)")
        page.evaluate(axe)
        for scheme, rules in (("light", TAGS), ("dark", OF_COLOUR)):
            page.emulate_media(color_scheme=scheme)
            answer = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
            found += [f"{kind} {scheme}: {v['id']}: {node['html'][:99]} {[each['message'] for each in node['any'][:1]]}"
                      for v in answer["violations"] for node in v["nodes"][:3]]
        page.emulate_media(color_scheme="light")
    context.close()
    assert not found, "\n".join(found)


def test_html_is_valid(client: FlaskClient, specimen: Flask, validator: Path) -> None:
    place = validator.parent.parent.parent
    files = []
    asked = [(client, kind) for kind in KINDS] + [(specimen.test_client(), kind) for kind in SPECIMEN]
    for number, (site, address) in enumerate((s, p + k) for s, k in asked for p in ("", "/ru")):
        files.append(place / f"{number}.html")
        files[-1].write_bytes(site.get(address).data)
    run = subprocess.run([validator, "--formatter", "text", *files], cwd=place, capture_output=True, text=True,
                         timeout=120, check=False)
    assert not run.returncode, run.stdout + run.stderr
