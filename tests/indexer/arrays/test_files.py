"""Numbers are kept in as few bits as hold them; runs of equal ones and lists that go together are found."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.arrays.files import firsts, in_32_bits, parted


def test_what_32_bits_do_not_hold_keeps_64() -> None:
    most = 2**31 - 1
    assert in_32_bits(np.array([0, most], dtype=np.int64)).dtype == np.int32
    assert in_32_bits(np.array([0, most + 1], dtype=np.int64)).tolist() == [0, most + 1]
    assert in_32_bits(np.zeros(0, dtype=np.int64)).tolist() == []


@pytest.mark.parametrize("kind", [np.uint8, np.int32, np.int64])
def test_the_first_of_each_run_of_equal_numbers(kind: type[np.integer]) -> None:
    assert firsts(np.array([0, 0, 3, 3, 3, 7, 255], dtype=np.int64).astype(kind)).tolist() == [1, 0, 1, 0, 0, 1, 1]
    assert firsts(np.zeros(1, dtype=kind)).tolist() == [True]
    assert firsts(np.zeros(0, dtype=kind)).tolist() == []


def test_lists_are_parted_by_their_entries() -> None:
    assert list(parted(np.array([0, 2, 4, 5, 12, 13]), 4)) == [(0, 2), (2, 3), (3, 4), (4, 5)]
    assert list(parted(np.array([0]), 4)) == []
