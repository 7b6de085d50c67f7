"""What the building of one release shares: IRIs, schemes, sources, newly met concepts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg import terms
from kg.graph.schemes import Schemes
from kg.iri import Iris, concept
from kg.model import Release
from kg.vocab import DCT, RDF, SKOS, SX

Statement = tuple[str, str, str]
"""Subject, predicate and object as encoded terms."""


class Context:
    """The state of building one release.

    ``warnings`` counts what a person should look at; :meth:`leftover` yields, at the end,
    the concepts the schemes did not know and the contradictions between claims.
    """

    def __init__(self, release: Release, *, iris: Iris, schemes: Schemes) -> None:
        self.release, self.iris, self.schemes = release, iris, schemes
        self.source = iris.source(release.source, release.version)
        self.graph = iris.graph(release.source, release.version)
        self.warnings: Counter[str] = Counter()
        self._documents = {
            document.key: (iris.source(document.key, document.version), document.kind)
            for document in release.documents
        }
        self._concepts: dict[tuple[str, str], str] = {}
        self._minted: dict[str, tuple[str, str, str]] = {}
        self._keys: dict[str, str] = {}
        self._contradictions: list[tuple[str, str]] = []
        self._entries: dict[str, list[str]] = {}
        self._asserted: list[tuple[str, str]] = []

    def concept(self, scheme: str, word: str, *, label: str = "") -> str:
        """The concept for a word, minted below the base when the schemes do not know it."""
        found = self._concepts.get((scheme, word))
        if found is None:
            found = self.schemes.find(scheme, word) or self._mint(scheme, word, label=label)
            self._concepts[scheme, word] = found
        return found

    def instrument(self, key: str, number: str) -> tuple[str, bool]:
        """The act of that key, under which claims name it from now on, and whether it is shipped.

        One that the schemes do not know by its number is minted from its key, without a
        warning: lists cite new acts with every amendment.
        """
        found = self.schemes.find("instrument", number)
        term = found or self.iris.minted_concept("instrument", key)
        self._concepts["instrument", key] = term
        return term, found is not None

    def program(self, authority: str, tag: str, label: str) -> str:
        """The program for an authority's tag, minted when the schemes do not know it."""
        found = self._concepts.get((authority, tag))
        if found is None:
            found = self.schemes.program(authority, tag) or self._mint(
                "program", tag, label=label, authority=authority
            )
            self._concepts[authority, tag] = found
        return found

    def sources(self, keys: Sequence[str]) -> list[str]:
        """The sources a claim cites; the release itself when it cites none."""
        return [self._documents[key][0] for key in keys] if keys else [self.source]

    def official(self, keys: Sequence[str]) -> bool:
        """Whether an authority says so itself: in a list, a legal act or a press release."""
        return self._from("official", keys)

    def recorded(self, keys: Sequence[str]) -> bool:
        """Whether a register, a declaration or a collection says so."""
        return self._from("record", keys)

    def _from(self, family: str, keys: Sequence[str]) -> bool:
        wanted = concept("source-kind", family)
        kinds = [self._documents[key][1] for key in keys] or [self.release.kind]
        return any(
            wanted in self.schemes.ancestors(self.concept("source-kind", kind)) for kind in kinds
        )

    def plain(self, qualifiers: Sequence[str]) -> bool:
        """Whether a claim may be asserted as a plain triple, for all its qualifiers say."""
        return not any(self.schemes.negates(qualifier) for qualifier in qualifiers)

    def keep_key(self, key: str, node: str) -> None:
        """Remember which node a claim's key in its file names."""
        self._keys[key] = node

    def claim(self, key: str) -> str | None:
        """The node of the claim of that key, None when no claim of it was built."""
        return self._keys.get(key)

    def contradicts(self, node: str, key: str) -> None:
        """Remember that a claim contradicts the one of that key, wherever it stands."""
        self._contradictions.append((node, key))

    def keep_entry(self, number: str, node: str) -> None:
        """Remember which designations the list entry of that number stands for."""
        self._entries.setdefault(number, []).append(node)

    def asserted_by(self, node: str, number: str) -> None:
        """Remember that the list entry of that number asserts a relation."""
        self._asserted.append((node, number))

    def leftover(self) -> Iterator[Statement]:
        """Links between claims and the minted concepts; call once all records are built.

        A claim that contradicts one of a record that could not be built stands alone.
        """
        for node, key in self._contradictions:
            if key in self._keys:
                yield node, SX.contradicts, self._keys[key]
        for node, number in self._asserted:
            for entry in self._entries.get(number, []):
                yield node, SX.assertedBy, entry
        for term, (scheme, word, authority) in sorted(self._minted.items()):
            label, _, tag = word.partition("\n")
            yield term, RDF.type, SX.Program if scheme == "program" else SKOS.Concept
            yield term, RDF.type, SKOS.Concept
            yield term, SKOS.prefLabel, terms.literal(label, language="en")
            yield term, SKOS.notation, terms.literal(tag)
            yield term, SKOS.inScheme, concept(scheme, "scheme")
            yield term, DCT.source, self.source
            if authority:
                yield term, SX.administeredBy, self.concept("authority", authority)

    def _mint(self, scheme: str, word: str, *, label: str = "", authority: str = "") -> str:
        term = self.iris.minted_concept(scheme, word)
        for text in (word, label):
            terms.literal(text)  # refused here, where the record is known, and not at the end
        self._minted.setdefault(term, (scheme, f"{label or word}\n{word}", authority))
        named = label or word
        self.warnings[f"{scheme} {named!r} is in no shipped scheme and became a concept"] += 1
        return term
