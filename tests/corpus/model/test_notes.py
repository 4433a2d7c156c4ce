"""Notes: equal, hashable, to JSON and back; codes and fields are those of the list, in every call of the program."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
import indexer
from corpus.model.notes import CODES, PLACE, Note, beginning, grouped

values = st.recursive(
    st.none() | st.text(max_size=9) | st.integers(-9, 9**9) | st.floats(allow_nan=False)
    | st.builds(lambda label: Note("label-unknown", label=label), st.text(max_size=9)),
    lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=6)


@given(values, values)
def test_there_and_back(one: object, other: object) -> None:
    note = Note("other-stands-there", now=one, was=other).placed("a.htm", line=3)  # type: ignore[arg-type]
    back = Note.from_json(json.loads(json.dumps(note.to_json())))
    assert back == note
    assert hash(back) == hash(note)


@pytest.mark.parametrize("data", [
    None, "label-unknown", [], {}, {"code": 5}, {"code": "label-unknown"}, {"code": "no such code"},
    {"code": "label-unknown", "label": "A", "other": "B"}, {"code": "correction-stale", "ref": "a", "row": 1,
                                                               "why": {}},
])
def test_anything_else_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="not a note"):
        Note.from_json(data)


def test_a_place_does_not_hide_a_field_of_the_same_name() -> None:
    note = Note("word-rejoined", sheet=3, word="alpha").placed("a.pdf", sheet=9)
    assert note.fields == {"file": "a.pdf", "sheet": 3, "word": "alpha"}
    assert Note("nobody-speaks").placed("a.txt").to_json() == {"code": "nobody-speaks", "file": "a.txt"}


def calls() -> list[tuple[str, ast.Call]]:
    """Give every call that makes a note in corpus and indexer, with where it stands."""
    roots = [Path(str(package.__file__)).parent for package in (corpus, indexer)]
    return [
        (f"{path.relative_to(root.parent)}:{node.lineno}", node)
        for root in roots for path in sorted(root.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Note"
    ]


def test_every_call_has_a_code_of_the_list_and_its_fields() -> None:
    for where, call in calls():
        if where.startswith("corpus/model/notes.py"):
            continue
        assert len(call.args) == 1 and isinstance(call.args[0], ast.Constant), where
        assert {word.arg for word in call.keywords} == {*CODES[call.args[0].value]}, where


def test_every_code_is_made_somewhere() -> None:
    made = {call.args[0].value for _, call in calls() if call.args and isinstance(call.args[0], ast.Constant)}
    assert CODES.keys() - made == set()


def test_no_field_is_called_as_what_stands_beside_it_in_json() -> None:
    for code, fields in CODES.items():
        assert not {"code", "said"} & {*fields}, code
        assert not {*PLACE} & {*fields} - {"sheet", "line"}, code


def test_the_same_note_of_several_places_is_one_with_its_number() -> None:
    unknown = [Note("label-unknown", label="VANE").placed("a.htm", line) for line in (3, 9, 12)]
    other = Note("label-unknown", label="BIRD").placed("a.htm", 4)
    assert grouped([unknown[0], other, *unknown[1:]]) == [
        Note("repeated", note=Note("label-unknown", label="VANE"), count=3).placed("a.htm", 3), other]


@pytest.mark.parametrize("text", ["Orlan said so.", "x" * 40, "Orlan; and what did the goose say to the gate then?",
                                  "Орлан; и что же тогда сказал гусь этим воротам?", "one two " * 20])
def test_what_a_note_quotes_ends_with_a_word(text: str) -> None:
    quoted = beginning(text)
    whole = quoted.removesuffix(" …")
    assert text.startswith(whole)
    assert len(whole) <= 40
    assert whole == text or (quoted != whole and text[len(whole)].isspace())
