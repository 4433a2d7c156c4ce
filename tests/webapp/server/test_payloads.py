"""Scripts planted in texts, names, file names, pages and queries: in Chromium none of them runs, on any page.

The security policy of the pages, which would stop them too, is switched off: it is the second lock, this is the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tiny import tiny_home, tiny_text, tiny_turn
from web_browser import served
from web_home import hearing_catalogue

from corpus.model.notes import Note
from corpus.model.turns import Correction, Mark, Origin, Page, Pair, TextInfo, Turn
from corpus.storage.library import write_library
from indexer.building.run import build_index
from webapp.app import create_app

pytestmark = pytest.mark.browser

RUN = "window.ran=1"
SITTING = "1911-05-04-morning"
ELEMENTS = (
    "<script>{}</script>",
    "<ScRiPt>{}</sCrIpT>",
    "<script src=data:text/javascript,{}></script>",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    "<svg/onload={}>",
    "<body onload={}>",
    "<iframe srcdoc='<script>parent.{}</script>'></iframe>",
    "<iframe src=javascript:parent.{}></iframe>",
    "<details open ontoggle={}>x</details>",
    "<input autofocus onfocus={}>",
    "<select autofocus onfocus={}>",
    "<textarea autofocus onfocus={}>",
    "<video><source onerror={}></video>",
    "<audio src=x onerror={}>",
    "<marquee onstart={}>",
    "<object data=javascript:{}></object>",
    "<embed src=javascript:{}>",
    "<math><mtext><script>{}</script></mtext></math>",
    "<style>@keyframes x{{}}</style><p style=animation-name:x onanimationstart={}>",
    "<a href=javascript:{} autofocus onfocus={}>x</a>",
    "<form action=javascript:{}><button autofocus onfocus={}>x</button></form>",
    "<link rel=stylesheet href=x onerror={}>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<base href=javascript:{}//>",
    "<table background=x onload={}>",
    "<template><script>{}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "<xss onpointerrawupdate={} tabindex=1 autofocus onfocus={}>x</xss>",
)
"""Elements that run a script by themselves; braces hold the script."""

BREAKS = ("{}", '"{}', "'{}", '">{}', "'>{}", "</title>{}", "</textarea>{}", "</script>{}", "-->{}", "]]>{}",
          "&lt;{}", "%3C{}")
INLINE = ('" autofocus onfocus="{}', "' autofocus onfocus='{}", '" onmouseover="{}" style="position:fixed;inset:0',
          "javascript:{}", "JaVaScRiPt:{}", "data:text/html,<script>{}</script>", "{{{{7*7}}}}<script>{}</script>",
          "{{% raw %}}<script>{}</script>", "\\u003cscript\\u003e{}\\u003c/script\\u003e", "\x00<script>{}</script>",
          "\u202e<script>{}</script>", "＜script＞{}＜/script＞<img src onerror={}>",
          "`-{}-`", "${{{}}}", "';{}//", '";{}//',
          "<!--<img src=x onerror={}>-->", "<![CDATA[<script>{}</script>]]>", "\"/><svg onload={}>",
          "<<script>{}//<</script>")


def payloads() -> list[str]:
    """Give sixty payloads: every element, every way in."""
    made = [BREAKS[at % len(BREAKS)].format(element.format(RUN, RUN)) for at, element in enumerate(ELEMENTS)]
    made += [inline.format(RUN, RUN) for inline in INLINE]
    made += [way.format(f"<img src=x onerror={RUN}>") for way in BREAKS]
    return list(dict.fromkeys(made))[:60]


def planted() -> tuple[list[tuple[TextInfo, list[Turn]]], list[Pair]]:
    """Give texts with a payload in everything that a text can say."""
    many = payloads()
    editions = []
    for lang in ("en", "ru"):
        turns = [
            tiny_turn(f"goose {payload} goose", speaker="orlan", role="prosecutor", label=payload, sitting=SITTING,
                      section=many[(at + 1) % 60], page=Page(payload, "printed"),
                      origin=Origin(payload, url=payload),
                      marks=(Mark("note", 3, 3, payload), Mark("page", 6, 6, payload)),
                      inferred=(("speaker", Note("heading-names-it", heading=payload)),),
                      corrections=(Correction("word", payload, payload, payload, payload),))
            for at, payload in enumerate(many)
        ]
        editions.append(tiny_text(f"{lang}-hearing", turns, lang=lang, trial="hearing", title=many[0],
                                  publisher=many[1], place=many[2], rights=many[3], note=many[4],
               url=many[37], author=many[5]))
    essay = tiny_text("essay", [tiny_turn(f"The goose. “goose {p} goose” (Hearing 9)", kind="narration", section=p,
                                          origin=Origin(p)) for p in many],
                      kind="citing", title=many[6], author=many[7], files=tuple(many[:5]))
    left, right = editions[1][1], editions[0][1]
    pairs = [Pair((a.ref,), (b.ref,), ("ru", "en"), payload, 0.9)
             for a, b, payload in zip(left, right, many, strict=True)]
    return [*editions, essay], pairs


@pytest.fixture(scope="module")
def planted_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    texts, pairs = planted()
    home = tiny_home(tmp_path_factory.mktemp("planted") / "home", texts, pairs, index=False)
    doubts = [{"id": info.id, "files": list(info.files), "turns": len(turns), "kinds": {}, "pages": 1, "words": 1,
               "label_words": 0, "left_out_words": 0,
               "doubts": [Note("label-unknown", label=text).placed(text, 3).to_json() for text in payloads()],
               "unknown_speakers": [], "doubtful_pages": [],
               "left_out": [{"kind": "markup", "text": p, "start": None, "end": None, "sheet": None}
                            for p in payloads()],
               "corrections": [], "inferred": []} for info, turns in texts]
    write_library(home, texts, pairs, {"texts": doubts, "refused": [], "faults": []})
    build_index(home)
    yield from served(create_app(home, catalogue=hearing_catalogue(), rate=None))


def asked(payload: str) -> list[str]:
    """Give the addresses at which a payload is asked for."""
    said = quote(payload.encode("utf-8", "replace"), safe="")
    return [f"/search?q={said}&speaker={said}", f"/statistics?q=goose+{said}", f"/check?text=%22{said}%22"]


PAGES = ["/", "/texts", "/texts/en-hearing", "/texts/essay", "/texts/essay/citations", "/texts/en-hearing/cited",
         "/texts/en-hearing/report", "/people/", "/person/orlan", "/desk", "/about", "/help", "/en-hearing/", "/essay/",
         f"/en-hearing/{SITTING}", f"/ru/en-hearing/{SITTING}?q=goose&hit=3", f"/en-hearing/{SITTING}/0007",
         f"/ru/ru-hearing/{SITTING}/0033", f"/compare/hearing/{SITTING}", "/search?q=goose", "/search?q=goose&n=2",
         "/search?q=goose&view=kwic", "/ru/search?q=goose&document=essay", "/statistics?q=goose",
         "/statistics?q=goose&by=edition", "/statistics/words?speaker=orlan", f"/en-hearing/{SITTING}?show=text-other"]


def test_there_are_sixty() -> None:
    assert len(payloads()) == 60
    assert all("window.ran" in payload for payload in payloads())


def test_no_payload_runs(browser: Any, planted_address: str, tmp_path: Path) -> None:
    context = browser.new_context(base_url=planted_address, bypass_csp=True)
    page = context.new_page()
    ran: list[str] = []
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    # What runs says so, whichever page it ran on.
    page.expose_function("tell", lambda address: ran.append(address))
    page.add_init_script("Object.defineProperty(window, 'ran', {set() { tell(location.href) }})")
    page.goto("/about")
    page.set_content(f"<img src=x onerror={RUN}>")
    page.wait_for_timeout(100)
    assert ran, "a payload that is let in is noticed"
    ran.clear()
    several = [address for at, payload in enumerate(payloads()) for address in asked(payload)[at % 3 : at % 3 + 1]]
    for address in [*PAGES, *several]:
        answer = page.goto(address, wait_until="domcontentloaded")
        assert answer.status in (200, 400, 404), address
        assert page.evaluate("document.querySelectorAll('[onerror],[onload],[onfocus],[ontoggle],[onmouseover],"
                             "iframe,object,embed,base,a[href^=javascript]').length") == 0, address
    page.wait_for_timeout(100)
    context.close()
    assert not ran
