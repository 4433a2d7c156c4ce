"""One module a page: the functions at its addresses, and what gives its template what it shows (``…_context``).

Templates lie in folders of the same names as the rooms here. ``addresses`` names every module that adds addresses.
"""

OPEN = ("addresses",)
"""Modules that other rooms may import."""
