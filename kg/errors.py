"""Every error the program raises on purpose, in one tree, each a sentence for a person.

The command line prints the sentence and exits with the class's ``exit_code``; anything
else that escapes is a defect of the program.
"""

from __future__ import annotations


class KgError(Exception):
    """Root of the errors a user can meet; ``str()`` is the sentence to show."""

    exit_code = 2


class BadInputError(KgError, ValueError):
    """A file, a record or a value that cannot be read as what it claims to be.

    :param message: what is wrong and what to do about it.
    :param file: the file's path or name.
    :param record: the publisher's own number of the record, if one was reached.
    :param field: the field's name in the publisher's format.
    :param value: the offending value as it stands in the file.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        record: str | None = None,
        field: str | None = None,
        value: str | None = None,
    ) -> None:
        self.file, self.record, self.field, self.value = file, record, field, value
        self.message = message
        places = (("", file), ("record ", record), ("field ", field))
        where = ", ".join(f"{word}{text}" for word, text in places if text)
        shown = "" if value is None else f" (value {_shown(value)})"
        super().__init__(f"{where + ': ' if where else ''}{message}{shown}")


class UnknownFieldError(BadInputError):
    """A list carries a field that its reader neither takes nor names as left out."""


class UnknownFormatError(BadInputError):
    """No reader recognises the content of a file."""


class BadTermError(KgError, ValueError):
    """Text that cannot be an RDF term: a malformed IRI, language tag or literal."""


class BadDateError(KgError, ValueError):
    """A date that cannot be kept honestly: no year, no such day, or unreadable."""


class InvalidGraphError(KgError):
    """The graph violates the shapes, so nothing was published."""

    exit_code = 1


class QueryRefusedError(KgError):
    """A query that asks for more than the data it was given."""


class QueryLimitError(KgError):
    """A query was stopped by its time or row bound: there is no answer, not an empty one."""

    exit_code = 3


class RowLimitError(QueryLimitError):
    """A query has more rows than its bound, on this machine as on any other."""


class FetchError(KgError):
    """A list could not be had from its publisher whole and unaltered."""

    exit_code = 4


class NotWrittenError(KgError):
    """A site could not be written, as when the disk is full: the last one still stands."""

    exit_code = 5


def _shown(value: str, *, most: int = 80) -> str:
    """The value quoted, cut when it is longer than a line."""
    return repr(value if len(value) <= most else value[: most - 1] + "…")
