"""The manual: every topic has its page, on the web, on a terminal and in the files, and nothing in it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from command import trials
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from web_home import page as sound_page

from webapp.manual.blocks import Node, anchor, parsed
from webapp.manual.terminal import FIRST_COLUMN, text
from webapp.manual.topics import TOPICS, Topic, contents, page

FOLDER = files("webapp") / "manual"
LANGS = ("en", "ru")
WIDTH = 76


def test_each_topic_has_its_page_and_each_page_its_topic() -> None:
    for folder in (FOLDER, FOLDER / "ru"):
        assert sorted(TOPICS) == sorted(p.name.removesuffix(".md") for p in folder.iterdir() if p.name.endswith(".md"))


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_have_the_same_parts_in_the_same_order(topic: str) -> None:
    """Headings of the same rank, each with the same examples, rows of tables, links, options and words of programs."""
    english, russian = (list(parts(page(topic, lang))) for lang in LANGS)
    assert [part[:2] for part in english] == [part[:2] for part in russian]
    for (_, said, *held), (_, _, *translated) in zip(english, russian, strict=True):
        assert held == translated, said


def parts(topic: Topic) -> Iterator[tuple[int, str, list[object], set[str], list[str]]]:
    """Give each part of a page: rank, heading where it is the same in all languages, blocks, code, pages linked to."""
    rank, said, blocks, code, linked = 1, "", list[object](), set[str](), list[str]()
    for node in topic.nodes:
        if node.kind == "heading":
            yield rank, said, blocks, code, sorted(linked)
            rank, said, blocks, code, linked = node.level, node.plain if "--" in node.plain else "", [], set(), []
        elif node.kind == "fence":
            blocks.append((node.lang, node.text))
        elif node.kind in ("table", "list"):
            blocks.append((node.kind, [len(row.children) for row in node.children]))
        for one in inside(node):
            code |= {one.text} if one.kind == "code" else set()
            linked += [one.topic or one.target] if one.kind == "link" else []
    yield rank, said, blocks, code, sorted(linked)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_russian_page_is_written_in_russian(topic: str) -> None:
    found = page(topic, "ru")
    named = [found.title, found.summary, *(section.plain for section in found.sections if "--" not in section.plain)]
    for said in named:
        assert re.search("[а-яё]{3}", said), said
    for node in (node for node in found.nodes if "--" not in node.plain or node.kind != "heading"):
        words = "".join(one.text for one in inside(node) if one.kind == "text")
        assert len(re.findall("[а-яё]", words)) >= len(re.findall("[a-z]", words)), words


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_begins_with_its_title_and_what_it_is_for(topic: str, lang: str) -> None:
    found = page(topic, lang)
    assert found.title
    assert found.nodes[0].kind == "paragraph"
    assert len(found.summary) < 200
    anchors = [node.anchor for node in found.nodes if node.kind == "heading"]
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("lang", LANGS)
def test_links_lead_to_pages_and_parts_that_are_there(lang: str) -> None:
    for topic in contents(lang):
        for link in links(topic):
            assert link.topic in (*TOPICS, "") and not link.target.startswith(("/", ".")), link
            if link.anchor:
                assert link.anchor in {node.anchor for node in page(link.topic or topic.name, lang).nodes}, link


def links(topic: Topic) -> list[Node]:
    return [node for one in topic.nodes for node in inside(one) if node.kind == "link"]


def inside(node: Node) -> Iterator[Node]:
    """Give a node and all below it."""
    yield node
    for child in node.children:
        yield from inside(child)


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("topic", TOPICS)
def test_the_web_shows_every_word_of_a_page(client: FlaskClient, topic: str, prefix: str) -> None:
    shown = sound_page(client, f"{prefix}/help/{topic}")
    found = page(topic, "ru" if prefix else "en")
    for node in found.nodes:
        for part in rows(node):
            assert " ".join(part.split()) in squeezed(shown.text), part
    assert {f"{prefix}/help/{one}" for one in TOPICS} <= set(shown.links)
    here = [values for tag, values in shown.tags if values.get("aria-current")]
    assert f"{prefix}/help/{topic}" in [values.get("href") for values in here]


def rows(node: Node) -> list[str]:
    """Give the words of a block, of a table and a list those of each cell and item."""
    if node.kind in ("table", "row", "list", "numbered"):
        return [part for child in node.children for part in rows(child)]
    return [squeezed(node.plain)]


def squeezed(said: str) -> str:
    """Give words without any spaces, which elements put between them."""
    return re.sub(r"\s", "", said)


def test_no_help_page_has_an_english_title_in_russian(client: FlaskClient) -> None:
    english = {page(topic).title for topic in TOPICS} | {page(topic).summary for topic in TOPICS}
    for place in ("/ru/help", *(f"/ru/help/{topic}" for topic in TOPICS)):
        shown = sound_page(client, place)
        assert not [title for title in english if squeezed(title) in squeezed(shown.text)], place


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_help_lists_the_manual(client: FlaskClient, prefix: str) -> None:
    shown = sound_page(client, f"{prefix}/help")
    assert [f"{prefix}/help/{topic}" for topic in TOPICS] == [x for x in shown.links if "/help/" in x]


@pytest.mark.parametrize("name", ["nothing", "STARTS", "start.md", "..%2Fcli.py", "<script>"])
def test_what_the_manual_has_not_is_not_found(client: FlaskClient, name: str) -> None:
    for prefix in ("", "/ru"):
        answer = client.get(f"{prefix}/help/{name}", follow_redirects=True)
        assert answer.status_code == 404
        assert "<script>alert" not in answer.get_data(as_text=True)


def test_the_command_lists_and_prints_the_topics() -> None:
    listed = trials("help")
    assert listed.code == 0
    assert re.findall(r"^  (\w+)  ", listed.out, re.M) == list(TOPICS)
    for lang in LANGS:
        for topic in TOPICS:
            printed = trials("help", topic, "--lang", lang)
            assert (printed.code, printed.err) == (0, "")
            assert printed.out.startswith(page(topic, lang).title + "\n")
    assert trials("help", "Searching").out == trials("help", "searching").out


@pytest.mark.parametrize(("typed", "near"), [("serch", "searching"), ("citting", "citing"), ("zzz", None)])
def test_an_unknown_topic_says_what_there_is(typed: str, near: str | None) -> None:
    answer = trials("help", typed)
    assert (answer.code, answer.out) == (2, "")
    assert all(topic in answer.err for topic in TOPICS)
    assert ("Did you mean" in answer.err) == (near is not None)
    assert near is None or f"trials help {near}" in answer.err


def test_a_command_is_told_from_a_topic() -> None:
    answer = trials("help", "search")
    assert answer.code == 2
    assert "trials search --help" in answer.err


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("topic", TOPICS)
def test_a_terminal_gets_lines_of_its_width(topic: str, lang: str) -> None:
    for line in text(page(topic, lang), WIDTH).splitlines():
        # Examples are never broken, nor is a first column set beside another, nor one long word.
        assert len(line) <= WIDTH or line.startswith(("    ", "  `")) or " " not in line.strip(), line
    for fence in (node for node in page(topic, lang).nodes if node.kind == "fence"):
        for line in fence.text.splitlines():
            assert f"    {line}".rstrip() in text(page(topic, lang), WIDTH)


def test_markup_in_a_page_stays_text() -> None:
    nodes = parsed("# T\n\n<b onclick=\"x\">bold</b> and `<i>`\n\n<script>alert(1)</script>\n")
    assert [node.plain for node in nodes] == ["T", '<b onclick="x">bold</b> and <i>', "<script>alert(1)</script>"]


def test_addresses_that_are_scripts_are_no_links() -> None:
    (node,) = parsed("[x](javascript:alert(1)) [y](JaVaScript:alert(1)) [z](data:text/html,x)")
    assert not [child for child in node.children if child.kind == "link"]


@pytest.mark.parametrize("markdown", ["![picture](x.png)", "> said", "---", "    indented"])
def test_what_no_template_shows_is_refused(markdown: str) -> None:
    with pytest.raises(ValueError, match="A page of the manual has no"):
        parsed(markdown)


@given(st.text(st.sampled_from("ab <>&\"'`*_|[]()#-\\\n!:./"), max_size=200))
def test_no_page_makes_an_address_that_is_a_script(markdown: str) -> None:
    try:
        nodes = parsed(markdown)
    except ValueError:
        return
    assert all(link.target.partition(":")[0] not in ("javascript", "data", "vbscript")
               for link in links(Topic("x", "x", "x", nodes)))


@pytest.mark.parametrize(("heading", "fragment"), [
    ("Who cites what", "who-cites-what"), ("search --json", "search---json"), ("Язык запросов", "язык-запросов"),
    ("A, b: (c)", "a-b-c"),
])
def test_a_fragment_is_made_as_hosts_of_repositories_make_it(heading: str, fragment: str) -> None:
    assert anchor(heading) == fragment


def test_tables_of_more_columns_name_each_cell() -> None:
    nodes = parsed("| a | b | c |\n|---|---|---|\n| one | two | three |\n")
    assert text(Topic("x", "Title", "", nodes), WIDTH).endswith("- one\n    b: two\n    c: three")
    assert FIRST_COLUMN < WIDTH
