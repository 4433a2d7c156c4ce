"""What stands before and around the text in TEI P5: header, source, rights, persons, and names for references."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from corpus.catalogue.catalogue import Catalogue
from corpus.export.passages import About, program_version
from corpus.export.xml_text import clean
from corpus.model.turns import TextInfo

ID, LANG = (f"{{http://www.w3.org/XML/1998/namespace}}{name}" for name in ("id", "lang"))
_NO_NAME = re.compile(r"[^\w.-]", re.ASCII)


def header(about: About, title: str, info: TextInfo | None, people: Iterable[str],
            catalogue: Catalogue | None = None, rights: str = "") -> str:
    """Give the ``teiHeader``: title, rights, source, what was asked, by which program, when."""
    head = ET.Element("teiHeader")
    file = ET.SubElement(head, "fileDesc")
    titles = ET.SubElement(file, "titleStmt")
    ET.SubElement(titles, "title").text = clean(title) or "–"
    if info and info.author:
        ET.SubElement(titles, "author").text = clean(info.author)
    published = ET.SubElement(file, "publicationStmt")
    ET.SubElement(published, "publisher").text = clean(about.base_url or "trial-transcripts")
    ET.SubElement(published, "date", {"when": about.made.isoformat()})
    if info:
        ET.SubElement(published, "idno").text = info.id
    licence = ET.SubElement(published, "availability")
    ET.SubElement(licence, "p").text = clean(rights) or "The rights of each text are stated with it."
    source = ET.SubElement(file, "sourceDesc")
    _source(source, info, about)
    coding = ET.SubElement(head, "encodingDesc")
    asked = [f"{name}: {value}" for name, value in (*about.marks.items(), ("reading", about.reading)) if value]
    project = ET.SubElement(coding, "projectDesc")
    for line in (*asked, info.note if info else ""):
        if line:
            ET.SubElement(project, "p").text = clean(line)
    program = ET.SubElement(ET.SubElement(coding, "appInfo"), "application",
                            {"ident": "trials", "version": program_version()})
    ET.SubElement(program, "label").text = "trial-transcripts"
    profile = ET.SubElement(head, "profileDesc")
    if info:
        ET.SubElement(ET.SubElement(profile, "langUsage"), "language", {"ident": info.lang}).text = info.lang
    listed = persons(people, catalogue, info.id if info else "") if catalogue else None
    if listed is not None:
        ET.SubElement(profile, "particDesc").append(listed)
    changes = ET.SubElement(head, "revisionDesc")
    ET.SubElement(changes, "change", {"when": about.made.isoformat()}).text = clean(f"{about.state} · {about.held}")
    return ET.tostring(head, "unicode")


def _source(parent: ET.Element, info: TextInfo | None, about: About) -> None:
    if info is None:
        ET.SubElement(parent, "p").text = clean(about.held)
        return
    out = ET.SubElement(parent, "bibl")
    fields = (("author", info.author), ("title", info.title), ("pubPlace", info.place), ("publisher", info.publisher),
              ("date", str(info.year) if info.year else None))
    for name, value in fields:
        if value:
            ET.SubElement(out, name).text = clean(value)
    if info.url:
        ET.SubElement(out, "ref", {"target": clean(info.url)}).text = clean(info.url)


def persons(people: Iterable[str], catalogue: Catalogue, within: str = "") -> ET.Element | None:
    """List persons with their names in both languages; None where there are none."""
    out = ET.Element("listPerson")
    for name in people:
        person = ET.SubElement(out, "person", {ID: person_pointer(name, within)[1:]})
        entry = catalogue.persons.get(name)
        names = (("en", entry.display("en")), ("ru", entry.display("ru"))) if entry else (("en", name),)
        for lang, said in names:
            ET.SubElement(person, "persName", {LANG: lang}).text = clean(said)
    return out if len(out) else None


def person_pointer(speaker: str, within: str = "") -> str:
    """Name a person; in a file of several texts each has its own list of persons."""
    return "#p." + _NO_NAME.sub(".", ".".join(filter(None, (within, speaker))))


def identifier(ref: str) -> str:
    """Give a reference as a name that XML takes."""
    return "t." + _NO_NAME.sub(".", ref)
