"""Arrays kept in one file come back as they were, and not at all where a byte of it changed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.arrays import bundle
from indexer.arrays.bundle import Bundle, check_bundle, save_bundle
from indexer.arrays.files import load, save
from indexer.arrays.joined import joined, save_joined

KINDS = ("u1", "u2", "i4", "i8", "S8")
ARRAYS = st.dictionaries(st.text(max_size=8), st.tuples(st.sampled_from(KINDS), st.lists(st.integers(0, 250))))


@given(ARRAYS, st.dictionaries(st.text(), st.text()))
@settings(max_examples=50, deadline=None)
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, arrays, about) -> None:
    path = tmp_path_factory.mktemp("kept") / "bundle"
    given_arrays = {name: np.array(values, dtype=np.dtype(kind)) for name, (kind, values) in arrays.items()}
    save_bundle(path, about, given_arrays)
    check_bundle(path)
    found = Bundle.open(path)
    assert found.about == about
    assert found.names() == list(given_arrays)
    for name, values in given_arrays.items():
        assert found[name].dtype == values.dtype
        assert found[name].tolist() == values.tolist()
        assert found.length(name) == len(values)
        assert found.part(name, len(values) // 2, len(values)).tolist() == values[len(values) // 2 :].tolist()


def test_any_changed_byte_is_found(tmp_path: Path) -> None:
    path = tmp_path / "bundle"
    save_bundle(path, {"word": "слово"}, {"a": np.arange(5), "b": np.zeros(0, np.int32), "c": np.arange(3, dtype="u1")})
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        with pytest.raises(ValueError, match="not what was kept"):
            check_bundle(path)
    for size in (0, 1, 63, 64, 65, 66, len(data) - 1):
        path.write_bytes(data[:size])
        with pytest.raises(ValueError):
            check_bundle(path)
    with pytest.raises(FileNotFoundError):
        check_bundle(tmp_path / "absent")


def test_an_array_is_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "AT_ONCE", 3)
    save_bundle(tmp_path / "bundle", {}, {"none": np.zeros(0, np.int32), "seven": np.arange(7)})
    held = Bundle.open(tmp_path / "bundle")
    assert [piece.tolist() for piece in held.pieces("seven")] == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(held.pieces("none")) == []


def test_a_file_that_has_become_shorter_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "bundle"
    save_bundle(path, {}, {"a": np.arange(100)})
    held = Bundle.open(path)
    path.write_bytes(path.read_bytes()[:-8])
    assert held.part("a", 0, 99).tolist() == list(range(99))
    with pytest.raises(ValueError, match="not what was kept"):
        held["a"]


@pytest.mark.parametrize("lengths", [[], [0], [3], [5, 0, 7], [120_000]])
def test_joined_parts_are_the_file_of_the_whole(tmp_path: Path, lengths: list[int]) -> None:
    parts = [np.arange(length) % 250 for length in lengths]
    save_joined(tmp_path, "joined", iter(parts), np.uint8)
    save(tmp_path, "whole", np.concatenate([np.zeros(0, int), *parts]).astype(np.uint8))
    assert (tmp_path / "joined.npy").read_bytes() == (tmp_path / "whole.npy").read_bytes()
    assert load(tmp_path, "joined").tolist() == load(tmp_path, "whole").tolist()


def test_arrays_written_side_by_side_are_closed_where_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), joined(tmp_path, {"a": np.int32, "b": np.uint8}) as arrays:
        arrays["a"].add(np.arange(3))
        raise OSError("full")
    assert all(array._stream.closed for array in arrays.values())
