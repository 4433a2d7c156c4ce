"""The catalogue of a home: the bundled one that it names, with the user's own files laid over it."""

from __future__ import annotations

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.own import own_catalogue
from corpus.storage.home import Home


def catalogue_of(home: Home) -> Catalogue:
    """Give the catalogue of a home; it is read once for each state of its files.

    Raises TrialsError with file and key where a file of the user's is wrong, HomeError where it cannot be read,
    UnknownNameError where the home names a catalogue that does not come with the program.
    """
    return own_catalogue(home.catalogue, home.own_catalogue)
