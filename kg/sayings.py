"""The statements of a release as what they say, asked by the values of the list it is made of.

They are kept by document and altogether; and, for the fields of which a source names where
the graph says them, by kind of node and property, so that nothing is found in a wrong place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from kg import terms
from kg.graph.build import build
from kg.graph.context import Context
from kg.graph.schemes import Schemes, shipped_schemes
from kg.iri import Iris, document_of
from kg.model import Record, Release
from kg.said import MARKS, PIECES, Said, key, plain
from kg.sources.base import ANYWHERE, Source
from kg.sources.occurrences import Cut, Leaf
from kg.vocab import DCT, SKOS, SX

_SHORT = 7
_CALENDAR = (
    "/Day",
    "/Month",
    "_Day",
    "_Month",
    "/@dayOfMonth",
    "/@monthOfYear",
    "/@day",
    "/@month",
)
_PARTS = re.compile(
    r";\s+|;(?=[A-Za-z])|\||\s*\]\s*\[\s*|(?:\A|[\s,;]+)\(?(?:[a-z]|[ivx]{2,4})\)\s+"
    r"|(?<=/\d{4})[\s,]+(?=\d)"
)
_ALT = re.compile(r"\A[Aa]lt\. ")
_GAP = re.compile(r"\s")
_NUMBER_SIGN = re.compile(r"\A(?:#|No\.)\s*")
_TRAILING = f"{MARKS}-"
_PARTY = "party"
_LABELS = frozenset({SKOS.prefLabel, SKOS.notation})
_NUMBERS = frozenset({DCT.identifier, SKOS.notation})
_OUTSIDE = re.compile("[^a-z0-9]+")


class Sayings:
    """What a release says, by document and altogether, for the fields of one source."""

    def __init__(self, release: Release, source: Source) -> None:
        self._source = source
        self._schemes: Schemes = shipped_schemes()
        self._context = Context(release, iris=Iris(), schemes=self._schemes)
        self._documents: dict[str, Said] = defaultdict(Said)
        self._parties: dict[str, set[str]] = defaultdict(set)
        self._holders: dict[str, set[str]] = defaultdict(set)
        self._minted: dict[str, set[str]] = defaultdict(set)
        self._named: dict[str, set[str]] = defaultdict(set)
        self._ends: dict[str, str] = {}
        self._of_relations: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._subjects: set[str] = set()
        self._tied: Counter[tuple[str, str, str]] = Counter()
        self._whole = Said()
        self._known: dict[str, frozenset[str]] = {}
        self._answers: dict[tuple[str, str, tuple[str, ...]], bool] = {}
        self._labels = {plain(word.rstrip(_TRAILING)): word for word in source.words}
        self._homes = {home for homes in source.homes.values() for home in homes}

    def add(self, records: Iterable[Record]) -> None:
        """Build the records and keep what their statements say."""
        for subject, predicate, object_ in build(self._context, records):
            name = self._note(subject, predicate, object_)
            if self._source.ties:
                self._subjects.add(subject)
                self._tied[_fragment(subject)[0], _local(predicate), object_] += 1
            kind, _, own = _fragment(subject)
            for said in (self._documents[name], self._whole):
                said.texts.add(own)
                for each in (said, *self._at(said, kind or _PARTY, predicate)):
                    each.concepts |= self._words(predicate)
                    words = self._words(object_) if terms.is_iri(object_) else ()
                    each.keep(predicate, object_, words)
            self._whole.texts.add(name)
        told = {term: self._documents[_name(term)] for term in self._minted}
        for name, said in self._documents.items():
            for term in self._named[name] & told.keys():
                said.concepts |= self._minted[term] | told[term].concepts
                said.texts |= told[term].texts
        for relation, name in self._ends.items():
            for predicate, object_ in self._of_relations[relation]:
                self._documents[name].keep(predicate, object_, ())
        for said in (*self._documents.values(), self._whole):
            said.close()

    def _note(self, subject: str, predicate: str, object_: str) -> str:
        """Note the numbers in a document, what it names and what concepts are called; its name."""
        place, name = document_of(subject)[1:-1].rpartition("/")[0], _name(subject)
        kind, _, own = _fragment(subject)
        if not place.endswith("/party") and "/source" not in place:
            self._minted.setdefault(subject, set())
        if terms.is_iri(object_):
            self._named[name].add(object_)
            if predicate == SX.to:
                self._documents[_name(object_)].keep(predicate, document_of(subject), ())
                self._ends[subject] = _name(object_)
        elif place.endswith("/party"):
            if kind == "relation":
                self._note_number(name, own)
                self._of_relations[subject].append((predicate, object_))
            if predicate in _NUMBERS:
                self._note_number(name, terms.decode_literal(object_).text)
        elif predicate in _LABELS:
            self._minted[subject].add(key(terms.decode_literal(object_).text))
        if place.endswith("/party"):
            self._parties[name.partition("-")[2]].add(name)
        return name

    def _at(self, said: Said, kind: str, predicate: str) -> Iterable[Said]:
        """Where a statement is kept again: by its kind of node, and by that and its property."""
        for home in (kind, f"{kind}/{_local(predicate)}"):
            if home in self._homes:
                yield said.at.setdefault(home, Said())

    def says(self, leaf: Leaf) -> bool:
        """Whether a value is found in what is said of its record."""
        if found := self._of_record(leaf.record):
            return any(self._finds(said, leaf) for said in found)
        asked = (leaf.path, leaf.value, leaf.meanings)
        if asked not in self._answers:
            self._answers[asked] = self._finds(self._whole, leaf)
        return self._answers[asked]

    def ties(self, leaf: Leaf, tie: str) -> bool:
        """Whether each claim of the keys (``a; b``) is in the graph and, by a tie, tied to.

        What a claim of the kind that the field stands in is tied to counts once: asked for
        again, it needs another claim.
        """
        kind = leaf.path.split("/")[-2]
        nodes = [self._context.claim(key) or "" for key in leaf.value.split("; ")]
        ties = [(kind, tie, node) for node in nodes] if tie else []
        self._tied.subtract(ties)
        return self._subjects.issuperset(nodes) and all(self._tied[each] >= 0 for each in ties)

    def _finds(self, said: Said, leaf: Leaf) -> bool:
        homes = _homes(self._source, leaf.path)
        return any(self._finds_in(scope, leaf) for scope in self._scopes(said, homes))

    def _scopes(self, said: Said, homes: tuple[str, ...] | None) -> list[Said]:
        """What is said of a record at those homes; all of it where none are named."""
        if homes is None:
            return [said]
        found = [said.at[home] for home in homes if home in said.at]
        return [*found, self._whole] if ANYWHERE in homes else found

    def _finds_in(self, said: Said, leaf: Leaf) -> bool:
        if leaf.path.endswith(_CALENDAR) and leaf.value.isdigit():
            return f"-{leaf.value:0>2}" in said.whole
        for word in (leaf.value, *leaf.meanings[:1]):
            for place in (leaf.path, leaf.path.rpartition("/")[2]):
                known = self._source.words.get(f"{place} = {word}")
                if known is not None:
                    return not known or any(said.names(each) for each in known)
        word = leaf.meanings[0] if leaf.meanings else leaf.value
        known = self._source.words.get(word)
        if known and (leaf.meanings or _homes(self._source, leaf.path) is not None):
            return any(map(said.names, known))
        values = leaf.meanings or (leaf.value,)
        return any(self._says_value(said, value, leaf.cut) for value in values)

    def _says_value(self, said: Said, value: str, cut: Cut | None = None) -> bool:
        """Whether a value is said: whole, as the words known for it, or each part of it."""
        if self._is_named(said, value) or said.says(value):
            return True
        parts = [part.strip(MARKS) for part in _PARTS.split(value)]
        is_one = len(parts) == 1
        ends = {(0, Cut.BEFORE): self._ends_with, (len(parts) - 1, Cut.BEHIND): self._begins_with}
        return any(parts) and all(
            self._says_part(said, part, is_one=is_one)
            or self._says_lines(said, part)
            or (cut is not None and (place, cut) in ends and ends[place, cut](said, part))
            for place, part in enumerate(parts)
            if part
        )

    def _says_lines(self, said: Said, part: str) -> bool:
        """Whether each line of a part is said: a break of lines also parts values."""
        lines = [line.strip(MARKS) for line in part.splitlines() if line.strip(MARKS)]
        return len(lines) > 1 and all(self._says_part(said, each, is_one=False) for each in lines)

    def _is_named(self, said: Said, word: str) -> bool:
        """Whether a word is one of the list's that says nothing, or is named as it is known."""
        known = self._source.words.get(word)
        return known is not None and (not known or any(map(said.names, known)))

    def _ends_with(self, said: Said, part: str) -> bool:
        """Whether the rest of a value whose beginning is in another cell ends what is said."""
        texts = (f"{said.whole}\n", f"{self._whole.whole}\n")
        ends = (f"{plain(part)}\n", f"{plain(part)}.\n")
        return any(end in text for end in ends for text in texts) or said.says_behind_label(part)

    def _begins_with(self, said: Said, part: str) -> bool:
        """Whether a value whose end is in another cell begins what is said, or a word before it."""
        starts = (0, *(match.end() for match in _GAP.finditer(part)))
        ends = [plain(part[start:].strip(MARKS)) for start in starts]
        texts = (said.whole, self._whole.whole, "\n".join(self._labels))
        return any(f"\n{end}" in f"\n{text}" for end in ends if end for text in texts)

    def _says_part(self, said: Said, part: str, *, is_one: bool) -> bool:
        """Whether a part of a value is said, with a word of the list at an end, or in pieces.

        Behind a word that only announces another party (``Linked To``) stands that one's name.
        """
        text = _ALT.sub("", part)
        for end in (match.start() for match in reversed(list(_GAP.finditer(text)))):
            word = self._label(text[:end])
            if not word:
                continue
            rest = _NUMBER_SIGN.sub("", text[end:].strip(_TRAILING))
            known = self._source.words[word]
            if not known:
                return self._says_elsewhere(rest) or self._says_pieces(said, rest)
            is_known = any(map(said.names, known))
            return (is_known and self._says_labelled(said, word, rest)) or said.says(part)
        if said.says(part):
            return True
        front, _, word = text.rpartition(", ")
        known = self._source.words.get(self._label(word), ()) if front else ()
        if any(map(said.names, known)) and (said.says(front) or self._says_pieces(said, front)):
            return True
        is_whole = is_one and len(PIECES.split(part)) == 1
        return self._says_pieces(said, part, of_others=not is_whole)

    def _label(self, text: str) -> str:
        """The word of the list that a text is, but for case and marks behind it, "" if none."""
        return self._labels.get(plain(text.rstrip(_TRAILING)), "")

    def _says_labelled(self, said: Said, word: str, rest: str) -> bool:
        """Whether what stands behind a word of the list is said where that word's values are."""
        homes = self._source.homes.get(word)
        return any(
            scope.says(rest) or self._says_pieces(scope, rest, of_others=False)
            for scope in self._scopes(said, homes)
        )

    def _says_pieces(self, said: Said, text: str, *, of_others: bool = True) -> bool:
        """Whether each piece is said.

        :param of_others: a piece of some length may be said of another party: its name.
        """
        pieces = [piece.strip(MARKS) for piece in PIECES.split(text)]
        return any(pieces) and all(
            self._is_named(said, piece)
            or said.says(piece)
            or said.says_behind_label(piece)
            or (of_others and len(piece) > _SHORT and self._says_elsewhere(piece))
            for piece in pieces
            if piece
        )

    def _says_elsewhere(self, text: str) -> bool:
        """Whether a text is said of any party, with or without a last full stop."""
        return self._whole.says_any((plain(text), f"{plain(text)}."))

    def _note_number(self, name: str, number: str) -> None:
        """Remember that a number stands in a party's document."""
        if ending := _OUTSIDE.sub("-", number.lower()).strip("-"):
            self._holders[ending].add(name)

    def _of_record(self, number: str) -> list[Said]:
        """What is said of the party of that number, or of each that a claim so numbered is of.

        Nothing where the number is in no document.
        """
        ending = _OUTSIDE.sub("-", number.lower()).strip("-")
        names = self._parties.get(ending) or self._holders.get(ending, set())
        return [self._documents[name] for name in names]

    def _words(self, term: str) -> frozenset[str]:
        """What an IRI is called: the end of it, and its labels and notations in the schemes."""
        if term not in self._known:
            labels = (
                terms.decode_literal(label).text
                for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.notation)
                for label in self._schemes.objects(term, predicate)
            )
            self._known[term] = frozenset(key(each) for each in (_local(term), *labels))
        return self._known[term]


def _fragment(term: str) -> tuple[str, str, str]:
    """The kind of a node that belongs to a document, a hyphen, and the rest of its own name."""
    return term[1:-1].partition("#")[2].partition("-")


def _local(term: str) -> str:
    """The last word of an IRI."""
    return re.split(r"[/#]", terms.iri_text(term))[-1]


def _name(term: str) -> str:
    """The name of the document that an IRI stands in."""
    return document_of(term)[1:-1].rpartition("/")[2]


def _homes(source: Source, path: str) -> tuple[str, ...] | None:
    """Where the graph says a field or what it stands within; None for anywhere."""
    steps = path.split("/")
    above = ("/".join(steps[:end]) for end in range(len(steps), 0, -1))
    return next((source.homes[each] for each in above if each in source.homes), None)
