"""What stands in headers, footers, menus and boxes of a page: text is read with a doubt, what a site offers is not."""

from __future__ import annotations

import pytest
from marked_pages import text

from corpus.model.blocks import SourceText

SAID = {
    "en": "<p>ORSETSKY: Where did you stand that night when the boat came in, and who was there with you?</p>"
    "<p>KORVIN: I stood by the lamp on the quay, and I waited there alone until the bell had rung.</p>",
    "ru": "<p>ОРСЕЦКИЙ: Где вы стояли в ту ночь, когда пришла лодка, и кто там был вместе с вами?</p>"
    "<p>КОРВИН: Я стоял у фонаря на причале и ждал там один, пока не прозвонил колокол.</p>",
}
TEXT = {
    "en": [
        "The court then heard the keeper of the lighthouse, who said nothing new.",
        "I plead guilty to nothing at all.",
        "KORVIN: It was dark, and I saw nothing.",
        "May 4, 1911. Morning sitting.",
        "4 May 1911",
        "(Laughter in the hall.)",
        "Correct: Clerk A. Dal-Renin",
        "Evening Sitting, May 4",
    ],
    "ru": [
        "Суд удалился на совещание, после чего был оглашён приговор.",
        "Виновным себя не признаю ни в чём.",
        "КОРВИН: Было темно, и я ничего не видел.",
        "4 мая 1911 г. Утреннее заседание.",
        "Верно: секретарь А. Даль-Ренин",
        "Вечернее заседание 4 мая",
    ],
}
OFFERED = {
    "en": [
        "© 2021 Harbour Archive. All rights reserved.",
        "We use cookies to improve your experience on our site.",
        "Home",
        "Contact us at once if you find a mistake in it.",
    ],
    "ru": ["© 2019 Архив. Все права защищены.", "Мы используем файлы cookie для удобства работы с сайтом.", "Главная"],
}
PLACES = [
    "<nav>{}</nav>",
    "<footer><p>{}</p></footer>",
    "<header><p>{}</p></header>",
    "<menu><li>{}</li></menu>",
    '<div class="menu">{}</div>',
    '<p class="footer">{}</p>',
]
BOXES = [
    '<div class="cookie-banner">{}</div>',
    '<div id="comments"><div class="comment">{}</div></div>',
    '<section class="comments-area"><ol class="comment-list"><li>{}</li></ol></section>',
    '<div id="respond">{}</div>',
    '<div class="related-posts"><h4>More</h4>{}</div>',
    '<div class="share-buttons">{}</div>',
    '<div class="sharedaddy">{}</div>',
    '<div class="newsletter-signup">{}</div>',
    '<div class="ad-box">{}</div>',
    '<div class="advertisement">{}</div>',
    "<div class=adsbygoogle id=a>{}</div>",
    '<div class="social-share">{}</div>',
    '<div class="breadcrumbs">{}</div>',
]


def page(body: str, lang: str) -> tuple[SourceText, str]:
    source = text(f"<html><body>{SAID[lang]}{body}</body></html>", "a.html")
    assert [block.text for block in source.blocks[:2]] == [
        said.partition("</p>")[0] for said in SAID[lang].split("<p>")[1:]
    ]
    return source, " ".join(block.text for block in source.blocks[2:])


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_sentences_labels_days_and_signatures_are_text_wherever_they_stand(place: str, lang: str) -> None:
    for words in TEXT[lang]:
        source, read = page(place.format(words), lang)
        assert read == words
        assert [doubt.code for doubt in source.doubts] == ["apart-read"]
    for words in OFFERED[lang]:
        source, read = page(place.format(words), lang)
        assert (read, [item.text for item in source.left_out], source.doubts) == ("", [words], ())


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_what_a_site_offers_beside_a_text_is_left_out(box: str, lang: str) -> None:
    for words in (TEXT[lang][0], OFFERED[lang][1]):
        source, read = page(box.format(f"<p>{words}</p>"), lang)
        assert not read
        assert words in " ".join(item.text for item in source.left_out if item.kind == "navigation")


def test_a_box_that_holds_most_of_a_page_is_its_text() -> None:
    source, read = page(f'<div class="related">{SAID["en"] * 3}</div>', "en")
    assert read.count("KORVIN") == 3
    assert [doubt.code for doubt in source.doubts] == ["apart-read"]


@pytest.mark.parametrize(
    "body",
    [
        '<p class="navy">The navy officer was heard next.</p>',
        '<p class="commentary">He means the keeper.</p>',
        '<p class="shared">They shared the bread.</p>',
        '<div class="comment"><p>The clerk smiled at it.</p></div>',
        "<aside><p>The witness was taken ill here.</p></aside>",
        "<blockquote><p>The lamp was dark.</p></blockquote>",
        "<figure><figcaption>Korvin listens in the first row.</figcaption></figure>",
        '<p><a href="/k">KORVIN</a>: I did not see him.</p>',
        '<h2><a href="/x">Evening Sitting, May 4</a></h2>',
        '<p><a name="p2">The porters left the barge.</a></p>',
        "<p><a href=x>May 4, 1911</a></p>",
    ],
)
def test_words_of_a_text_stay_without_a_doubt(body: str) -> None:
    source, read = page(body, "en")
    assert read
    assert not source.left_out
    assert not source.doubts


@pytest.mark.parametrize(
    "body",
    [
        "<p><a href=1>Previous page</a> | <a href=3>Next page</a></p>",
        "<p>[<a href=1>Home</a>] [<a href=2>Contact</a>]</p>",
    ],
)
def test_links_with_signs_between_them_are_navigation(body: str) -> None:
    source, read = page(body, "en")
    assert not read
    assert [item.kind for item in source.left_out] == ["navigation"]
