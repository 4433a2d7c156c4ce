"""Labels that say what somebody is and of what, with a name or without: ``Counsel for the defence X:``.

Such a line begins with a word for a person; what follows it says of what, and no verb stands in it, so that
``Witness X saw this: …`` stays a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.data_files import load_data
from corpus.language.russian import is_adjective, is_of_what, is_person_noun, is_thing, person_in_genitive
from corpus.language.script import is_cyrillic
from corpus.language.words import fold
from corpus.speakers.label import ASIDE, SENTENCE_BEGINS, Label
from corpus.speakers.vocabulary import LabelVocabulary, label_words

_WORD = r"[^\W\d_](?:[^\W_]|['’-](?=\w)){0,24}"
_POST = re.compile(rf"(?P<name>{_WORD}(?:\.?,?[ \n]{_WORD}){{1,8}})\.?{ASIDE}\s?:\s*(?=\S)")
_PARTS = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=\w))*")


@dataclass(frozen=True, slots=True)
class _Posts:
    """``data/posts.toml``."""

    posts: frozenset[str]
    behind: frozenset[str]
    never: frozenset[str]
    small: frozenset[str]


def post_label(text: str, start: int, vocabulary: LabelVocabulary) -> Label | None:
    """Give the label at ``start`` that says what somebody is and of what; whom its name names, where it has one."""
    found = _POST.match(text, start)
    if found is None or not SENTENCE_BEGINS.match(text, found.end()):
        return None
    words = _PARTS.findall(found["name"])
    if not words[0][0].isupper() or not _is_post(words):
        return None
    names = [word for word in words if word[0].isupper()]
    named = vocabulary.candidates(names[-1], tolerant=False)[0] if words[-1] == names[-1] and len(names) > 1 else ()
    printed = found.group().rstrip(" :\n")
    return Label(start, found.end(), printed, named, exact=not named)


def _is_post(words: Sequence[str]) -> bool:
    """Say whether words are what somebody is, a name perhaps, and of what."""
    first, *rest = words
    behind = next((number for number, word in enumerate(rest) if word[0].islower()), None)
    data = load_data("posts.toml", _Posts)
    if behind is None or (label_words().saying | data.never).intersection(map(fold, rest)):
        return False
    if is_cyrillic(first):
        return _is_voice(first) and all(map(_says_of_what, (word for word in rest if word[0].islower())))
    # English tells a sentence only by its verb, which follows the person or the name.
    return _is_voice(first) and fold(rest[behind]) in data.behind


def _is_voice(word: str) -> bool:
    folded, data = fold(word), label_words()
    known = folded in data.people or folded in data.voices or folded in load_data("posts.toml", _Posts).posts
    return known or (is_cyrillic(word) and is_person_noun(word.lower()))


def _says_of_what(word: str) -> bool:
    """Say whether a Russian word may stand between what somebody is and the name: no verb does."""
    small = load_data("posts.toml", _Posts).small
    return (word in small or word in label_words().titles or is_adjective(word) or is_of_what(word) or is_thing(word)
            or person_in_genitive(word) is not None)
