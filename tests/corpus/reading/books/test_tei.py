"""TEI: what this program exported comes back as it was; texts of other makers with their speakers, pages and notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command import trials

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.errors import SourceRefusedError
from corpus.ingest.run import ingest
from corpus.model.blocks import SourceText
from corpus.model.turns import Turn
from corpus.reading.books.tei import read_tei
from corpus.reading.formats import sniff
from corpus.storage.home import Home
from corpus.storage.library import Library

SPECIMEN = Path(__file__).resolve().parents[4] / "corpus" / "data" / "specimen" / "files"


def told(turns: list[Turn]) -> list[tuple[Any, ...]]:
    """Give what TEI holds of each turn: the words of a voice without any name are nobody's in it."""
    return [
        ("narration" if t.kind == "speech" and not (t.label or t.speaker) else t.kind, t.sitting, t.section, t.speaker,
         t.label, t.role if t.label or t.speaker else None, t.page.label, t.page.basis, t.text) for t in turns
    ]


def held(place: Path, path: Path, **wanted: str) -> Home:
    home = Home(place, "specimen").create()
    add(home, load("specimen"), [path], Wanted(**wanted))  # type: ignore[arg-type]
    ingest(home)
    return home


@pytest.mark.slow
@pytest.mark.parametrize(("file", "wanted"), [
    ("ru-specimen.html", {"edition": "ru-specimen"}), ("en-specimen.pdf", {"edition": "en-specimen"}),
    ("letter-ru.txt", {"document": "letter-ru", "kind": "cited"}),
])
def test_our_own_export_comes_back_as_it_was(tmp_path: Path, file: str, wanted: dict[str, str]) -> None:
    name = wanted.get("edition") or wanted["document"]
    first = held(tmp_path / "first", SPECIMEN / file, **wanted)
    assert trials("reindex", home=first.path).code == 0
    given = trials("export", "--format", "tei", home=first.path)
    again = tmp_path / "again.xml"
    again.write_text(given.out, "utf-8")
    assert sniff(again.read_bytes(), "again.xml") == "tei"
    second = held(tmp_path / "second", again, **wanted)
    before, after = list(Library(first).turns(name)), list(Library(second).turns(name))
    assert told(after) == told(before)
    raw = again.read_text("utf-8")
    spoken = [t for t in after if t.kind == "speech" and "\n" not in t.text and "&" not in t.text and not t.marks]
    assert all(" ".join(raw[t.origin.start : t.origin.end].split()) == t.text for t in spoken)


FOREIGN = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A hearing</title></titleStmt></fileDesc>
</teiHeader><text><body><div><pb n="12"/><head>Morning</head>
<p>The hall was full.</p>
<sp who="#kor"><speaker>KORVIN.</speaker><p>I saw the barge<note n="1" place="foot"><p>At the mole.</p></note> and no
lan<lb break="no"/>tern <pb n="13"/>on it.</p><stage>(He sits down.)</stage><p>That is all.</p></sp>
<p>Nobody <hi rend="italic">answered</hi>.</p></div></body></text></TEI>"""


def test_a_text_of_another_maker() -> None:
    (text,) = read_tei(FOREIGN, "f")
    assert text.title == "A hearing"
    assert [(b.kind, b.text, b.page.label, b.page.end) for b in text.blocks] == [
        ("heading", "Morning", "12", "12"), ("para", "The hall was full.", "12", "12"),
        ("para", "I saw the barge and no lantern on it.", "12", "13"), ("note", "At the mole.", "12", "12"),
        ("direction", "(He sits down.)", "13", "13"), ("para", "That is all.", "13", "13"),
        ("para", "Nobody answered.", "13", "13")]
    stated = [(b.stated.label, b.stated.name, b.stated.goes_on) if b.stated else None for b in text.blocks]
    assert stated[2] == ("KORVIN", None, False)
    assert stated[5] == (None, "KORVIN", True)
    assert stated[6] == (None, None, False)
    for block in text.blocks:
        for run in block.offsets.runs:
            assert block.text[run.text : run.text + run.length] == FOREIGN[run.source : run.source + run.width]


def test_without_speeches_the_words_tell_who_speaks() -> None:
    plain = FOREIGN.replace('<sp who="#kor"><speaker>KORVIN.</speaker><p>', "<p>KORVIN: ").replace("</sp>", "")
    assert not any(block.stated for block in read_tei(plain, "f")[0].blocks)


HEAD = """<TEI><teiHeader><fileDesc><titleStmt><title>The mole</title><author><persName><forename>Ada</forename>
<surname>Quill</surname></persName></author></titleStmt></fileDesc><profileDesc><particDesc><listPerson>
<person xml:id="kor"><persName>Peter Korvin</persName></person><person xml:id="ors"><persName>Ivan Orsetsky</persName>
</person></listPerson></particDesc></profileDesc></teiHeader>"""


def of(body: str) -> SourceText:
    (text,) = read_tei(f"{HEAD}<text><body>{body}</body></text></TEI>", "f")
    return text


def voices(text: SourceText) -> list[tuple[str, Any]]:
    return [(b.text, (b.stated.label, b.stated.speaker, b.stated.name, b.stated.goes_on) if b.stated else None)
            for b in text.blocks]


def test_what_interrupts_a_speech_does_not_end_it() -> None:
    text = of('<sp who="#kor"><speaker>Korvin.</speaker><p>I saw <stage>(laughs)</stage> the barge.</p><p>It bore:'
              "<list><item>salt</item><item>rope</item></list>and no lamp.</p></sp><p>Silence.</p>")
    assert text.author == "Ada Quill"
    assert voices(text) == [
        ("I saw (laughs) the barge.", ("Korvin", "kor", None, False)),
        ("It bore:", (None, "kor", "Korvin", True)), ("salt", (None, "kor", "Korvin", True)),
        ("rope", (None, "kor", "Korvin", True)), ("and no lamp.", (None, "kor", "Korvin", True)),
        ("Silence.", (None, None, None, False))]


def test_who_speaks_is_the_person_the_header_names_and_nobody_of_several() -> None:
    text = of('<sp who="people.xml#ors"><p>Who else?</p></sp><sp who="#kor #ors"><speaker>Both</speaker><l>We two.</l>'
              "</sp>")
    assert voices(text) == [("Who else?", (None, "ors", "Ivan Orsetsky", False)),
                            ("We two.", ("Both", None, None, False))]


def test_utterances_of_what_was_spoken() -> None:
    text = of('<note type="speaker">Chairman Korvin:</note><u who="#kor"><seg>We sit.</seg><seg>Go <vocal><desc>cough'
              '</desc></vocal>on.</seg></u><incident><desc>(Noise.)</desc></incident><u who="#ors"><s><w join="right">I'
              "</w><pc>,</pc><w>too</w></s></u><note type=\"speaker\">Nobody:</note>")
    assert voices(text) == [
        ("We sit.\nGo on.", ("Chairman Korvin", "kor", None, False)), ("(Noise.)", (None, None, None, False)),
        ("I, too", (None, "ors", "Ivan Orsetsky", False)), ("Nobody", (None, None, None, False))]
    assert [(item.kind, item.text) for item in text.left_out] == [("markup", "cough")]


def test_of_two_readings_that_of_the_source_stays() -> None:
    text = of("<p>He <choice><sic>saww</sic><corr>saw</corr></choice> <del>four</del><add>five</add> sacks, "
              "<choice><orig>olde</orig><reg>old</reg></choice> <app><lem>and</lem><rdg>or</rdg></app> wet"
              "<gap reason='illegible'/>; the led-<lb break='no'/>ger <fw>Head</fw>says.</p><figure><head>Fig. 1</head>"
              "<figDesc>A barge</figDesc></figure>")
    assert [(b.kind, b.text) for b in text.blocks] == [
        ("para", "He saww five sacks, olde and wet[…]; the ledger says."), ("para", "Fig. 1")]
    assert [(item.kind, item.text) for item in text.left_out] == [
        ("markup", "saw"), ("markup", "four"), ("markup", "old"), ("markup", "or"), ("furniture", "Head"),
        ("markup", "A barge")]


def test_notes_at_the_end_stand_behind_what_refers_to_them() -> None:
    text = of('<p>The ledger<ref target="#n1">1</ref> says so.</p><p>So it is.</p><div><note xml:id="n1"><p>Leaf 9.</p>'
              "</note></div>")
    assert [(b.kind, b.text) for b in text.blocks] == [
        ("para", "The ledger says so."), ("note", "Leaf 9."), ("para", "So it is.")]
    assert [m.label for m in text.blocks[0].marks] == ["1"]


def test_lists_of_persons_and_title_pages_are_not_run_together() -> None:
    text = of("<castList><head>Persons</head><castItem>Korvin, a porter</castItem><castItem>Orsetsky</castItem>"
              '</castList><div1><head>One</head><sp who="#kor"><p>Yes.</p></sp></div1>')
    assert [(b.kind, b.level, b.text) for b in text.blocks] == [
        ("para", 0, "Persons"), ("para", 0, "Korvin, a porter"), ("para", 0, "Orsetsky"), ("heading", 1, "One"),
        ("para", 0, "Yes.")]


def test_each_text_of_a_corpus_bears_its_own_title() -> None:
    one = f"{HEAD}<text><body><p>First.</p></body></text></TEI>"
    corpus = ("<teiCorpus><teiHeader><titleStmt><title>All</title></titleStmt></teiHeader>"
              f"{one}{one.replace('The mole', 'The quay')}</teiCorpus>")
    assert [t.title for t in read_tei(corpus, "f")] == ["The mole", "The quay"]


def test_a_transcription_without_a_text_is_read_line_by_line() -> None:
    raw = (f"{HEAD}<sourceDoc><surface n='4'><zone><line>The port-</line><line>er saw it.</line></zone></surface>"
           "</sourceDoc></TEI>")
    (text,) = read_tei(raw, "f")
    assert [(b.text, b.page.label) for b in text.blocks] == [("The port-\ner saw it.", "4")]


def test_a_further_paragraph_of_somebody_unknown_keeps_the_name(tmp_path: Path) -> None:
    path = tmp_path / "one.xml"
    path.write_text(f'{HEAD}<text><body><sp who="#zed"><speaker>Zed</speaker><p>Once.</p><p>Twice.</p></sp></body>'
                    "</text></TEI>", "utf-8")
    home = held(tmp_path / "home", path, document="one")
    assert [(t.kind, t.label, t.text) for t in Library(home).turns("one")] == [
        ("speech", "Zed", "Once."), ("speech", "Zed", "Twice.")]


def test_a_file_that_breaks_off_within_a_note_keeps_what_the_note_stands_in() -> None:
    (text,) = read_tei(f"{HEAD}<text><body><p>The porter<note><p>Leaf 9", "f")
    assert [(b.kind, b.text) for b in text.blocks] == [("para", "The porter"), ("note", "Leaf 9")]


def test_elements_without_end_are_refused() -> None:
    with pytest.raises(SourceRefusedError, match="nested"):
        read_tei(f"{HEAD}<text><body>" + "<div>" * 100_000 + "<p>x</p>", "f")


P4 = """<?xml version="1.0"?>
<!DOCTYPE TEI.2 PUBLIC "-//TEI P4//DTD Main Document Type//EN" "tei2.dtd" [
<!ENTITY % TEI.prose 'INCLUDE'> <!-- <!ENTITY ship "a comment"> ]> -->
<!ENTITY ship "the <hi rend='italic'>Lantern</hi>
of &port;"><!ENTITY port 'Tarn&#38;amp;holm'> <!ENTITY mdash "--"> <!ENTITY chap SYSTEM "two/chap2.xml"> {more}
]>
<TEI.2><teiHeader><fileDesc><titleStmt><title>The inquiry &mdash; I</title></titleStmt></fileDesc></teiHeader>
<text lang="en"><body><pb n="3"><div1 type="act"><head>Night</head>
<sp who="korvin"><speaker>Korvin.</speaker><p>I saw &ship; &ndash; twice&mdash;and left.<note id="n1" n="1">So
said.</note></p></sp><p>Salt<xref target="n1"/> &chap; ends.</p>
<list type="ordered"><item>Rope</item><item n="7">Oil</item><item>Tar</item></list>
</div1></body></text></TEI.2>"""


def p4(more: str = "") -> SourceText:
    raw = P4.replace("{more}", more)
    assert sniff(raw.encode(), "p4.xml") == "tei"
    (text,) = read_tei(raw, "p4.xml")
    return text


def test_an_older_edition_is_read_with_the_entities_that_it_declares() -> None:
    text = p4()
    assert text.title == "The inquiry -- I"
    assert [(block.kind, block.text) for block in text.blocks] == [
        ("heading", "Night"), ("para", "I saw the Lantern of Tarn&holm – twice--and left."), ("note", "So said."),
        ("para", "Salt &chap; ends."), ("item", "1. Rope"), ("item", "7. Oil"), ("item", "3. Tar")]
    speech = text.blocks[1]
    assert speech.stated
    assert (speech.stated.label, speech.stated.speaker, speech.page.label) == ("Korvin", "korvin", "3")
    assert [speech.text[mark.start : mark.end] for mark in speech.marks if mark.kind == "italic"] == ["Lantern"]


def test_items_whose_paragraph_is_an_element_of_its_own_bear_their_number() -> None:
    inner = '<list type="ordered:loweralpha"><item><p>Hemp</p></item><item><p>Jute</p></item></list>'
    raw = (f'<TEI><text><body><list rend="numbered"><item><p>Rope</p><p>of any kind</p>{inner}</item><item n="5)">Oil'
           '</item></list><list><item><p>Salt</p></item></list></body></text></TEI>')
    (text,) = read_tei(raw, "list.xml")
    assert [(block.kind, block.text) for block in text.blocks] == [
        ("item", "1. Rope"), ("para", "of any kind"), ("item", "a. Hemp"), ("item", "b. Jute"), ("item", "5) Oil"),
        ("item", "Salt")]


def test_what_an_entity_brings_stands_where_it_is_referred_to() -> None:
    text = p4()
    start = text.blocks[1].text.index("Lantern")
    span = text.blocks[1].offsets.span(start, start + 7)
    assert span
    assert text.raw[slice(*span)] == "&ship;"


def test_what_would_come_from_another_file_is_missing_and_said_to_be() -> None:
    assert [(note.code, note.fields) for note in p4().doubts] == [("part-missing", {"name": "two/chap2.xml"})]


def test_a_long_declaration_of_entities_hides_no_format() -> None:
    assert len(p4("".join(f'<!ENTITY e{n} "x">' for n in range(2_000))).blocks) == 7


@pytest.mark.parametrize("more", [
    "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10 if n else "boom " * 10}">' for n in range(12)),
    '<!ENTITY b11 "&b10;"><!ENTITY b10 "&b11;">', f'<!ENTITY b11 "{"boom " * 300_000}">',
    "".join(f'<!ENTITY b{n} "&b{n - 1};">' for n in range(11, -100, -1)).replace("-", "_"),
])
def test_entities_that_expand_beyond_measure_are_refused_where_they_are_referred_to(more: str) -> None:
    assert len(p4(more).blocks) == 7
    raw = P4.replace("{more}", more).replace("Salt", "Salt &b11;")
    with pytest.raises(SourceRefusedError, match="entities-expand"):
        read_tei(raw, "p4.xml")


@pytest.mark.parametrize(("markup", "text"), [
    ("He said <q>The lamp is out.</q> and left.", "He said “The lamp is out.” and left."),
    ("<quote>No bell <q>today</q> </quote>, he wrote.", "“No bell ‘today’”, he wrote."),
    ("Он сказал: <said>Фонарь погас</said>.", "Он сказал: «Фонарь погас»."),
    ("He said “<q>out</q>”, <q>“out”</q>, <soCalled>'out'</soCalled>.", "He said “out”, “out”, 'out'."),
    ('The <q rend="x">old <hi>man</hi></q> slept.', "The “old man” slept."),
])
def test_quotations_have_their_signs(markup: str, text: str) -> None:
    raw = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{markup}</p><quote><p>Alone.</p></quote></body></text>'
    [source] = read_tei(raw, "f")
    assert [block.text for block in source.blocks] == [text, "Alone."]
    for run in source.blocks[0].offsets.runs:
        if run.length == run.width:
            assert source.blocks[0].text[run.text : run.text + run.length] == raw[run.source : run.source + run.width]
