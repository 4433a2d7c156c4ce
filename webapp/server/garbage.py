"""Python's search for garbage that refers to itself, fitted to a server.

What the app is made of, some 60,000 objects, lives as long as the process, and a page makes and leaves thousands. As
Python has it, each page has several searches among what is young, and now and then one goes through everything, 25 ms
of somebody's page. Both together took a tenth of the time of new pages.
"""

from __future__ import annotations

import gc

YOUNG = 50_000
"""Objects made and not left again after which the young are searched: those of some pages, a few megabytes."""


def settle() -> None:
    """Let what is there now never be looked through again, and what comes seldom; to be called once the app is made.

    Pages that share memory with copies of their process stay shared, too.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
