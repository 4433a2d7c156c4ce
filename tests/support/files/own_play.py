"""A play of six invented persons in two languages, as a trial that no bundled catalogue knows, for tests.

``LINES`` has who speaks and the words in English and in Russian; a line that one language leaves out has None there.
"""

from __future__ import annotations

from pathlib import Path

TRIALS = """
[clock]
title_en = "The Hearing on the Clock of Velna"
title_ru = "Слушание о часах Вельны"
sittings = [{ date = 1902-10-07, part = "morning", content = "the whole hearing" }]
roles = [
    { person = "dunmore", role = "president" },
    { person = "varga", role = "prosecutor" },
    { person = "osk", role = "counsel" },
    { person = "renn", role = "defendant" },
    { person = "holt", role = "witness" },
    { person = "quill", role = "witness" },
]
"""

PERSONS = """
[dunmore]
name_en = "Dunmore"
name_ru = "Данмор"

[varga]
name_en = "Varga"
name_ru = "Варга"

[osk]
name_en = "Osk"
name_ru = "Оск"

[renn]
name_en = "Renn"
name_ru = "Ренн"

[holt]
name_en = "Holt"
name_ru = "Холт"

[quill]
name_en = "Quill"
name_ru = "Квилл"
"""

EDITIONS = """
[en-clock]
trial = "clock"
lang = "en"
title = "The Clock of Velna"
record = "verbatim"
year = 1903

[ru-clock]
trial = "clock"
lang = "ru"
title = "Часы Вельны"
record = "verbatim"
year = 1904
"""

NAMES = {"dunmore": ("Dunmore", "Данмор"), "varga": ("Varga", "Варга"), "osk": ("Osk", "Оск"),
         "renn": ("Renn", "Ренн"), "holt": ("Holt", "Холт"), "quill": ("Quill", "Квилл")}

LINES: tuple[tuple[str, str | None, str | None], ...] = (
    ("dunmore", "The hearing is open. We are met because the clock of Velna stood still on the night of the third.",
     "Слушание открыто. Мы собрались потому, что в ночь на третье часы Вельны остановились."),
    ("varga", "I ask that the keeper of the tower, Tobias Renn, be heard first.",
     "Прошу первым выслушать смотрителя башни Тобиаса Ренна."),
    ("dunmore", "Has the counsel anything against it?", "Есть ли у защиты возражения?"),
    ("osk", "Nothing at all.", "Никаких."),
    ("varga", "How long have you wound the clock?", "Сколько лет вы заводите часы?"),
    ("renn", "Nineteen years next spring.", "Весной будет девятнадцать."),
    ("varga", "Every evening?", "Каждый вечер?"),
    ("renn", "Every evening at seven, and on Sundays at noon as well, because the weight is heavier then.",
     "Каждый вечер в семь, а по воскресеньям ещё и в полдень, потому что груз тогда тяжелее."),
    ("varga", "And on the third of October?", "А третьего октября?"),
    ("renn", "On the third I went up at seven, as always.", "Третьего я поднялся в семь, как всегда."),
    ("varga", "Who saw you?", "Кто вас видел?"),
    ("renn", "The pigeons.", "Голуби."),
    ("dunmore", "Answer without jokes, please.", "Прошу отвечать без шуток."),
    ("renn", "Nobody saw me. There are 212 steps, and nobody climbs them for pleasure.",
     "Никто не видел. Ступеней там 212, и ради удовольствия по ним никто не ходит."),
    ("varga", "So we have only your word.", "Значит, у нас есть только ваше слово."),
    ("osk", "The word of a man who has never missed an evening is worth something.",
     "Слово человека, который не пропустил ни одного вечера, чего-нибудь да стоит."),
    ("dunmore", "That will be weighed later. Call the baker.", "Это мы взвесим потом. Позовите пекаря."),
    ("holt", "Arden Holt, baker, of Mill Street, number 8.", "Арден Холт, пекарь, Мельничная улица, дом 8."),
    ("varga", "When did you notice that the hands were not moving?",
     "Когда вы заметили, что стрелки не двигаются?"),
    ("holt", "At four in the morning, when I light the ovens. The clock said half past one.",
     "В четыре утра, когда растапливаю печи. На часах была половина второго."),
    ("varga", "Did you tell anyone?", "Вы кому-нибудь сказали?"),
    ("holt", "I told my wife, and she told the town.", "Сказал жене, а она сказала городу."),
    ("osk", "May I put a question to the baker?", "Можно задать пекарю вопрос?"),
    ("dunmore", "You may.", "Можно."),
    ("osk", "Was there wind that night?", "Был ли той ночью ветер?"),
    ("holt", "Such a wind that it took the sign off my shop, and the sign weighs forty pounds.",
     "Такой ветер, что сорвал вывеску с моей лавки, а в ней сорок фунтов."),
    ("osk", "Then it could also hold the hands?", "Значит, он мог удержать и стрелки?"),
    ("holt", "I bake bread, madam. I do not know what wind does to clocks.",
     "Я пеку хлеб, сударыня. Что ветер делает с часами, я не знаю."),
    ("varga", "A sensible answer.", None),
    ("dunmore", "The baker may sit down. Is the schoolmistress here?", "Пекарь может сесть. Учительница здесь?"),
    ("quill", "I am here. Maud Quill.", "Я здесь. Мод Квилл."),
    ("varga", "You wrote in the school book that the tower window was lit. At what hour?",
     "Вы записали в школьный журнал, что окно башни светилось. В котором часу?"),
    ("quill", "At twenty minutes past one. I was correcting the sums of the second class.",
     "В час двадцать. Я проверяла задачи второго класса."),
    ("varga", "Could you see who carried the lamp?", "Вы видели, кто нёс лампу?"),
    ("quill", "No. I saw the light go down, one window after another, rather slowly.",
     "Нет. Я видела, как свет спускался, от окна к окну, довольно медленно."),
    ("varga", "As an old man would go?", "Так спускался бы старик?"),
    ("quill", "Or a young one with something heavy.", "Или молодой с чем-нибудь тяжёлым."),
    ("osk", "I thank you for the second half of that.", "Благодарю вас за вторую половину ответа."),
    ("dunmore", "Renn, were you in the tower at twenty past one?", "Ренн, были вы в башне в час двадцать?"),
    ("renn", "I was in bed, with a mustard plaster on my chest.", "Я лежал в постели с горчичником на груди."),
    ("varga", "Who put it there?", "Кто его поставил?"),
    ("renn", "My sister, who lives in Karsk and came on the evening train.",
     "Сестра. Она живёт в Карске и приехала вечерним поездом."),
    ("varga", "The evening train was cancelled on the third. Here is the notice of the railway.",
     "Вечерний поезд третьего отменили. Вот объявление железной дороги."),
    ("renn", "Then she came on the morning one.", "Тогда, значит, утренним."),
    ("varga", "You see, Mr. President, that his memory also needs winding.",
     "Видите, господин председатель, его память тоже пора завести."),
    ("osk", "I object. He is seventy-one years old.", "Возражаю. Ему семьдесят один год."),
    ("dunmore", "The remark is struck out.", "Замечание вычеркнуть."),
    (
        "quill", "If I may add something: in the morning I found a brass wheel by the school gate. It has 36 teeth.",
        "Если позволите добавить: утром у школьной калитки я нашла латунное колесо. В нём 36 зубцов."),
    ("dunmore", "Why did you not say so at once?", "Почему вы не сказали этого сразу?"),
    ("quill", "Nobody asked me about wheels.", "О колёсах меня никто не спрашивал."),
    ("renn", "That is the escape wheel! Without it she cannot go, whoever winds her.",
     "Это же спусковое колесо! Без него они не пойдут, кто бы их ни заводил."),
    ("varga", "Can such a wheel fall out by itself?", "Может такое колесо выпасть само?"),
    ("renn", "Not in a hundred years. There are two screws, and a pin.",
     "И за сто лет не выпадет. Там два винта и штифт."),
    ("holt", "The pin I have seen. My boy had it in his pocket on Sunday.",
     "Штифт я видел. В воскресенье он был в кармане у моего мальчика."),
    ("dunmore", "Silence in the hall!", "Тише в зале!"),
    ("osk", "How old is your boy, baker?", "Сколько лет вашему мальчику, пекарь?"),
    ("holt", "Eleven, and he goes wherever he is forbidden to go.",
     "Одиннадцать, и ходит он всюду, куда ему запрещают."),
    ("varga", "Is he strong?", "Сильный он?"),
    ("holt", "He carries flour.", "Мешки с мукой носит."),
    ("dunmore", None, "Это мы уже поняли."),
    ("varga", "I have no more questions to Tobias Renn, and I beg his pardon.",
     "К Тобиасу Ренну у меня больше нет вопросов, и я прошу у него прощения."),
    ("renn", "I forgive you if the wheel is given back.", "Прощу, если колесо вернут."),
    ("quill", "Here it is, in my handkerchief.", "Вот оно, в моём платке."),
    ("dunmore", "The hearing is closed. The boy will wind the clock for a month, under the eye of the keeper.",
     "Слушание закрыто. Мальчик месяц будет заводить часы под присмотром смотрителя."),
)


def write_catalogue(home: Path) -> Path:
    """Write the catalogue of the play into a home; give its folder."""
    folder = home / "catalogue"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("trials", TRIALS), ("persons", PERSONS), ("editions", EDITIONS)):
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def spoken(lang: str) -> list[tuple[int, str, str]]:
    """Give the lines of a language: the place among all, the label as printed, the words."""
    side = 0 if lang == "en" else 1
    return [(at, NAMES[line[0]][side], words) for at, line in enumerate(LINES) if (words := line[side + 1])]


def printed(lang: str) -> str:
    """Give the play as a text file: a title, a day, and a paragraph for each line."""
    title, day = {"en": ("The Clock of Velna", "MORNING SITTING OF OCTOBER 7, 1902"),
                  "ru": ("Часы Вельны", "УТРЕННЕЕ ЗАСЕДАНИЕ 7 ОКТЯБРЯ 1902 г.")}[lang]
    return "\n\n".join([title, day, *(f"{label.upper()}: {words}" for _, label, words in spoken(lang))]) + "\n"


def true_pairs() -> set[tuple[str, str]]:
    """Give the words of the lines that both languages have, Russian first."""
    return {(ru, en) for _, en, ru in LINES if en and ru}
