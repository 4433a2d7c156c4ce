"""Invented dialogues of a court whose catalogue is the specimen's, set in the ways in which files set them.

Every layout says the same turns: label, speaker and words. The words are made from a fixed seed.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.language.words import forms
from corpus.model.turns import Turn

TURNS_FLOOR = 0.98
"""F1 of the turns by their words. Only ever raised."""
SPEAKERS_FLOOR = 0.99
"""Share of the turns found that have the right speaker. Only ever raised."""
_WORDS = {
    "en": ("harbour", "lamp", "ledger", "mule", "rope", "quay", "fog", "clerk", "porter", "sack", "barge", "oil",
           "night", "door", "stair", "boat", "letter", "tower", "signal", "wind", "tide", "gate", "bell", "salt"),
    "ru": ("гавань", "фонарь", "книга", "верёвка", "причал", "туман", "писарь", "мешок", "баржа", "сторож", "ночь",
           "дверь", "лестница", "лодка", "письмо", "башня", "сигнал", "ветер", "прилив", "ворота", "колокол", "соль"),
}
_VOICES = {
    "en": (("ORSETSKY", "orsetsky"), ("A. KORVIN", "a-korvin"), ("THE PRESIDENT", "veldanov"),
           ("DAL-RENIN", "dal-renin")),
    "ru": (("ОРСЕЦКИЙ", "orsetsky"), ("А. КОРВИН", "a-korvin"), ("ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ", "veldanov"),
           ("ДАЛЬ-РЕНИН", "dal-renin")),
}
_NAMES = {"en": ("Korvin", "A. Korvin", "Orsetsky", "Dal-Renin", "the President", "the clerk Korvin"),
          "ru": ("Корвин", "А. Корвин", "Орсецкий", "Даль-Ренин", "председатель", "свидетель Корвин")}
_STRANGERS = {"en": ("Marta", "Old Piet", "Sailor"), "ru": ("Марта", "Старый Пит", "Матрос")}
_BESIDE = {"en": ("GURMALO", "BRAMM"), "ru": ("ГУРМАЛО", "БРАММ")}
_FILL = {"en": ("I saw the sail.", "Nobody was there.", "It was late.", "The bell rang."),
         "ru": ("Я видел парус.", "Никого там не было.", "Было поздно.", "Звонил колокол.")}
_TITLED = {
    "ORSETSKY": "Orsetsky", "A. KORVIN": "A. Korvin", "THE PRESIDENT": "The President", "DAL-RENIN": "Dal-Renin",
    "ОРСЕЦКИЙ": "Орсецкий", "А. КОРВИН": "А. Корвин", "ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ": "Председательствующий",
    "ДАЛЬ-РЕНИН": "Даль-Ренин",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One turn: its label in capitals, whom that names, and the words."""

    label: str
    speaker: str
    text: str

    @property
    def titled(self) -> str:
        """The label with small letters."""
        return _TITLED[self.label]


def dialogue(lang: str, turns: int, seed: int = 1) -> list[Said]:
    """Make a dialogue: questions and answers of one to three sentences, now and then the president."""
    chance = random.Random(seed)  # noqa: S311 -- the same in every run
    voices = _VOICES[lang]
    out: list[Said] = []
    while len(out) < turns:
        label, speaker = voices[chance.choice((0, 0, 0, 1, 1, 2, 3))]
        if out and out[-1].speaker == speaker:
            continue
        out.append(Said(label, speaker, " ".join(_sentence(lang, chance) for _ in range(chance.randint(1, 3)))))
    return out


def play(lang: str, turns: int, seed: int = 5) -> list[Said]:
    """Make a dialogue of people whom no catalogue knows; their labels are in small letters."""
    names: dict[str, str] = {}
    out: list[Said] = []
    for said in dialogue(lang, turns, seed):
        name = names.setdefault(said.speaker, _STRANGERS[lang][len(names) % len(_STRANGERS[lang])])
        if not out or out[-1].label != name:
            out.append(Said(name, name, said.text))
    return out


def salted(turns: Sequence[Said], lang: str, seed: int) -> list[Said]:
    """Give the turns with names of the court among their words, in the middle and at the ends of sentences."""
    chance = random.Random(seed)  # noqa: S311 -- the same in every run
    out = []
    for said in turns:
        words = said.text.split()
        for _ in range(1 + len(words) // 6):
            words.insert(chance.randrange(len(words)), chance.choice(_NAMES[lang]))
        text = " ".join(words)
        out.append(Said(said.label, said.speaker, text[0].upper() + text[1:]))
    return out


def amid(lang: str, *lines: str, upper: bool) -> list[str]:
    """Give eight speeches of Gurmalo and Bramm in turn, one a line, with lines put in behind the fifth, of Gurmalo."""
    names = [name if upper else name.title() for name in _BESIDE[lang]]
    out = [f"{names[at % 2]}: {_FILL[lang][at % 4]}" for at in range(8)]
    return [*out[:5], *lines, *out[5:]]


def misattributed(turns: list[Turn], true: list[Said]) -> int:
    """Count the words that a speaker is given who did not say them."""
    ours = [(word, turn.speaker) for turn in turns for word in forms(turn.text)]
    theirs = [(word, said.speaker) for said in true for word in forms(said.text)]
    matcher = SequenceMatcher(None, [w for w, _ in ours], [w for w, _ in theirs], autojunk=False)
    pairs = [(ours[a + n][1], theirs[b + n][1]) for a, b, size in matcher.get_matching_blocks() for n in range(size)]
    return sum(given not in (None, right) for given, right in pairs)


def _sentence(lang: str, chance: random.Random) -> str:
    words = chance.choices(_WORDS[lang], k=chance.randint(2, 14))
    return " ".join(words).capitalize() + chance.choice(".....??!")


def _page(body: str) -> str:
    return f"<html><body>{body}</body></html>"


def _wrapped(lines: Sequence[str], width: int = 75) -> str:
    return "\n".join(textwrap.fill(line, width) for line in lines)


Layout = Callable[[Sequence[Said]], str]

LAYOUTS: dict[str, tuple[str, Layout]] = {
    "paragraphs": ("html", lambda d: _page("".join(f"<p>{s.label}: {s.text}</p>" for s in d))),
    "bold": ("html", lambda d: _page("".join(f"<p><b>{s.label}:</b> {s.text}</p>" for s in d))),
    "bold alone": ("html", lambda d: _page("".join(f"<p><b>{s.label}</b> {s.text}</p>" for s in d))),
    "breaks": ("html", lambda d: _page("<p>" + "<br>".join(f"{s.label}: {s.text}" for s in d) + "</p>")),
    "titled": ("html", lambda d: _page("".join(f"<p>{s.titled}: {s.text}</p>" for s in d))),
    "cells": ("html", lambda d: _page("<table>" + "".join(
        f"<tr><td>{s.label}</td><td>{s.text}</td></tr>" for s in d) + "</table>")),
    "blank lines": ("txt", lambda d: "\n\n".join(f"{s.label}: {s.text}" for s in d)),
    "wrapped": ("txt", lambda d: _wrapped([f"{s.label}: {s.text}" for s in d])),
    "a line each": ("txt", lambda d: "\n".join(f"{s.label}: {s.text}" for s in d)),
    "squares": ("txt", lambda d: "\n\n".join(f"{s.label} [rising]: {s.text}" for s in d)),
    "dashes": ("txt", lambda d: "\n\n".join(f"{s.label} — {s.text}" for s in d)),
    "stop and dash": ("txt", lambda d: "\n\n".join(f"{s.label}. - {s.text}" for s in d)),
    "stars": ("txt", lambda d: "\n\n".join(f"**{s.label}** {s.text}" for s in d)),
    "own line": ("txt", lambda d: "\n\n".join(f"{s.label}\n{s.text}" for s in d)),
    "own paragraph": ("html", lambda d: _page("".join(f"<p>{s.label}</p><p>{s.text}</p>" for s in d))),
    "letterspaced": ("txt", lambda d: "\n\n".join(
        f"{' '.join(s.label) if s.label.isalpha() else s.label}: {s.text}" for s in d)),
}
"""Layouts of both languages: the ending of the file, and how it is written."""

STOPPED: dict[str, tuple[str, Layout]] = {
    "stops": ("html", lambda d: _page("".join(f"<p>{s.titled}. {s.text}</p>" for s in d))),
    "stops, breaks": ("html", lambda d: _page("<p>" + "<br>".join(f"{s.titled}. {s.text}" for s in d) + "</p>")),
    "stops, wrapped": ("txt", lambda d: _wrapped([f"{s.titled}. {s.text}" for s in d])),
    "stops, wrapped, space lost": ("txt", lambda d: _wrapped([f"{s.titled}.{s.text}" for s in d])),
    "stops, a line each": ("txt", lambda d: "\n".join(f"{s.titled}. {s.text}" for s in d)),
    "stops, directions": ("txt", lambda d: "\n\n".join(f"{s.titled} (встаёт). {s.text}" for s in d)),
}
"""Layouts of Russian only, as the book of 1938 sets its labels."""

PLAY_LAYOUTS: dict[str, tuple[str, Layout]] = {
    "NAME:": ("txt", lambda d: "\n\n".join(f"{s.label.upper()}: {s.text}" for s in d)),
    "Name.": ("txt", lambda d: "\n\n".join(f"{s.label}. {s.text}" for s in d)),
    "Name. wrapped": ("txt", lambda d: _wrapped([f"{s.label}. {s.text}" for s in d])),
    "Name. in paragraphs": ("html", lambda d: _page("".join(f"<p>{s.label}. {s.text}</p>" for s in d))),
    "Name. with breaks": ("html", lambda d: _page("<p>" + "<br>".join(f"{s.label}. {s.text}" for s in d) + "</p>")),
    "Name: with breaks": ("html", lambda d: _page("<p>" + "<br>".join(f"{s.label}: {s.text}" for s in d) + "</p>")),
    "NAME on its line": ("txt", lambda d: "\n\n".join(f"{s.label.upper()}\n{s.text}" for s in d)),
    "Name: on its line": ("txt", lambda d: "\n\n".join(f"{s.label}:\n{s.text}" for s in d)),
    "NAME in a paragraph": ("html", lambda d: _page("".join(f"<p>{s.label.upper()}</p><p>{s.text}</p>" for s in d))),
    "Name: in a paragraph": ("html", lambda d: _page("".join(f"<p>{s.label}:</p><p>{s.text}</p>" for s in d))),
}
"""Layouts of plays, whose names are in no catalogue."""
