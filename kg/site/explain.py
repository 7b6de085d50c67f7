"""Why a party is listed, in plain words, from the graph alone."""

from __future__ import annotations

from collections.abc import Iterator

from kg import terms
from kg.iri import concept
from kg.store.lookup import Lookup
from kg.vocab import DCT, LOCN, RDF, SCHEMA, SKOS, SKOSXL, SX

_CLASSES = {SX.Person: "person", SX.Entity: "entity", SX.Vessel: "vessel", SX.Aircraft: "aircraft"}
_DATES = (
    (SX.listedOn, "listed on"),
    (SX.effectiveOn, "effective from"),
    (SX.divestBy, "divestment until"),
    (SX.delistedOn, "removed on"),
)


def explain(lookup: Lookup, party: str) -> str:
    """Names, designations, links, doubts and sources of a party as text for a terminal."""
    return "\n".join(_lines(lookup, party)) + "\n"


def _lines(lookup: Lookup, party: str) -> Iterator[str]:
    kinds = [_CLASSES[kind] for kind in lookup.objects(party, RDF.type) if kind in _CLASSES]
    yield f"{lookup.label(party)} ({' and '.join(kinds)})"
    yield terms.iri_text(party)
    yield from _block("Names", _names(lookup, party))
    yield from _block("Known facts", _facts(lookup, party))
    found = lookup.objects(party, SX.designation)
    if not found:
        yield "\nNot designated: no list in the data names this party."
    for node in found:
        yield from _block(_title(lookup, node), _designation(lookup, node))
    yield from _block("Links to other parties", _relations(lookup, party))
    yield from _block("Shortcuts from current, official relations", _shortcuts(lookup, party))


def _block(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(dict.fromkeys(lines))
    if found:
        yield f"\n{title}"
        yield from (f"  {line}" for line in found)


def _names(lookup: Lookup, party: str) -> Iterator[str]:
    primary = lookup.objects(party, SKOSXL.prefLabel)
    others = [node for node in lookup.objects(party, SX.name) if node not in primary]
    for node in [*primary, *others]:
        told = [lookup.label(term) for term in lookup.objects(node, DCT.type)]
        told += [lookup.label(term) for term in lookup.objects(node, SX.nameStrength)]
        told += lookup.texts(node, SX.script)
        yield f"{lookup.text(node, SKOSXL.literalForm)}  ({', '.join(told)}){_aside(lookup, node)}"


def _facts(lookup: Lookup, party: str) -> Iterator[str]:
    for node in lookup.objects(party, SX.birthDate):
        yield f"born {lookup.text(node, SX.edtf)}{_aside(lookup, node)}"
    for node in lookup.objects(party, SX.birthPlace):
        yield f"born at {lookup.text(node, LOCN.fullAddress)}{_aside(lookup, node)}"
    for predicate, word in ((SCHEMA.nationality, "nationality"), (SX.citizenship, "citizenship")):
        for term in lookup.objects(party, predicate):
            yield f"{word} {lookup.label(term)}"
    for node in lookup.objects(party, SX.identifier):
        scheme = ", ".join(lookup.label(term) for term in lookup.objects(node, SX.idScheme))
        country = lookup.text(node, SX.countryName)
        shown = f"{lookup.text(node, SKOS.notation)}{f' ({country})' if country else ''}"
        yield f"{scheme} {shown}{_aside(lookup, node)}"
    for node in lookup.objects(party, SX.address):
        yield f"address {lookup.text(node, LOCN.fullAddress)}{_aside(lookup, node)}"


def _title(lookup: Lookup, node: str) -> str:
    authority = _labels(lookup, node, SX.designatedBy)
    return f"Designated by {authority} on: {_labels(lookup, node, SX.list)}"


def _designation(lookup: Lookup, node: str) -> Iterator[str]:
    yield f"status       {_labels(lookup, node, SX.status)}"
    dates = [f"{words} {date}" for term, words in _DATES for date in lookup.texts(node, term)]
    yield f"dates        {'; '.join(dates) or 'none stated in the sources held'}"
    yield f"program      {_labels(lookup, node, SX.program)}"
    yield f"legal basis  {_labels(lookup, node, SX.legalBasis)}"
    yield f"measures     {_labels(lookup, node, SX.measure)}"
    yield f"ground       {_grounds(lookup, node)}"
    for text in (*lookup.texts(node, SX.provision), *lookup.texts(node, SX.statedReason)):
        yield f"stated       {text}"
    for term in lookup.objects(node, SX.linkedTo):
        yield f"linked to    {lookup.label(term)}"
    for text in lookup.texts(node, SX.linkedToName):
        yield f"linked to    {text} (named only, not identified)"
    for event in lookup.objects(node, SX.event):
        told = " ".join([*lookup.texts(event, DCT.date), _labels(lookup, event, DCT.type)])
        yield f"event        {told} {lookup.text(event, DCT.description)}".rstrip()
    for sentence in lookup.objects(node, SX.statement):
        yield f"statement    {lookup.text(sentence, DCT.description)}{_aside(lookup, sentence)}"
    yield f"according to {_sources(lookup, node)}"


def _grounds(lookup: Lookup, node: str) -> str:
    """The grounds; "unstated" of one source says nothing where another states one."""
    found = lookup.objects(node, SX.ground)
    stated = [term for term in found if term != concept("ground", "unstated")]
    return "; ".join(lookup.label(term) for term in stated or found)


def _relations(lookup: Lookup, party: str) -> Iterator[str]:
    for predicate, other, arrow in ((SX["from"], SX.to, "→"), (SX.to, SX["from"], "←")):
        for node in lookup.subjects(predicate, party):
            kind = _labels(lookup, node, SX.relationType)
            told = [kind, *lookup.texts(node, SX.roleTitle)]
            told += [f"{share} %" for share in lookup.texts(node, SX.sharePercent)]
            told += [f"from {date}" for date in lookup.texts(node, SX.validFrom)]
            told += [f"until {date}" for date in lookup.texts(node, SX.validTo)]
            told += ["former"] if "true" in lookup.texts(node, SX.former) else []
            names = _labels(lookup, node, other)
            yield f"{arrow} {names}: {', '.join(told)}{_aside(lookup, node)}"


def _shortcuts(lookup: Lookup, party: str) -> Iterator[str]:
    for predicate, forward, backward in (
        (SX.controls, "owns or controls", "is owned or controlled by"),
        (SX.actsFor, "acts for", "is acted for by"),
        (SX.supports, "supports", "is supported by"),
        (SX.leaderOrOfficialOf, "is leader or official of", "is led by"),
    ):
        for term in lookup.objects(party, predicate):
            yield f"{forward} {lookup.label(term)}"
        for term in lookup.subjects(predicate, party):
            yield f"{backward} {lookup.label(term)}"


def _aside(lookup: Lookup, node: str) -> str:
    """Doubts, contradictions and sources of a claim, in brackets behind it."""
    told = [lookup.label(term) for term in lookup.objects(node, SX.qualifier)]
    if lookup.objects(node, SX.contradicts) or lookup.subjects(SX.contradicts, node):
        told.append("contradicted by another source")
    doubts = f" [doubt: {'; '.join(told)}]" if told else ""
    return f"{doubts} [{_sources(lookup, node)}]"


def _sources(lookup: Lookup, node: str) -> str:
    found = [
        lookup.text(term, DCT.title) or terms.iri_text(term)
        for term in lookup.objects(node, DCT.source)
    ]
    return "; ".join(found)


def _labels(lookup: Lookup, node: str, predicate: str) -> str:
    return "; ".join(lookup.label(term) for term in lookup.objects(node, predicate))
