"""Draws the pictures of the README from the specimen, as the program in this checkout shows it.

    python scripts/draw_pictures.py

Needs Chromium, and what the tests need: Playwright drives it, Pillow makes the files small.
"""

from __future__ import annotations

import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from webapp.app import create_app
from webapp.commands.serving import specimen_home

FOLDER = Path(__file__).resolve().parents[1] / ".github" / "pictures"
SHOWN = {
    "results": "search?q=%22the+light+was+out%22",
    "languages": "compare/specimen/1911-05-04-morning",
}
"""Name of each picture, and the address of the page of which it is."""

WIDTH, HEIGHT = 1200, 860
COLOURS = 48
"""Few, since a page has few of them: the files stay small and letters smooth."""


def main() -> None:
    """Serve the specimen, and draw each page."""
    with tempfile.TemporaryDirectory() as place:
        server = make_server("127.0.0.1", 0, create_app(specimen_home(Path(place)), rate=None))
        Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            for name, address in SHOWN.items():
                page.goto(f"http://127.0.0.1:{server.port}/{address}")
                drawn = Image.open(BytesIO(page.screenshot())).convert("RGB")
                drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
                print(name, (FOLDER / f"{name}.png").stat().st_size)
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
