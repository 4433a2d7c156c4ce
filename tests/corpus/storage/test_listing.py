"""Entries are found by what they share, as if all had been looked through."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.storage.listing import Listing
from corpus.storage.sources import SourceFile

FILES = st.builds(
    lambda name, mark, document, place: SourceFile(name, mark, 1, "text", "added", document=document, place=place),
    st.sampled_from(["a/1", "a/2", "b/1"]), st.sampled_from(["m", "n", "a/1"]),
    st.sampled_from(["d", "d-2", "e", None]),
    st.sampled_from(["p", "m", None]))
STEPS = st.lists(st.tuples(st.booleans(), FILES), max_size=20)


@given(STEPS, st.lists(st.sampled_from(["a/1", "b/1", "m", "n", "p", "x", None]), max_size=3))
def test_what_is_found_is_what_looking_through_all_finds(steps: list[tuple[bool, SourceFile]], marks: list[str | None]):
    listing, plain = Listing(()), {}
    for put, file in steps:
        plain.pop(file.key, None)
        if put:
            listing.put(file)
            plain[file.key] = file
        else:
            listing.pop(file.key)
    assert list(listing) == list(plain.values())
    assert listing.sharing(*marks) == [file for file in plain.values()
                                       if {file.place, file.sha256, file.name} & set(marks) - {None}]
    held = {file.document for file in plain.values()}
    assert {name for name in ("d", "d-2", "e") if listing.holds(name)} == held - {None}
    assert listing.free("d") == next(name for name in ("d", "d-2", "d-3") if name not in held)


def test_names_with_numbers_fill_gaps_and_go_on() -> None:
    listing = Listing([SourceFile(name, "m", 1, "text", "added", document=name) for name in ("d", "d-3")])
    given = []
    for number in range(4):
        given.append(listing.free("d"))
        listing.put(SourceFile(f"x{number}", "m", 1, "text", "added", document=given[-1]))
    assert given == ["d-2", "d-4", "d-5", "d-6"]
