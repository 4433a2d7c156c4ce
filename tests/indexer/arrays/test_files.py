"""Numbers are kept in as few bits as hold them."""

from __future__ import annotations

import numpy as np

from indexer.arrays.files import in_32_bits


def test_what_32_bits_do_not_hold_keeps_64() -> None:
    most = 2**31 - 1
    assert in_32_bits(np.array([0, most], dtype=np.int64)).dtype == np.int32
    assert in_32_bits(np.array([0, most + 1], dtype=np.int64)).tolist() == [0, most + 1]
    assert in_32_bits(np.zeros(0, dtype=np.int64)).tolist() == []
