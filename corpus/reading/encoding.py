"""Turning bytes into text: the encoding is detected, not assumed."""

from __future__ import annotations

import codecs
import re

from corpus.errors import SourceRefusedError
from corpus.language.russian import is_known
from corpus.model.notes import Note
from corpus.reading.mojibake import undone

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_ONE_BYTE = re.compile(r"(?:cp|iso8859|koi8|mac|latin)[\w-]*")
_CYRILLIC_PAGES = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5")
_COMMON = frozenset("оеаинтсрвл")
_ALPHABET = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
_SAMPLE_CHARS = 200_000
_WORD, _WORDS_CHARS = re.compile(r"[^\s.,;:!?()«»\"-]+"), 2_000
"""A word with the signs that cling to it, as a wrong page shows capitals; characters looked at for them."""

_KNOWN_SHARE = 0.7
"""Share of Russian words that tells a short text in capitals, whose letters count for little."""

_LATIN = re.compile("[A-Za-z]")
_INNER_CAPITAL = re.compile("[а-яё][А-ЯЁ]")

_ODD_SHARE = 0.001
"""Bytes without a meaning in its code page that a file may have, and one more: damaged signs, not another page."""

_WESTERN_PAGES = ("cp1252", "mac-roman", "cp850")
_WESTERN = frozenset("“”‘’„‚‹›«»–—…•§©®°£€±½¼¾·¡¿†‡™\u00a0\u00adàâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÆÇÈÉÊËÎÏÑÔÖŒÙÛÜ")
"""Signs of western texts; in another code page the same bytes are letters that stand nowhere in them."""

_ODD = re.compile(r"[^\x00-\x7f]")
_INNER_MARK = re.compile(r"[a-z][“”„‚‹›«»•§©®£†‡¡¿½¼¾°±·][a-z]|[a-z][ÀÂÄÆÇÈÉÊËÎÏÑÔÖŒÙÛÜ][a-z]")
"""A mark or capital within a word: another code page."""

RESTORED = ", restored"
"""Behind the name of the encoding of a text that was decoded wrongly before it was saved."""


def decode(data: bytes, file: str) -> tuple[str, str]:
    """Give the text of a file and the name of its encoding.

    A byte order mark decides; then UTF-8 where it fits; then what the file declares, where that makes sense;
    then the likeliest code page, whose few bytes without a meaning become U+FFFD. What was decoded wrongly before it
    was saved is undone (the name of the encoding says so). Lines end with a line feed, after a carriage return or not.
    Raises SourceRefusedError for binary data and for text that fits nothing.
    """
    text, name = _decode(data, file)
    right = undone(text)
    return _with_line_feeds(right), name if right == text else name + RESTORED


def _with_line_feeds(raw: str) -> str:
    """Give a text with a line feed for each line end of another system, so that offsets stay: carriage returns alone
    (Mac OS to version 9), and the line and paragraph separators of Unicode."""
    raw = raw if "\n" in raw else raw.replace("\r", "\n")
    return raw.replace("\u2028", "\n").replace("\u2029", "\n")


def _decode(data: bytes, file: str) -> tuple[str, str]:
    """Decode bytes: by their mark, as UTF-16 without one, as UTF-8, as declared, else as the likeliest code page."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strictly(data, name, file)
    if b"\x00" in data:
        for name in ("utf-16-le", "utf-16-be"):
            text = _decoded(data, name)
            if text is not None and "\x00" not in text and _printable(text) and _one_script(text):
                return text, name
        raise SourceRefusedError(Note("file-nul-bytes", name=file), Note("give-text-marked"))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    declared = _declared(data)
    text = _decoded(data, declared) if declared else None
    if declared and text is not None and _sensible(text):
        return text, declared
    return _likeliest(data, file, broken)


def _one_script(text: str) -> bool:
    """Whether nearly all letters are Latin or Cyrillic: bytes read in pairs the wrong way give signs of all scripts."""
    letters = [ch for ch in text[:_SAMPLE_CHARS] if ch.isalpha()]
    return bool(letters) and sum(ch < "\u0530" for ch in letters) >= 0.95 * len(letters)


def _declared(data: bytes) -> str | None:
    """Give the code page a page says it is in, if it is one of a byte for each character."""
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except (LookupError, UnicodeError):
        return None
    return name if _ONE_BYTE.fullmatch(name) else None


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None


def _sensible(text: str) -> bool:
    """Say whether a text can be what its page declares: readable, and mostly in Latin letters.

    Other letters are not believed unseen: pages in Russian often declare a western encoding.
    """
    letters = [ch for ch in text[:_SAMPLE_CHARS] if ch.isalpha()]
    return _printable(text) and sum(ch > "\x7f" for ch in letters) <= 0.3 * len(letters)


def _printable(text: str) -> bool:
    sample = text[:_SAMPLE_CHARS]
    return sum(ch.isprintable() or ch.isspace() for ch in sample) >= 0.99 * len(sample)


def _russian(text: str) -> float:
    """Give how much the signs of a text that are not ASCII are those of Russian, 0 to 1.

    Two thirds of Russian small letters are among ten. In a wrong code page they are other ones, or capitals, or
    some are signs.
    """
    foreign = [ch for ch in text[:_SAMPLE_CHARS] if ch > "\x7f"]
    letters = [ch for ch in foreign if ch.isalpha()]
    if not letters:
        return 0.0
    common = sum(ch in _COMMON for ch in letters) / len(letters)
    return common * sum(ch in _ALPHABET for ch in letters) / len(foreign)


def _likeliest(data: bytes, file: str, broken: UnicodeDecodeError) -> tuple[str, str]:
    """Decode bytes that are no UTF-8 by the Cyrillic code page that gives most Russian; broken UTF-8 is refused."""
    if _mostly_utf8(data):
        raise SourceRefusedError(Note("utf8-broken", name=file, byte=broken.start), Note("save-utf8"))
    pages = [(data.decode(name, "replace"), name) for name in _CYRILLIC_PAGES]
    few = [page for page in pages if page[0].count("\ufffd") <= 1 + _ODD_SHARE * len(page[0])]
    text, name = max(few, key=_likelihood, default=("", ""))
    if (_russian(text) >= 0.4 or _known_share(text) >= _KNOWN_SHARE) and _printable(text) and not _is_mixed(text):
        return text, name
    return _guessed(data, file)


def _is_mixed(text: str) -> bool:
    """Say whether most words with Cyrillic letters have Latin ones too: letters with marks of a western code page."""
    words = [word for word in _WORD.findall(text[:_SAMPLE_CHARS]) if not word.isascii()]
    return 2 * sum(bool(_LATIN.search(word)) for word in words) > len(words)


def _likelihood(page: tuple[str, str]) -> tuple[float, float, int]:
    """Rank a reading: its known words, of which a page that errs in the capitals alone has fewer, then its letters."""
    text, _ = page
    return round(_known_share(text), 1), round(_russian(text), 2), -text.count("\ufffd")


def _known_share(text: str) -> float:
    words = [word for word in _WORD.findall(text[:_WORDS_CHARS]) if not word.isascii()]
    return sum(is_known(word.lower()) and not _INNER_CAPITAL.search(word) for word in words) / max(len(words), 1)


def _is_western(text: str) -> bool:
    """Say whether the signs of a text that are not ASCII are letters and marks of English, French and German.

    They are few in English, too few for a general detector.
    """
    odd = [found.group() for found in _ODD.finditer(text[:_SAMPLE_CHARS])]
    return all(sign in _WESTERN for sign in odd) and not _INNER_MARK.search(text[:_SAMPLE_CHARS])


def _guessed(data: bytes, file: str) -> tuple[str, str]:
    """Give the text in the first usual western code page that fits, else in the one that a general detector finds."""
    from charset_normalizer import from_bytes

    for name in _WESTERN_PAGES:
        usual = _decoded(data, name)
        if usual is not None and _is_western(usual) and _printable(usual):
            return usual, name

    best = from_bytes(data[:_SAMPLE_CHARS]).best()
    guessed = _decoded(data, best.encoding) if best else None
    if best and guessed is not None and _printable(guessed):
        return guessed, best.encoding
    raise SourceRefusedError(Note("encoding-unknown", name=file), Note("save-utf8"))


def _mostly_utf8(data: bytes) -> bool:
    """Say whether a file that is no sound UTF-8 was meant as UTF-8: most of its multi-byte signs are sound."""
    text = data.decode("utf-8", "replace")
    sound = sum(ch > "\x7f" and ch != "\ufffd" for ch in text)
    return sound > 4 * text.count("\ufffd")


def _strictly(data: bytes, name: str, file: str) -> tuple[str, str]:
    try:
        return data.decode(name), name
    except UnicodeDecodeError as error:
        raise SourceRefusedError(Note("encoding-unfit", name=file, encoding=name, byte=error.start),
                                 Note("save-utf8")) from error
