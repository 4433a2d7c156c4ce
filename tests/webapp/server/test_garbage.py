"""What a server is made of is not looked through for garbage again; what comes later is, but seldom."""

from __future__ import annotations

import gc
import subprocess
import sys

from webapp.server.garbage import YOUNG

SETTLED = """
import gc, weakref
from webapp.server.garbage import settle

class Ring:
    def __init__(self):
        self.own = self

settle()
ring = Ring()
left = weakref.ref(ring)
del ring
gc.collect()
print(gc.get_freeze_count() > 1_000, left() is None, *gc.get_threshold())
"""


def test_what_is_there_is_settled_and_what_comes_is_still_collected() -> None:
    done = subprocess.run([sys.executable, "-c", SETTLED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", str(YOUNG), *map(str, gc.get_threshold()[1:])]
