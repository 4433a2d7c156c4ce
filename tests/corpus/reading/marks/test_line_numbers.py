"""Numbers of lines in the margin of texts: a text with them is read as the text without them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

import pytest
from dialogues import dialogue, salted

from corpus.model.blocks import SourceText
from corpus.reading.formats import read, sniff

Numbered = Callable[[Sequence[str]], str]


def lines_of(lang: str, width: int = 56, *, blank: bool = False) -> list[str]:
    """Lines of a dialogue, filled to a measure; with ``blank`` parted by blank lines."""
    turns = salted(dialogue(lang, 40, seed=3), lang, seed=3)
    return [line for said in turns
            for line in (*textwrap.wrap(f"{said.label}: {said.text}", width), *([""] if blank else []))]


def source(raw: str, name: str = "sitting.txt") -> SourceText:
    data = raw.encode()
    [text] = read(data, sniff(data, name), name)
    return text


def numbered(
    lines: Sequence[str], step: int, form: str = "{:>3}  ", restart: int = 10_000, *, right: bool = False,
    blank: bool = True,
) -> str:
    """Set numbers at every line that is a multiple of ``step``, beginning anew behind ``restart`` lines."""
    out, count = [], 0
    for line in lines:
        if not line and not blank:
            out.append("")
            continue
        number = count % restart + 1
        count += 1
        mark = form.format(number) if number % step == 0 else " " * len(form.format(number))
        out.append((line.ljust(64) + mark if right else mark + line).rstrip())
    return "\n".join(out)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("made", [
    lambda x: numbered(x, 1), lambda x: numbered(x, 5), lambda x: numbered(x, 10),
    lambda x: numbered(x, 1, restart=25), lambda x: numbered(x, 5, restart=28),
    lambda x: numbered(x, 5, right=True), lambda x: numbered(x, 1, "{:>4}", 30, right=True),
    lambda x: numbered(x, 1, "{:02d} ", 40), lambda x: numbered(x, 1, "{:>3}\t"), lambda x: numbered(x, 1, "{:>3}. "),
    lambda x: numbered(x, 1, "{:>3}) "), lambda x: numbered(x, 1, "{:>3} | "), lambda x: numbered(x, 5, "[{:>2}] "),
])
def test_a_text_with_numbers_of_lines(lang: str, made: Numbered) -> None:
    lines = lines_of(lang)
    text = source(made(lines))
    assert [block.text for block in text.blocks] == [block.text for block in source("\n".join(lines)).blocks]
    assert text.left_out
    for block in text.blocks:
        span = block.offsets.span(0, len(block.text))
        assert span and block.text.split()[-1] in text.raw[span[0] : span[1]]


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("counted", [True, False])
def test_blank_lines_count_or_do_not(step: int, counted: bool) -> None:
    lines = lines_of("ru", blank=True)
    text = source(numbered(lines, step, blank=counted))
    assert [block.text for block in text.blocks] == [block.text for block in source("\n".join(lines)).blocks]


def test_what_was_left_out_reads_back() -> None:
    text = source(numbered(lines_of("en"), 5))
    assert [item.text for item in text.left_out[:3]] == ["5", "10", "15"]
    assert all(item.text == text.raw[item.start : item.end] for item in text.left_out)


def test_a_number_misread_among_others_goes_with_them() -> None:
    lines = numbered(lines_of("en"), 1, "{} ").split("\n")
    lines[6] = "/" + lines[6][1:]
    lines[12] = "l" + lines[12][1:]
    text = source("\n".join(lines))
    assert [block.text for block in text.blocks] == [block.text for block in source("\n".join(lines_of("en"))).blocks]


@pytest.mark.parametrize("body", [
    lambda x: "<pre>" + numbered(x, 5) + "</pre>",
    lambda x: "<p>" + "<br>\n".join(f"{n} {line}" for n, line in enumerate(x, 1)) + "</p>",
    lambda x: "<p>" + "<br>".join(f"<span class='n'>{n}</span> {line}" for n, line in enumerate(x, 1)) + "</p>",
    lambda x: "".join(f"<div>{n} {line}</div>" for n, line in enumerate(x, 1)),
    lambda x: "<table>" + "".join(f"<tr><td>{n}</td><td>{line}</td></tr>" for n, line in enumerate(x, 1)) + "</table>",
    lambda x: "<table>" + "".join(
        f"<tr><td>{line}</td><td>{n if n % 5 == 0 else ''}</td></tr>" for n, line in enumerate(x, 1)) + "</table>",
])
def test_lines_of_a_page(body: Numbered) -> None:
    lines = lines_of("ru")
    text = source(f"<html><body>{body(lines)}</body></html>", "sitting.htm")
    said = " ".join(" ".join(block.text for block in text.blocks).split())
    assert said == " ".join(lines)


@pytest.mark.parametrize("column", ["5\n\n10\n\n15\n\n20\n\n25\n\n30", "5 10 15 20 25 30"])
def test_numbers_that_a_tool_wrote_behind_the_lines_of_their_page(column: str) -> None:
    lines = lines_of("en")
    raw = "\n".join(lines[:30]) + f"\n\n{column}\n\n" + "\n".join(lines[30:])
    said = " ".join(" ".join(block.text for block in source(raw).blocks).split())
    assert said == " ".join(lines)


@pytest.mark.parametrize("lines", [
    [f"{n} {word}" for n, word in enumerate(("ropes", "sails", "oars", "lamps", "buckets", "nails"), 1)],
    [f"{n} The tribunal found that the ledger was kept in a chest." for n in range(1, 13)],
    [f"{1890 + n} was a year of ice in the harbour, and of few boats." for n in range(12)],
    [f"In the year of the ice there came, as the clerk said, {n}" for n in (5, 11, 15, 22, 25, 30)],
])
def test_lists_and_figures_of_a_text_stay(lines: list[str]) -> None:
    text = source("\n".join(lines))
    assert " ".join(" ".join(block.text for block in text.blocks).split()) == " ".join(lines)
    assert not text.left_out


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_pages_of_a_recogniser_set_their_numbers_each_in_its_own_way(lang: str) -> None:
    """Beside the lines, in a column before or behind them, with the first lost, and few on a short last page."""
    lines = lines_of(lang, blank=True)
    text = [line for line in lines if line]
    pages = [text[:30], text[30:60], text[60:90], text[90:102]]
    columns = ["\n\n".join(map(str, range(first, 31, 5))) for first in (5, 10)]
    beside = "\n".join(f"{line} {n}" if n % 5 == 0 else line for n, line in enumerate(pages[0], 1))
    bodies = [beside, columns[1] + "\n\n" + "\n".join(pages[1]), "\n".join(pages[2]) + "\n\n" + columns[0],
              "5\n\n10\n\n" + "\n".join(pages[3])]
    made = "\n\f".join(f"{body}\n\n{31 + n}\n" for n, body in enumerate(bodies))
    bare = "\n\f".join("\n".join([*page, "", f"{31 + n}", ""]) for n, page in enumerate(pages))
    shown, wanted = source(made), source(bare)
    assert [block.page.label for block in shown.blocks] == [block.page.label for block in wanted.blocks]
    assert {block.page.label for block in shown.blocks} == {"31", "32", "33", "34"}
    assert " ".join(block.text for block in shown.blocks) == " ".join(block.text for block in wanted.blocks)
