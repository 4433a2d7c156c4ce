"""Labels that say what somebody is and of what, beside sentences that begin with the same words."""

from __future__ import annotations

import pytest
from records import made_edition, made_record

POSTS = {
    "en": ["Counsel for the defence Brenn", "Counsel for the accused, Mrs. Brenn", "Member of the court Lunin",
           "Representative of the Salt Guild", "Judge Lunin of the second chamber", "Expert in salt Dr. Halloran",
           "Chairman of the committee", "Witness for the defence Halloran (rising)", "Secretary to the governor"],
    "ru": ["Защитник подсудимого Брен", "Член суда Лунин", "Представитель соляной артели",
           "Судья Лунин из второй палаты", "Эксперт по соли Халлоран", "Секретарь заседания",
           "Защитник обвиняемого тов. Брен", "Начальник порта Халлоран", "Сосед обвиняемого Брен (с места)"],
}
SAID = {
    "en": ["Witness Halloran saw this", "The members of the guild answered thus", "Judge for yourself", "In May",
           "He said of the judge", "Counsel has one question", "Sacks of salt for the quay",
           "Member by member they said"],
    "ru": ["Свидетель Халлоран видел вот что", "Член суда спросил меня", "Мешки соли для порта", "Скажу о судье",
           "Защитник задал вопрос", "Соль по весне"],
}
BEFORE = {"en": "ORSETSKY: Where was the lamp?\n\nA. KORVIN: On the quay.\n\n",
          "ru": "ОРСЕЦКИЙ: Где был фонарь?\n\nА. КОРВИН: На причале.\n\n"}


def amid(line: str, lang: str) -> str:
    return f"{BEFORE[lang]}{line}: Lamps there were.\n\n{BEFORE[lang]}"


@pytest.mark.parametrize(("lang", "label"), [(lang, label) for lang, labels in POSTS.items() for label in labels])
def test_a_post_is_a_voice(lang: str, label: str) -> None:
    turns = made_edition(amid(label, lang), lang).turns
    assert [(turn.label, turn.speaker) for turn in turns if "Lamps" in turn.text] == [(label, None)]
    record = made_record(amid(label, lang), ext="txt")
    assert [turn.label for turn in record.turns if "Lamps" in turn.text] == [label]


@pytest.mark.parametrize(("lang", "words"), [(lang, words) for lang, said in SAID.items() for words in said])
def test_a_sentence_stays_its_speakers(lang: str, words: str) -> None:
    turns = made_edition(amid(words, lang), lang).turns
    assert [turn.speaker for turn in turns if "Lamps" in turn.text] == ["a-korvin"]
