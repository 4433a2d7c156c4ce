"""Speakers' labels in documents: every form in which books and protocols set them.

``NAME:``, ``NAME (to X):``, ``[NAME]:``, ``NAME.`` (Russian stenograms), ``NAME — «…»`` (dialogue told in an answer),
a line of its own before the utterance (``Name:``, ``Name, short appeal:``, ``X, quoting Y:``), and a line of prose
that says who speaks next (``The accused X testified as follows:``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.description.title import doctype_of_line
from corpus.documents.cast import Cast
from corpus.documents.paragraphs import Para
from corpus.documents.rules import rules
from corpus.documents.said import Form, Said, SpeakerLike, SpeakerNames, with_address
from corpus.language.russian import is_person_name
from corpus.language.script import is_cyrillic
from corpus.speakers.heads import Setting, asked_lines, heads_list, line_heads
from corpus.speakers.label import SENTENCE_BEGINS, is_prose
from corpus.speakers.label_forms import written_small
from corpus.speakers.line_starts import LineSpan
from corpus.speakers.lone_lines import lone_name
from corpus.speakers.sides import are_parted, record_side
from corpus.speakers.stops import called_out, stopped_label
from corpus.speakers.strangers import named_perhaps
from corpus.speakers.vocabulary import LabelVocabulary, label_words
from corpus.unspoken.closing import closes_record, is_signature

_NAME = r"[^\W\d_][^\n:()\[\]«»“”\"]{0,60}?"
_COLON = re.compile(
    rf"(?P<open>\[?)(?P<name>{_NAME})(?P<close>\]?)(?P<to>\s*+\([^()]{{1,120}}\))?\s*+(?:::?|[：﹕∶])"
    rf"(?P<second>\s*+\([^()]{{1,120}}\)\s*+:)?\s*+"
)
_STOP = re.compile(
    r"(?P<name>[^\W\d_][^\W\d_'’-]{2,}(?: [^\W\d_][^\W\d_'’-]+){0,2})(?P<to> ?\([^()]{1,120}\))?\.\s+(?=\S)"
)
_DASH = re.compile(r"(?P<name>[^\W\d_][\w'’-]{0,30})\s*[—–-]\s*(?=[«\"“„])")
_CLOSED = re.compile(r"[»\"”]\W{0,2}$")
_LEAD = re.compile(
    r"(?P<name>[^\W\d_][\w .'’-]{0,60}?)(?:,\s*(?P<rest>[^:]{1,60}))?:(?:\s*(?:\.{3}|…))?"
)
_PROSE = re.compile(r"(?P<said>[^:]{3,120}):?(?:\s*+(?:\.{3}|…))?")
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W\d_]+)*")
_INSIDE = re.compile(r"(?<=[a-zа-яё]{2}\s)[^\W\d_a-zа-яё][^\W_]+(?:['’-][^\W\d_]+)*")
MAX_WORDS = 5
MAX_LEAD_WORDS = 8
MAX_PROSE_WORDS = 14
MAX_BEHIND_VERB = 5
MAX_MISPRINTS = 2
MIN_REPEATED = 5
SHARE_STOPPED = 0.4
"""Share of paragraphs that begin with a name and a stop, from which even two of them are labels."""
MAX_NAME = 60
"""Characters of a paragraph of which the alphabet tells whether labels with a stop may stand there."""
MAX_ONCE = 2
"""Words of a label that stands only once and names nobody, at most."""
MIN_SHARED = 4
"""Letters that a word must have, at least one more, to make two labels alike."""
OF_THE_COURT = frozenset({"president", "secretary", "member", "reserve", "prosecutor", "counsel", "commandant"})
"""Offices of which the list of a court names the holders."""
MAX_SMALL = 5
SIDES = frozenset({"interrogator", "answerer"})
FEWEST_LABELS = 2
"""Labels that a record has before the name of somebody unknown is one more."""
SHARE_LABELLED = 0.2
"""Share of paragraphs that have labels, from which unknown names that stand once are labels too."""


class LabelFinder:
    """Finds the label at the beginning of a paragraph, with what the whole document tells about its labels.

    ``record`` says that the document is a record (an interrogation, an overheard talk): words before a colon
    that come back at the beginning of many paragraphs are then labels, whoever they name.
    """

    def __init__(
        self, paras: Sequence[Para], names: SpeakerNames, *, record: bool = False, cast: Cast | None = None
    ) -> None:
        self._names, self._cast = names, cast or Cast()
        self._vocabulary = names if isinstance(names, LabelVocabulary) else None
        self._cache: dict[str, SpeakerLike | None] = {}
        self._record = record
        texts = [p.text for p in paras if p.region in ("body", "heading")]
        self._count_stops(texts)
        self._count_colons(texts)
        self._dashed = sum(bool(_DASH.match(t) and _CLOSED.search(t)) for t in texts)
        self._attested = _attested(texts)
        self._parted = record and are_parted(texts)
        # In the cells of a table, or set on lines of their own, both sides have no sign behind them.
        self._sides_alone = record and len({t for t in texts if len(t.split()) == 1 and record_side(
            f"{t}:", 0, parted=False)}) > 1
        self._bold = record and sum(self._begins_bold(p) for p in paras) >= MIN_REPEATED

    def _count_colons(self, texts: Sequence[str]) -> None:
        """Count what stands before a colon at the beginning of paragraphs, and see how labels are set here."""
        self._printed = Counter(m["name"].strip() for t in texts if (m := _COLON.match(t)))
        often = self._record and max(self._printed.values(), default=0) >= MIN_REPEATED
        self._repeated = {name for name, n in self._printed.items() if often and n > 1}
        self._repeated_words = {word for name in self._repeated for word in name.split() if len(word) > MIN_SHARED}
        present = [s for name in self._printed if (s := self._exactly(name))]
        self._present = {s.person for s in present} | {s.role for s in present if s.role in SIDES}
        own = self._cast.names
        self._sure = {name for name in self._printed if name in own or _is_capitals(name) or self._exactly(name)}
        self._labelled = sum(self._printed[name] for name in self._sure)
        self._setting = self._set_so(texts)

    def _set_so(self, texts: Sequence[str]) -> Setting:
        """Find out how the document sets its labels, from what was counted."""
        capitals = sum(name.isupper() for name in self._printed.elements())
        upper = 2 * capitals > self._printed.total()
        asked = asked_lines(texts)
        again = max(sum(self._printed[name] for name in self._sure | self._repeated), self._count_formed(texts)) + asked
        alone = sum(self._cast.forms.alone_name(text) is not None for text in texts)
        spoken = self._record and again + alone >= max(FEWEST_LABELS, SHARE_LABELLED * len(texts))
        labelled = spoken or self._stops
        return Setting(
            upper=upper, small=spoken and again >= MIN_REPEATED and not upper, asked=asked > 0, labelled=labelled,
            common=written_small(texts) if labelled else frozenset())

    def _count_formed(self, texts: Sequence[str]) -> int:
        """Count the paragraphs that begin with a label in a form that the record has of its own."""
        if not self._record:
            return 0
        return sum(self._cast.forms.label(text, 0, self._vocabulary) is not None for text in texts)

    def _count_stops(self, texts: Sequence[str]) -> None:
        """Count what stands before a stop at the beginning of paragraphs: enough known names make it dialogue."""
        stopped = [m["name"] for t in texts if (m := _STOP.match(t))]
        self._stopped = Counter(name for name in stopped if name.isupper())
        self._dialogue = sum(self._exactly(name) is not None for name in stopped) >= MIN_REPEATED
        self._stops = self._record and self._ends_labels_with_stops(texts)

    @property
    def has_labels(self) -> bool:
        """Say whether the document is a record whose labels are known: then a dash begins another voice."""
        return self._setting.labelled or bool(self._cast.stopped)

    def find(self, para: Para) -> Said | None:
        """Give the label of a paragraph of running text, or None."""
        if para.kind not in ("para", "item") or para.region != "body":
            return None
        text = para.text
        if para.label:
            name = text.rstrip(" .:—–-")
            return self._label(name, len(text), "lead", self._lookup(name), name)
        if self._record and closes_record(text):
            return None
        said = (self._side(text) or self._colon(para) or self._formed(text) or self._dash(text) or self._stop(text)
                or self._alone(text) or self._lead(text) or self._prose(text) or self._head(para) or self._lone(text))
        return with_address(text, said) if said else None

    def _exactly(self, form: str) -> SpeakerLike | None:
        if form not in self._cache:
            self._cache[form] = self._names.lookup(form, tolerant=False)
        return self._cache[form]

    def _lookup(self, form: str) -> SpeakerLike | None:
        """Look a name up, allowing for a misprint.

        A misprint is rare and of someone who speaks under the right name too: documents have speakers whom no
        vocabulary of the trials holds and whose names are near to one of it.
        """
        exact = self._exactly(form)
        if exact or self._printed[form] > MAX_MISPRINTS:
            return exact
        near = self._names.lookup(form)
        who = near and (near.person or (near.role if near.role in SIDES else None))
        return near if who and who in self._present else None

    def _side(self, text: str) -> Said | None:
        """Read the label of a side of a record, with whose it is or its number."""
        if not self._record:
            return None
        bare = self._sides_alone and len(text.split()) == 1
        side = record_side(f"{text}:" if bare else text, 0, parted=self._parted)
        if side is None:
            return None
        form: Form = "colon" if side.end < len(text) else "lead"
        return Said(side.printed, min(side.end, len(text)), form, role=side.role, name=side.printed)

    def _colon(self, para: Para) -> Said | None:
        """Read a name with a colon behind it; what names nobody known must be set or repeated as labels are here."""
        match = _COLON.match(para.text)
        if match is None or match.end() >= len(para.text) or bool(match["open"]) != bool(match["close"]):
            return None
        name = match["name"].strip()
        words = name.split()
        if len(words) > MAX_WORDS or _never(name) or _is_noted(name):
            return None
        speaker = self._lookup(name)
        if (speaker is None or speaker.role in OF_THE_COURT) and heads_list(para.text[match.end() :]):
            return None
        named = speaker is not None and _is_titled(words) and not _is_title(para, match.end())
        again = name in self._repeated or name in self._cast.inside or self._shares(words)
        someone = self._is_someone(name, para.text[match.end() :])
        if not (_is_capitals(name) or named or someone or (again and name[0].isupper())):
            return None
        printed = para.text[: match.end()].rstrip().rstrip(":").rstrip()
        return self._label(printed, match.end(), "colon", speaker, name)

    def _is_someone(self, name: str, after: str) -> bool:
        """Say whether words before a colon in a record with labels are a person's name, or whose paper is read out."""
        if not (self._record and self._labelled >= FEWEST_LABELS and SENTENCE_BEGINS.match(after)):
            return False
        words = [word for word in name.split() if not word.endswith(".")]
        if not (words and all(word[0].isupper() for word in words)):
            return False
        if not is_cyrillic(name):
            return self._printed[name] > 1 or "." in name or all(word in self._attested for word in words)
        first = words[0].lower()
        behind = len(words) > 1 and (first in label_words().voices or doctype_of_line(name) is not None)
        return all(is_person_name(word.lower()) for word in words[behind:])

    def _shares(self, words: Sequence[str]) -> bool:
        """Say whether a label that stands once has a word of those that come back: ``Man`` beside ``First man``."""
        return len(words) <= MAX_ONCE and not {word.lower() for word in words}.isdisjoint(
            word.lower() for word in self._repeated_words)

    def _begins_bold(self, para: Para) -> bool:
        """Say whether a name in bold begins a paragraph, with no sign behind it; where that is rare, it stresses."""
        end = next((mark.end for mark in para.marks if mark.kind == "bold" and mark.start == 0), 0)
        return 0 < end <= MAX_NAME and self._exactly(para.text[:end].strip()) is not None

    def _ends_labels_with_stops(self, texts: Sequence[str]) -> bool:
        """Say whether names with a full stop begin so many paragraphs that they are labels, as in Russian books."""
        vocabulary = self._vocabulary
        if vocabulary is None:
            return False
        begun = (text for text in texts if is_cyrillic(text[:MAX_NAME]))
        stopped = sum(stopped_label(text, 0, vocabulary) is not None for text in begun)
        return stopped >= MIN_REPEATED or (stopped > 1 and stopped >= SHARE_STOPPED * len(texts))

    def _head(self, para: Para) -> Said | None:
        """Give the label of a record in one of the other forms that the beginning of a line tells."""
        vocabulary = self._vocabulary
        if not self._record or vocabulary is None:
            return None
        whole = [LineSpan(0, len(para.text), begins=True)]
        label = stopped_label(para.text, 0, vocabulary) if self._stops else None
        label = label or (called_out(para.text, 0) if self._stops or self._cast.stopped else None)
        marks = para.marks if self._bold else ()
        label = label or next(line_heads(para.text, whole, "", vocabulary, self._setting, marks), None)
        if label is None or not (label.speakers or self.has_labels) or label.end >= len(para.text):
            return None
        begin = len(para.text) - len(para.text[label.end :].lstrip())
        who = label.speakers[0] if len(label.speakers) == 1 else None
        if (who is None or who.role in OF_THE_COURT) and heads_list(para.text[label.end :]):
            return None
        said = self._label(label.text, begin, "colon", who, label.text)
        return replace(said, exact=label.exact) if who and who.person is None else said

    def _formed(self, text: str) -> Said | None:
        """Give the label in a form that the record has of its own, other than a name with a colon."""
        label = self._cast.forms.label(text, 0, self._vocabulary) if self._record else None
        if label is None or _never(label.text) or heads_list(text[label.end :]):
            return None
        who = label.speakers[0] if len(label.speakers) == 1 else self._lookup(label.text)
        return self._label(label.text, label.end, "colon", who, who.name if who else label.text)

    def _alone(self, text: str) -> Said | None:
        """Give the label that is a line of its own, of a name that comes back so."""
        name = self._cast.forms.alone_name(text)
        return self._label(text.rstrip(" .:"), len(text), "lead", self._lookup(name), name) if name else None

    def _lone(self, text: str) -> Said | None:
        """Give the label that a line of a record is that is nothing but a name; with initials it may be a signature."""
        if not self._setting.labelled or self._vocabulary is None:
            return None
        alone = bool(self._cast.forms.alone)
        label = lone_name(text, self._vocabulary, alone=alone, common=self._setting.common)
        if label is None or (not alone and "." in text and is_signature(text)):
            return None
        who = label.speakers[0] if len(label.speakers) == 1 else None
        return replace(self._label(label.text, len(text), "lead", who, label.text), exact=label.exact)

    def perhaps(self, text: str, *, first: bool) -> list[str]:
        """Give what in the lines of a speech of a record may name another speaker, in the ``first`` too if asked."""
        if not self._setting.labelled or self._vocabulary is None:
            return []
        return [name for name, _ in named_perhaps(text, self._vocabulary, lambda: self._setting.common, first=first)]

    def _stop(self, text: str) -> Said | None:
        """Read a name with a full stop behind it: a known one, or one in capitals that comes back."""
        match = _STOP.match(text)
        if match is None or _never(match["name"]):
            return None
        name = match["name"]
        speaker = self._lookup(name) if _is_titled(name.split()) else None
        if name in self._cast.stopped:
            return self._label(text[: match.end()].rstrip().rstrip("."), match.end(), "stop", speaker, name)
        if speaker is None and not (name.isupper() and self._stopped[name] > 1 and len(name) > 3):
            return None
        if speaker is not None and not name.isupper() and not (self._dialogue and is_cyrillic(name)):
            return None
        return self._label(text[: match.end()].rstrip().rstrip("."), match.end(), "stop", speaker, name)

    def _dash(self, text: str) -> Said | None:
        """Read a name with a dash behind it before quoted words, as in a dialogue told by its speaker."""
        match = _DASH.match(text)
        if match is None or self._dashed < 2 or not _CLOSED.search(text):
            return None
        name = match["name"]
        if name.lower() in rules().labels.first_person:
            return Said(name, match.end(), "dash", me=True)
        speaker = self._lookup(name)
        if speaker is None and name not in self._attested:
            return None
        return self._label(name, match.end(), "dash", speaker, name)

    def _lead(self, text: str) -> Said | None:
        """Read a paragraph that only announces who speaks next: a title or name and a colon, no verb of saying."""
        match = _LEAD.fullmatch(text)
        if match is None or len(text.split()) > MAX_LEAD_WORDS or _never(match["name"]):
            return None
        named, rest = match["name"].strip(), (match["rest"] or "").split()
        if not _is_titled(named.split()) or set(map(str.lower, rest)) & rules().labels.says:
            return None
        if len(rest) > 1 and rest[0].lower() in rules().labels.quoting:
            named = " ".join(rest[1:])
        elif rest and rest[0][0].isupper():
            return None
        speaker = self._lookup(named)
        if speaker is None and named.split()[-1] not in self._attested:
            return None
        return self._label(text.rstrip(" .…").rstrip(":"), len(text), "lead", speaker, named)

    def _prose(self, text: str) -> Said | None:
        """Read a short sentence that ends in a colon and says that a known person says something."""
        match = _PROSE.fullmatch(text)
        if match is None or ":" not in text or len(text.split()) > MAX_PROSE_WORDS:
            return None
        tokens = list(_TOKEN.finditer(match["said"]))
        verb = next((i for i, t in enumerate(tokens) if t.group().lower() in rules().labels.says), 0)
        start = verb
        while start and _is_named(tokens[start - 1].group()):
            start -= 1
        if start == verb or len(tokens) - verb > MAX_BEHIND_VERB:
            return None
        name = text[tokens[start].start() : tokens[verb - 1].end()]
        speaker = self._exactly(name)
        return self._label(text.rstrip(" .…:"), len(text), "prose", speaker, name) if speaker else None

    def _label(self, printed: str, end: int, form: Form, speaker: SpeakerLike | None, name: str) -> Said:
        if speaker is None:
            return Said(printed, end, form, known=False, name=name)
        exact = self._exactly(name) is not None
        return Said(printed, end, form, speaker.person, speaker.role, exact=exact, name=name)


def _is_named(word: str) -> bool:
    return word[0].isupper() and word.lower() not in rules().labels.before


def _never(name: str) -> bool:
    words = [w.lower() for w in re.findall(r"[^\W\d_]+", name)]
    return not words or (len(words) <= 2 and words[0] in rules().labels.never)


def _is_noted(name: str) -> bool:
    """Say whether a name is an abbreviation before what somebody adds: ``P.S.``."""
    return "." in name and is_prose(name)


def _is_capitals(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 1 and name.isupper()


def _is_titled(words: Iterable[str]) -> bool:
    """Say whether words are set like a name or an office: the first with a capital, no long lower-case word."""
    some = [w.lstrip(".,") for w in words if w.strip(".,")]
    return bool(some) and some[0][0].isupper() and all(w[:1].isupper() or len(w) <= MAX_SMALL for w in some)


def _is_title(para: Para, end: int) -> bool:
    """Say whether italics run over the colon: then it is the title of a work and no label."""
    return any(m.kind == "italic" and m.start == 0 and m.end > end for m in para.marks)


def _attested(texts: Iterable[str]) -> frozenset[str]:
    """Give the words the document writes with a capital inside sentences and never without."""
    inside: set[str] = set()
    lower: set[str] = set()
    for text in texts:
        inside.update(_INSIDE.findall(text))
        lower.update(w for w in _TOKEN.findall(text) if w.islower())
    return frozenset(w for w in inside if w.lower() not in lower)
