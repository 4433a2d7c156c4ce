"""The one tree of errors. Each says what happened, what to do next, and how the command ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from corpus.model.notes import Note, Value


class TrialsError(Exception):
    """A failure the user can understand and act on.

    ``exit_code`` is the command's exit code, ``http_status`` the status of a page that meets it.
    ``advice`` says what to do next and is printed after the message. Where a page may show the error, both are notes,
    which are said in the language of the page (``why``, ``next_step``); ``message`` and ``advice`` then name them.
    """

    exit_code: ClassVar[int] = 3
    http_status: ClassVar[int] = 400

    def __init__(self, message: str | Note, advice: str | Note = "") -> None:
        self.why = None if isinstance(message, str) else message
        self.next_step = None if isinstance(advice, str) else advice
        self.message, self.advice = _in_logs(message), _in_logs(advice)
        super().__init__(self.message)

    @property
    def reason(self) -> str | Note:
        """What happened, as a note where there is one."""
        return self.why or self.message

    @property
    def remedy(self) -> str | Note | None:
        """What to do next, as a note where there is one; None where nothing helps."""
        return self.next_step or self.advice or None

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


def _in_logs(what: Value) -> str:
    """Give a sentence as it is, and a note by its code with its fields behind it, which may be notes themselves."""
    if what is None or isinstance(what, str | int | float):
        return str(what)
    if isinstance(what, tuple):
        return ", ".join(map(_in_logs, what))
    return ": ".join(filter(None, (what.code, ", ".join(_in_logs(value) for _, value in what.values))))


class WrongUseError(TrialsError):
    """The command or the address was used in a way it does not have."""

    exit_code = 2


class QueryError(TrialsError):
    """A query that cannot be answered: empty, too long, too wide. ``why`` says it, ``next_step`` what to do."""

    exit_code = 2

    def __init__(self, why: Note, next_step: Note | None = None) -> None:
        super().__init__(why, next_step or "")


class SourceRefusedError(TrialsError):
    """A file that cannot be read as a text: empty, encrypted, of another kind, too large."""


class UnknownNameError(TrialsError):
    """A reference, edition, document, person or trial that is neither held nor in the catalogue."""

    http_status = 404


class HomeError(TrialsError):
    """The home directory cannot be used: unreadable, not writable, full, or empty."""

    http_status = 503


class HomeDamagedError(HomeError):
    """What ought to be in the home is not there, or is not what was written; the message names the way back."""


class IndexMissingError(HomeError):
    """There is no index yet."""


class OtherVersionError(IndexMissingError):
    """What is there was made by another version of the program: there is nothing that this one reads."""


class IndexDamagedError(TrialsError):
    """A file of the index differs from what was written."""

    exit_code = 4
    http_status = 503


class LockedError(TrialsError):
    """Another run is writing to the same home."""

    exit_code = 6
    http_status = 503


class UnavailableError(TrialsError):
    """Another machine that is needed for an answer does not give one."""

    http_status = 503


class PartialError(TrialsError):
    """The work was done in part; what is missing has been reported."""

    exit_code = 7
