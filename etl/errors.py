"""What can go wrong, classed by who has to act: the root error and its two kinds.

A damaged or unreadable *value* is not an error: it is an `Issue` of the article and the load goes on.
A *document* that cannot be read raises `DocumentRejected`: the others are loaded, the exit status is 1.
Everything else that stops a run is a `FatalError` with the exit status of CONTRACT.md.
"""


def one_line(text: str) -> str:
    """The text with everything escaped that would break a line or a terminal: line ends, control characters, surrogates."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)


class WarledgerError(Exception):
    """Root of all errors that a user may see. The message is one line: what, where, what would be valid."""

    exit_status = 1

    def __str__(self) -> str:
        return one_line(super().__str__())


class DocumentRejected(WarledgerError):
    """One document cannot be read; nothing of it is loaded, what was loaded of it before stays."""


class FatalError(WarledgerError):
    """The run cannot go on."""


class UsageError(FatalError):
    """The command was called with something that does not exist or cannot be (exit status 2)."""

    exit_status = 2


class LockedError(FatalError):
    """Another run or program holds the database (exit status 3)."""

    exit_status = 3


class DatabaseError(FatalError):
    """The database cannot be reached, is damaged, or is newer than the program (exit status 4)."""

    exit_status = 4
