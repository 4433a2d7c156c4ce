"""Marks of pages within texts, of every form: pages where they count on, doubted where they may be anything else."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import pytest
from marked_pages import Marked, marked, pages_of_words, text

from corpus.model.blocks import SourceText
from corpus.model.leaves import bare_label, is_leaf
from corpus.reading.formats import sniff

LEAVES = ("31r", "31v", "32r", "32v", "33r")
BACKS = ("31", "31 об.", "32", "32 об.", "33")
LEAPS = ("31", "35", "36", "52", "60")
STEPS = ("31", "32", "33", "34", "35")
ROMAN = ("ix", "x", "xi", "xii", "xiii")

CALLED_LEAVES = ("[л. {}]", "[Л. {}]", "[лист {}]", "(л. {})", "[fol. {}]", "[leaf {}]", "{{l. {}}}")
FORMS = [
    *((form, STEPS) for form in CALLED_LEAVES),
    *((form, ("31", "31 ob.", "32", "32 ob.")) for form in ("[l. {}]",)),
    *((form, labels) for labels in (STEPS, LEAPS) for form in (
        "[{}]", "[[{}]]", "{{{}}}", "|{}|", "<{}>", "/{}/", "#{}", "[#{}]", "[p. {}]", "[Pg {}]", "[Page: {}]",
        "[с.{}]", "{{стр. {}}}", "(p. {})")),
    *((form, LEAVES) for form in ("[{}]", "[fol. {}]", "[f. {}]", "{{{}}}")),
    *((form, BACKS) for form in ("[л. {}]", "[{}]", "(л. {})", "[лист {}]")),
    *((form, ROMAN) for form in ("[{}]", "[p. {}]", "{{{}}}")),
]


def holds(source: SourceText, wanted: Marked, *, leaves: bool = False) -> None:
    """Fail unless each word stands on its page or leaf, no mark is left in the text, and all is para or speech."""
    found = pages_of_words(source)
    assert {word: bare_label(found.get(word) or "lost") for word in wanted.pages} == wanted.pages
    assert {is_leaf(found[word]) for word in wanted.pages} == {leaves}
    assert not any(mark in block.text for block in source.blocks for mark in wanted.marks)
    assert {block.kind for block in source.blocks} == {"para"}


@pytest.mark.parametrize(("form", "labels"), FORMS)
@pytest.mark.parametrize("place", ["within", "first", "line"])
def test_marks_of_every_form_are_pages(form: str, labels: Sequence[str], place: str) -> None:
    wanted = marked("ru" if "об." in labels[1] else "en", labels, form, place)
    leaves = any(not (label.isdigit() or label.isalpha()) for label in labels) or form in CALLED_LEAVES
    plain = "\n\n".join(wanted.paragraphs)
    holds(text(plain), wanted, leaves=leaves)
    paragraphs = (html.escape(paragraph).replace("\n", "<br>") for paragraph in wanted.paragraphs)
    page = text("<html><body>" + "".join(f"<p>{words}</p>" for words in paragraphs) + "</body></html>")
    holds(page, wanted, leaves=leaves)


@pytest.mark.parametrize("form", ["- {} -", "– {} –", "-{}-", "— {} —", "~ {} ~", "{}.", "{}"])
@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("wrap", [0, 60])
def test_typed_numbers_that_cut_sentences_are_pages(form: str, lang: str, wrap: int) -> None:
    wanted = marked(lang, ("2", "3", "4", "5", "6"), form, "line", wrap=wrap, before="1")
    for blank in ("\n", "\n\n"):
        source = text(blank.join(wanted.paragraphs))
        holds(source, wanted)
        assert not {note.code for note in source.doubts} & {"page-lines-unclear", "page-signs-unclear"}


def test_typed_numbers_in_the_middle_of_a_book_may_close_their_pages() -> None:
    """Nothing tells head from foot there: the page is given within one page, and that is said."""
    wanted = marked("en", ("32", "33", "34"), "- {} -", "line", before="31")
    source = text("\n".join(wanted.paragraphs))
    holds(source, wanted)
    assert {(block.page.basis, block.page.margin) for block in source.blocks} == {("estimated", 1.0)}
    assert [note.code for note in source.doubts] == ["page-lines-unclear"]


def cited(form: str, numbers: Sequence[int]) -> str:
    return "\n\n".join(f"The lamp burned {form.format(n)} all night, as the watchman said." for n in numbers)


@pytest.mark.parametrize("raw", [
    cited("[p. {}]", (12, 87, 140, 302)), cited("[p. {}]", (87, 12, 302)), cited("[{}]", (1, 2, 3, 4)),
    cited("[{}]", (31, 44, 70)), cited("({})", (31, 32, 33)), "[с. 31] Фонарь горел.\n\nБыла ночь.\n",
    "[[31]]\nORLAN: The lamp burned.\n", "{12} The lamp burned.\n",
    "\n\n".join(f"[{n}] ORLAN: The lamp burned." for n in range(31, 36)),
    "The barn stood open.\n\n" + "\n\n".join(f"{n}.\n\nThe lamp burned." for n in range(31, 36)),
])
def test_marks_that_are_not_clear_are_doubted(raw: str) -> None:
    source = text(raw)
    assert not any(block.page.label for block in source.blocks)
    assert [note.code for note in source.doubts] == ["page-signs-unclear"]
    assert "note" not in {block.kind for block in source.blocks}


@pytest.mark.parametrize("raw", [
    "He saw it.[31] She did not.[32] Nobody came.[33] It was night.[34]\n",
    "\n\n".join(f"“The lamp burned” [p. {n}]." for n in (12, 13, 14)),
    "\n\n".join(f"[{year}] The lamp burned." for year in (1936, 1937, 1938)),
    "The lamp [I]n the barn, the [V]ane and the [X]ylophone.\n", "He named (i) a lamp, (ii) a barn and (iii) a mule.\n",
    "He lit 3/4/1911 and/or 4/5/6 lamps.\n",
])
def test_notes_citations_years_and_letters_are_no_pages(raw: str) -> None:
    source = text(raw)
    assert not any(block.page.label for block in source.blocks)
    assert not source.doubts


MARKUP = [
    "<!-- page {} -->", "<!-- p. {} -->", "<!--{}-->", "<!-- стр. {} -->", "<!-- Page {} begins -->", '<?pb n="{}"?>',
    "<?page {}?>", '<pb n="{}"/>', '<pb n="p. {}" facs="a.jpg"/>', '<span class="pagenum" id="p{}"></span>',
    '<a name="page{}"></a>', '<a id="pg-{}"></a>', '<span epub:type="pagebreak" title="{}"></span>',
    '<span role="doc-pagebreak" aria-label="Page {}"></span>', '<span data-page="{}"></span>', '<a name="{}"></a>',
    '<span class="page">{}</span>', '<span class="page-number">p. {}</span>', '<span id="стр{}"></span>',
    '<span title="page {}"></span>', '<a class="page" name="{}"></a>',
]


@pytest.mark.parametrize("mark", MARKUP)
@pytest.mark.parametrize("labels", [STEPS, LEAPS], ids=["steps", "leaps"])
@pytest.mark.parametrize("written", [
    lambda paragraphs: "<html><body>" + "".join(f"<p>{words}</p>" for words in paragraphs) + "</body></html>",
    "\n\n".join, lambda paragraphs: "# The inquiry\n\n" + "\n\n".join(paragraphs),
], ids=["html", "text", "markdown"])
def test_markup_that_names_pages(mark: str, labels: Sequence[str], written: Callable[[Sequence[str]], str]) -> None:
    wanted = marked("en", labels, mark, "within")
    found = pages_of_words(text(written(wanted.paragraphs)))
    assert {word: found.get(word, "lost") for word in wanted.pages} == wanted.pages


@pytest.mark.parametrize("mark", ['<div data-page="{}"></div>', '<div epub:type="pagebreak" id="page{}"></div>',
                                  '<hr class="pagebreak" title="{}">', '<p data-page-number="{}"></p>'])
def test_elements_between_paragraphs_that_name_pages(mark: str) -> None:
    pages = {"alba": "7", "beto": "8", "caru": "9"}
    body = "".join(f"{mark.format(page)}<p>The lamp {word} burned.</p>" for word, page in pages.items())
    found = pages_of_words(text(f"<html><body>{body}</body></html>"))
    assert {word: found[word] for word in pages} == pages


@pytest.mark.parametrize("body", [
    "".join(f'<p>Lamp<a href="#{n}">*</a></p>' for n in (7, 8, 9)) + "".join(f'<a name="{n}"></a>' for n in (7, 8, 9)),
    "".join(f"<!-- step {n} --><p>The lamp burned.</p>" for n in (7, 8, 9)),
    "".join(f'<p>See <span class="page">{n}</span> there.</p>' for n in (70, 8, 19)),
])
def test_markup_that_names_no_pages(body: str) -> None:
    assert not any(block.page.label for block in text(f"<html><body>{body}</body></html>").blocks)


@pytest.mark.parametrize("raw", [
    "[[31]]\nORLAN: a", "[1]\nORLAN: a", "{12}\nORLAN: a", "[{31}] ORLAN: a", "{} ORLAN: a", '["Да", сказал он.]',
    '["31"] ORLAN: a', "[ ] ORLAN: a", '{"31"} ORLAN: a'])
def test_a_text_that_begins_with_brackets_is_no_json(raw: str) -> None:
    assert sniff(raw.encode(), "a.txt") == "text"


@pytest.mark.parametrize("raw", [
    "[]", "{}", '[{"id": 3, "title"', '{"a": 1}', "[[1, 2], [3]]", '["a"]', "[{", "[" * 100_000])
def test_json_is_told_by_its_objects_or_as_a_whole(raw: str) -> None:
    assert sniff(raw.encode(), "a.txt") == "wordpress"
