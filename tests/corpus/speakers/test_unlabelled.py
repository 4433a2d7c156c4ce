"""What begins a line without a label behind a speech: a dash, or what the record tells of its own course."""

from __future__ import annotations

import pytest
from records import made_edition, made_record

from corpus.speakers.unlabelled import begins_with_dash, runs_on
from corpus.unspoken.course import tells_course

HEAD = "THE PRESIDENT: The session is resumed.\n\nORSETSKY: Did you meet the carter?\n\nA. KORVIN: I met him."
END = "\n\nORSETSKY: I have no more questions.\n"
DASHED = {
    "paragraphs": "\n\n— And whose sacks were they?\n\n— They were mine.",
    "lines": "\n— And whose sacks were they?\n— They were mine.",
    "short dashes": "\n\n– And whose sacks were they?\n\n– They were mine.",
    "hyphens": "\n\n- And whose sacks were they?\n\n- They were mine.",
    "quoted": "\n\n— “Whose sacks were they?”\n\n— “They were mine.”",
    "behind them": "\n\n— And whose sacks were they?\n\nThey were mine, and the carter knew.",
}
LISTED = {
    "behind a colon": ("I demand:\n\n— The salt.\n\n— The sacks.", 3),
    "small letters": ("I demand the following\n\n— salt;\n\n— sacks.", 3),
    "ends of entries": ("I demand the following\n\n— Salt;\n\n— Sacks,\n\n— and the lamp.", 4),
    "a dash inside": ("I demand — and not for the first time — the salt.", 1),
}
TOLD = [
    "The court adjourned at 10 p.m.", "The court then proceeded to the examination of the carter.",
    "Asked by the President whether he admits it, the accused replies in the affirmative.",
    "After the recess the session was resumed.", "The witness Halloran was led in.", "A recess was announced.",
    "The morning session closed at 3 p.m.", "The presiding judge announced a recess.",
]
TOLD_RU = [
    "Суд удаляется на совещание.", "Затем суд переходит к допросу свидетеля.", "Заседание закрывается в 22 часа.",
    "На вопрос председателя, признаёт ли он себя виновным, Корвин отвечает утвердительно.",
    "Председательствующий объявляет перерыв на 20 минут.", "После перерыва заседание возобновляется.",
    "Секретарь оглашает список свидетелей.", "На этом утреннее заседание закончилось.", "Объявляется перерыв.",
]
SAID = [
    "The prosecutor is right.", "The court will decide that for itself.", "Witness Halloran did not answer me.",
    "The President asked me whether I knew.", "Did the court adjourn?", "The accused knows it.", "Nobody was led in.",
    "Суд разберётся.", "Прокурор прав.", "На вопрос председателя я уже ответил.", "Свидетель Халлоран лжёт.",
    "Затем я пошёл домой.", "После перерыва вы молчали.", "the court adjourned.",
]


@pytest.mark.parametrize("form", DASHED)
def test_a_dash_in_an_edition_is_nobodys(form: str) -> None:
    made = made_edition(HEAD + DASHED[form] + END)
    dashed = [turn for turn in made.turns if turn.kind == "speech" and not turn.label]
    assert [turn.speaker for turn in dashed] == [None] * len(dashed)
    assert "mine" in dashed[-1].text
    assert next(turn for turn in made.turns if turn.speaker == "a-korvin").text == "I met him."
    assert "dialogue-dash" in {doubt.code for doubt in made.doubts}


@pytest.mark.parametrize("form", DASHED)
def test_a_dash_in_a_document_is_nobodys(form: str) -> None:
    head = "VYSHINSKY: Lorem?\n\nK. B. RADEK: Ipsum dolor.\n\nVYSHINSKY: Lorem?\n\nK. B. RADEK: Ipsum dolor."
    made = made_record(head + DASHED[form] + "\n\nVYSHINSKY: Lorem.\n", ext="txt")
    spoken = {turn.text: turn.speaker for turn in made.turns}
    assert spoken["Ipsum dolor."] == "radek"
    assert {speaker for text, speaker in spoken.items() if "mine" in text or "hose" in text} == {None}
    assert "dialogue-dash" in {doubt.code for doubt in made.doubts}


@pytest.mark.parametrize("form", LISTED)
def test_a_list_is_its_speakers(form: str) -> None:
    said, paragraphs = LISTED[form]
    made = made_edition(f"{HEAD}\n\nORSETSKY: {said}{END}")
    turn = [turn for turn in made.turns if turn.speaker == "orsetsky"][1]
    assert len(turn.text.split("\n")) == paragraphs
    assert "dialogue-dash" not in {doubt.code for doubt in made.doubts}


def test_dialogue_run_on_between_dashes_is_doubted() -> None:
    made = made_edition(f"{HEAD} - And the salt? - Mine too. - Who paid? - Nobody.{END}")
    assert "dialogue-run-on" in {doubt.code for doubt in made.doubts}
    assert not runs_on("I saw it — the sack. — And I took it. I did.") and not runs_on("Yes? — No.")


@pytest.mark.parametrize("text", TOLD + TOLD_RU)
def test_the_course_of_a_record_is_nobodys(text: str) -> None:
    assert tells_course(text)
    head = HEAD if text in TOLD else HEAD.replace("I met him", "Я встречал его")
    for apart in ("\n\n", "\n"):
        made = made_edition(f"{head}{apart}{text}{END}")
        told = [turn for turn in made.turns if text[:12] in turn.text]
        assert [(turn.kind, turn.speaker) for turn in told] == [("narration", None)]
        assert "words-of-record" in {doubt.code for doubt in made.doubts}


@pytest.mark.parametrize("label", ["…", "..."])
def test_a_printed_label_of_dots_is_a_voice_of_somebody_unknown(label: str) -> None:
    made = made_edition(f"{HEAD}\n\n{label}: I saw it too, from the quay.{END}")
    [turn] = [turn for turn in made.turns if "quay" in turn.text]
    assert (turn.kind, turn.label, turn.speaker, turn.text) == ("speech", label, None, "I saw it too, from the quay.")
    assert {doubt.code for doubt in made.doubts} == {"label-unknown"}


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_of_the_court_stays_speech(text: str) -> None:
    assert not tells_course(text)


def test_a_dash_needs_a_sentence() -> None:
    assert begins_with_dash("— Да.") and not begins_with_dash("—да") and not begins_with_dash("-5 градусов")


def test_a_citation_alone_on_its_line_ends_no_speech() -> None:
    said = ("BRENN: The lamp was out.", "LUNIN: It was.", "BRENN: See the log.", "(Log, p. 12)", "It says so.",
            "LUNIN: Yes.")
    turns = made_record("\n\n".join(said), ext="txt").turns
    assert next(turn.kind for turn in turns if turn.text == "It says so.") == "speech"
