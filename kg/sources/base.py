"""What a source is, and the ledger that accounts for every field of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from kg.errors import BadInputError, UnknownFieldError
from kg.model import Record, Release
from kg.sources.files import InputFile

EXAMPLES_KEPT = 20
PLACEHOLDER = "a placeholder stands where a value should, and is no value"
LONGEST = 131_072
"""How many characters a field may have, in any format: as many as the csv module reads."""
TOO_LONG = f"has more than {LONGEST:,} characters, as no published field has; correct the file"
ANYWHERE = "*"
"""The home of a field that is said of another party."""


class Warned(NamedTuple):
    """One thing a reader met and kept, that a person should look at."""

    kind: str
    record: str
    field: str
    value: str


@dataclass
class Ledger:
    """The account of one reading: every field is taken, left on purpose, or stops the build.

    ``left_out`` maps a field's path to the reason it is left. With ``quarantine`` a record
    that cannot be read is set aside with its reason instead of stopping the build.
    """

    file: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict)
    quarantine: bool = False
    taken: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Warned]] = field(default_factory=dict)
    set_aside: list[BadInputError] = field(default_factory=list)

    def take(self, path: str, times: int = 1) -> None:
        """Count a field as represented in the records."""
        self.taken[path] += times

    def account(self, path: str, *, record: str, value: str, where: str = "") -> None:
        """Count a field the reader did not take; raises UnknownFieldError if nobody left it out.

        :param where: in words, where alone the field is left (``"of a place holder"``); the
            scope names it behind the path.
        """
        named = f"{path} {where}".rstrip()
        if named not in self.left_out:
            message = "an unknown field: the reader must take it or name it as left out"
            raise UnknownFieldError(message, file=self.file, record=record, field=path, value=value)
        self.left[named] += 1

    def account_within(
        self, path: str, leaves: Iterable[tuple[str, str]], *, record: str, where: str
    ) -> None:
        """Count an element that is left here with all in it, and not everywhere.

        :param leaves: path and value of each thing in it, for who asks what exactly was left.
        """
        self.account(f"{path}/*", record=record, value=" ".join(v for _, v in leaves), where=where)

    def apart(self) -> Self:
        """A ledger of the same kind and settings, for a reading before the one that counts."""
        return type(self)(file=self.file, left_out=self.left_out, quarantine=self.quarantine)

    def join(self, other: Self, paths: tuple[str, ...]) -> None:
        """Add what another ledger took and left at or below the paths, and set aside."""
        for mine, theirs in ((self.taken, other.taken), (self.left, other.left)):
            mine.update({path: n for path, n in theirs.items() if path.startswith(paths)})
        self.set_aside.extend(other.set_aside)

    def warn(self, kind: str, *, record: str = "", field: str = "", value: str = "") -> None:
        """Count a warning; the first of each kind are kept as examples.

        ``kind`` is a short sentence without the value, such as ``"a part of the remarks was
        not understood and is kept word for word"``.
        """
        self.warnings[kind] += 1
        kept = self.examples.setdefault(kind, [])
        if len(kept) < EXAMPLES_KEPT:
            kept.append(Warned(kind, record, field, value))

    def refuse(self, error: BadInputError) -> None:
        """Set a record aside under quarantine, else raise its error."""
        if not self.quarantine:
            raise error
        self.set_aside.append(error)


@dataclass(frozen=True)
class Reading:
    """A release under way: what it is, its records in order, and the ledger they fill.

    ``records`` may be consumed once; the ledger is complete when it is exhausted.
    """

    release: Release
    records: Iterable[Record]
    ledger: Ledger


@dataclass(frozen=True, kw_only=True)
class Source:
    """A published list that the program reads.

    ``recognise`` tells from content alone whether a file is of this list; ``read`` turns the
    files of one release into a reading; ``left_out`` is the published scope: the fields that
    are deliberately left, each with its reason, as paths; behind a path may stand the one
    value that is left (``path = Unknown``) or where the field is left. ``addresses`` are where
    it is published.
    """

    key: str
    title: str
    authority: str
    licence: str
    page: str
    addresses: tuple[str, ...]
    left_out: Mapping[str, str]
    recognise: Callable[[InputFile], bool]
    read: Callable[[Sequence[InputFile], Ledger], Reading]
    group: Callable[[InputFile], str] = lambda file: file.name
    """Files with the same group text make one release; the default makes each its own."""
    record_numbers: Mapping[str, str] = field(default_factory=dict)
    """For the path of a record, where in it the publisher's number of its party stands."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the graph calls the list's words; none: a word that says nothing.

    What holds for one field alone stands behind its path or its own name, ``@action = add``.
    """
    homes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Where the graph says what stands at or below a path, or behind a word: kinds of nodes, or
    ``kind/property``, such as ``name`` or ``birth/edtf``. A field not named may be anywhere."""
    keys: frozenset[str] = frozenset()
    """The fields that only tie parts of the file together; what they tie stands together."""
    ties: Mapping[str, str] = field(default_factory=dict)
    """The fields that hold keys of claims: by which property the graph ties the claim they stand
    in to each that they name, such as ``contradicts``; "" where it is the claim's own key."""
