"""Whether what was read is language: wrong code pages undone or told, damaged signs, pages of no language."""

from __future__ import annotations

from pathlib import Path

import pytest
from text_layers import layer_pdf

from corpus.errors import SourceRefusedError
from corpus.model.blocks import SourceText
from corpus.reading.encoding import decode
from corpus.reading.formats import read, sniff

RUSSIAN = "Сторож стоял у ворот и держал фонарь, а возчик чинил телегу. «Кто там?» — спросил он у соседа.\n"
ENGLISH = "The watchman’s lamp — a small one — stood at the “northern” gate.\n"


def read_file(data: bytes) -> SourceText:
    (text,) = read(data, sniff(data, "file"), "file")
    return text


def codes(text: SourceText) -> list[str]:
    return [doubt.code for doubt in text.doubts]


@pytest.mark.parametrize("data", [
    RUSSIAN.encode().decode("cp1251").encode(),
    RUSSIAN.encode("cp1251").decode("latin-1").encode(), RUSSIAN.encode("cp1251").decode("cp1252").encode(),
])
def test_russian_in_a_wrong_page_is_put_right_and_told(data: bytes) -> None:
    text = read_file(data)
    assert text.blocks[0].text == RUSSIAN.strip()
    assert codes(text) == ["signs-restored"]


@pytest.mark.parametrize("page", ["cp1252", "latin-1"])
def test_english_in_a_wrong_page_is_put_right(page: str) -> None:
    text = read_file("".join(chr(b) if b < 128 or page == "latin-1" else bytes([b]).decode(page, "ignore") or chr(b)
                             for b in ENGLISH.encode()).encode())
    assert text.blocks[0].text == ENGLISH.strip()


def test_a_file_pasted_of_two_is_put_right_where_it_is_wrong() -> None:
    text = read_file((RUSSIAN + "\n" + RUSSIAN.encode("cp1251").decode("cp1252")).encode())
    assert [block.text for block in text.blocks] == [RUSSIAN.strip()] * 2


@pytest.mark.parametrize("sound", [
    RUSSIAN, ENGLISH, "Группа «С» и группа «Р».\n",
    "Ça brûle, très près du château : « là-bas ».\n", "Ñandú, año, ÑU.\n",
    "Größe, Übung, Äpfel, ÄÖÜ\n",
])
def test_sound_text_is_not_touched(sound: str) -> None:
    assert decode(sound.encode(), "file") == (sound, "utf-8")


@pytest.mark.parametrize(("saved", "shown"), [("koi8-r", "cp1251"), ("cp1251", "koi8-r")])
@pytest.mark.parametrize("times", [1, 20])
def test_russian_pages_read_for_each_other_are_put_right_and_told(saved: str, shown: str, times: int) -> None:
    sound = "Сторож стоял у ворот и держал фонарь, а возчик чинил телегу. Кто там? Спросил он у соседа.\n" * times
    text = read_file(sound.encode(saved).decode(shown).encode())
    assert " ".join(block.text for block in text.blocks).split() == sound.split()
    assert [doubt.code for doubt in text.doubts] == ["signs-restored"]


@pytest.mark.parametrize("sound", ["ПРОТОКОЛ ДОПРОСА СТОРОЖА. гОРОД.", "аБВГД ЖЗИКЛМН ОПРСТУФ."])
def test_capitals_that_mean_what_they_say_stay(sound: str) -> None:
    assert decode(sound.encode(), "file")[0] == sound


@pytest.mark.parametrize("sound", ["Лампа\n", "Сторож стоял у ворот.\n", "СТОРОЖ. Я был у ворот.\n", RUSSIAN])
@pytest.mark.parametrize("page", ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5"])
def test_the_code_page_of_a_short_text_is_told_by_its_words(sound: str, page: str) -> None:
    sound = sound.translate(dict.fromkeys(map(ord, "«»—"), "-"))
    assert decode(sound.encode(page), "file")[0] == sound


@pytest.mark.parametrize("pages", [("latin-1", "latin-1"), ("cp1251", "cp1251"), ("latin-1", "cp1251")])
def test_what_was_saved_wrongly_twice_is_put_right(pages: tuple[str, str]) -> None:
    sound = "Сторож стоял у ворот и держал фонарь, а возчик."
    wrong = sound
    for page in pages:
        wrong = wrong.encode().decode(page) if page == "latin-1" else "".join(
            bytes([b]).decode(page, "ignore") or chr(b) for b in wrong.encode())
    text = read_file(wrong.encode())
    assert (text.blocks[0].text, codes(text)) == (sound, ["signs-restored"])


def test_words_in_a_wrong_page_within_a_sound_line_are_put_right() -> None:
    text = read_file(("Он сказал: " + "«Кто там?» спросил".encode().decode("cp1251") + " и ушёл в Сёла.\n").encode())
    assert (text.blocks[0].text, codes(text)) == ("Он сказал: «Кто там?» спросил и ушёл в Сёла.", ["signs-restored"])


def test_what_is_put_right_in_part_is_doubted() -> None:
    wrong = RUSSIAN.encode().decode("cp1252", "replace").replace("\ufffd", "?")
    assert "signs-wrong" in codes(read_file(wrong.encode()))


def test_letters_lost_as_question_marks_are_doubted() -> None:
    text = read_file(RUSSIAN.encode("ascii", "replace"))
    assert [doubt.code for doubt in text.doubts] == ["letters-lost"]


@pytest.mark.parametrize("sound", ["Who lit it?? What??? When?!\n" * 9, "Кто? Когда?.. ??? Зачем?!\n" + RUSSIAN * 3])
def test_questions_are_no_lost_letters(sound: str) -> None:
    assert codes(read_file(sound.encode())) == []


def test_one_damaged_byte_does_not_change_the_code_page() -> None:
    text = read_file((RUSSIAN * 4).encode("cp1251") + b"\x98")
    assert text.blocks[0].text.startswith("Сторож стоял")
    assert [(doubt.code, doubt.fields["count"]) for doubt in text.doubts] == [("signs-lost", 1)]


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read(name: str) -> None:
    assert decode(RUSSIAN.encode(name), "file") == (RUSSIAN, name)


@pytest.mark.parametrize("end", ["\r", "\u2028", "\u2029"])
def test_line_ends_of_other_systems(end: str) -> None:
    data = f"The first.{end}{end}The second.{end}{end}The third.".encode()
    text = read_file(data)
    assert [block.text for block in text.blocks] == ["The first.", "The second.", "The third."]
    assert text.raw == data.decode().replace(end, "\n")


def test_a_pdf_in_a_wrong_page_is_put_right() -> None:
    lines = [line.encode("cp1251").decode("latin-1") for line in ("Сторож стоял у ворот и", "держал в руке фонарь.")]
    text = read_file(layer_pdf([lines], "stretched"))
    assert text.blocks[0].text == "Сторож стоял у ворот и держал в руке фонарь."
    assert "signs-restored" in codes(text)


def test_a_page_of_no_language_is_a_doubt() -> None:
    bad = ["xвkт рлj шщ ъыь qzt ГРк щщ фкц", "тпрп ъъв lкк цчш жзк Bсв ъвк", "прт ккт шшц щцк рр ффв ццк Dж"] * 3
    good = ["Сторож стоял у ворот и держал фонарь, а", "возчик чинил телегу и молчал, потому что", "знал об этом."] * 4
    text = read_file(layer_pdf([good, bad], "stretched"))
    assert [doubt.fields["sheet"] for doubt in text.doubts if doubt.code == "sheet-no-language"] == [2]


def test_a_page_of_frames_is_refused() -> None:
    page = b'<html><frameset cols="20%,80%"><frame src="a.htm"><noframes>Your browser.</noframes></frameset></html>'
    with pytest.raises(SourceRefusedError, match="frames"):
        read_file(page)


@pytest.mark.sources
@pytest.mark.parametrize(("name", "code", "words"), [
    ("09a-double-encoded.txt", "signs-restored", "Старший сторож"),
    ("09b-latin1.txt", "signs-restored", "Старший сторож"),
    ("09c-cp1252.html", "signs-restored", "clerk’s"), ("09e-mojibake.pdf", "signs-restored", "Амбар мул склад"),
    ("09g-mixed.txt", "signs-restored", "Старший сторож"),
    ("10a-cp1251-one-bad-byte.txt", "signs-lost", "Старший сторож"),
])
def test_files_in_wrong_pages(cases: Path, name: str, code: str, words: str) -> None:
    text = read_file((cases / name).read_bytes())
    assert code in codes(text)
    assert any(words in block.text for block in text.blocks)
