"""Whom a label says that its speaker turns to, however it is set: inside the label, behind its sign, with any sign."""

from __future__ import annotations

import pytest
from dialogues import amid

from corpus.catalogue.catalogue import load
from corpus.editions.turns import edition_turns
from corpus.model.turns import Turn
from corpus.names.table import name_table
from corpus.reading import formats
from indexer.concordance.persons import addressee, names_addressee

SPECIMEN, TABLE = load("specimen"), name_table("specimen")
SAID = {"en": "The lamp hung over the pump.", "ru": "Фонарь висел над насосом."}
NAME = {"en": "ORSETSKY", "ru": "ОРСЕЦКИЙ"}
TO_BRAMM = {
    "en": ("(to Bramm):", "[to Bramm]:", ", to Bramm:", "to Bramm:", ", addressing Bramm:", "(turning to Bramm):",
           "[turning to the accused Bramm]:", "(rising, to Bramm):", "(to Bramm, sharply):", "— to Bramm:",
           "(to Bramm) —", "[to Bramm] —", "(to Bramm).", ": (to Bramm)", ": [to Bramm]", ": (turning to Bramm)",
           "(replying to Bramm):"),
    "ru": ("(к Брамму):", "[к Брамму]:", ", к Брамму:", "к Брамму:", ", обращаясь к Брамму:", "(обращается к Брамму):",
           "[повернувшись к подсудимому Брамму]:", "(снова к Брамму):", "— к Брамму:", "— Брамму:", "(Брамму):",
           "(к Брамму) —", "[к Брамму].", ", обращаясь к Брамму.", ", обращаясь к Брамму, —", ": (к Брамму)",
           ". (К Брамму.)", ". (Обращаясь к Брамму.)"),
}
TO_NOBODY = {
    "en": ("(to the accused):", "[to all the accused]:", ", addressing the accused:", "(to Halloran):",
           "(to Bramm and Gurmalo):"),
    "ru": ("(к подсудимым):", "[ко всем подсудимым]:", ", обращаясь к подсудимым:", "(к Халорану):",
           "(к Брамму и Гурмало):"),
}
NO_ADDRESS = ("Orsetsky (pointing to Bramm)", "Orsetsky (listening to Bramm)", "Orsetsky (rising to reply)", "Orsetsky",
              "Орсецкий (показывает на Брамма)", "Орсецкий (встаёт)", "The Secretary to the Court", "")


def _turn(lang: str, form: str, *, upper: bool) -> Turn:
    name = NAME[lang] if upper else NAME[lang].title()
    label = f"{name}{'' if form[0] in ',:.' else ' '}{form}"
    [source] = formats.read("\n\n".join(amid(lang, f"{label} {SAID[lang]}", upper=upper)).encode(), "text", "a.txt")
    made = edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)
    [turn] = [turn for turn in made.turns if SAID[lang] in turn.text]
    return turn


@pytest.mark.parametrize(("lang", "upper"), [(lang, upper) for lang in ("en", "ru") for upper in (True, False)])
def test_a_label_says_whom_its_speaker_turns_to(lang: str, upper: bool) -> None:
    [trial] = SPECIMEN.trials
    for form in (*TO_BRAMM[lang], *TO_NOBODY[lang]):
        turn = _turn(lang, form, upper=upper)
        assert (turn.speaker, turn.text) == ("orsetsky", SAID[lang]), form
        # Several, or somebody unknown, are nobody in particular: and then nobody else is inferred from who answers.
        assert names_addressee(turn.label), form
        assert addressee(turn.label, TABLE, trial) == ("bramm" if form in TO_BRAMM[lang] else None), form


def test_offices_and_initials_say_who_is_meant_and_other_directions_nobody() -> None:
    [trial] = SPECIMEN.trials
    for label, meant in (("Orsetsky (to the President)", "president"), ("Орсецкий (к председателю)", "president"),
                         ("Bramm [to the Prosecutor Orsetsky]", "orsetsky"), ("Bramm (to P. Korvin)", "p-korvin"),
                         ("Bramm (to Korvin)", None)):
        assert addressee(label, TABLE, trial) == meant, label
        assert names_addressee(label)
    assert not any(map(names_addressee, NO_ADDRESS))
