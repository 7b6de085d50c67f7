"""Gathering the account of a party from a store."""

from __future__ import annotations

from dataclasses import replace

from kg import terms
from kg.iri import concept
from kg.site.account import Account, Link, Listing, Shortcut, Thing, Told
from kg.store.lookup import Lookup
from kg.vocab import DCT, FOAF, LOCN, RDF, RDFS, SCHEMA, SKOS, SKOSXL, SX

_CLASSES = {SX.Person: "person", SX.Entity: "entity", SX.Vessel: "vessel", SX.Aircraft: "aircraft"}
_DATES = {
    "listed on": SX.listedOn,
    "effective from": SX.effectiveOn,
    "divestment until": SX.divestBy,
    "removed on": SX.delistedOn,
}
_SHORTCUTS = (
    SX.controls,
    SX.reportedControls,
    SX.actsFor,
    SX.supports,
    SX.leaderOrOfficialOf,
)


def account(lookup: Lookup, party: str) -> Account:
    """Gather what the store says of a party (an encoded IRI)."""
    kinds = tuple(_CLASSES[kind] for kind in lookup.objects(party, RDF.type) if kind in _CLASSES)
    listings = [_listing(lookup, node) for node in lookup.objects(party, SX.designation)]
    listings.sort(key=lambda each: (each.dates.get("listed on", "9999"), each.on_list.label))
    return Account(
        iri=terms.iri_text(party),
        label=lookup.label(party),
        kinds=kinds,
        names=_names(lookup, party),
        facts=_facts(lookup, party),
        listings=tuple(listings),
        links=_links(lookup, party),
        shortcuts=_shortcuts(lookup, party),
    )


def _names(lookup: Lookup, party: str) -> tuple[Told, ...]:
    primary = lookup.objects(party, SKOSXL.prefLabel)
    others = [node for node in lookup.objects(party, SX.name) if node not in primary]
    found = [
        _told(
            lookup,
            node,
            lookup.text(node, SKOSXL.literalForm),
            kind=_labels(lookup, node, DCT.type),
            details=(_labels(lookup, node, SX.nameStrength), *lookup.texts(node, SX.script)),
        )
        for node in [*primary, *others]
    ]
    return tuple(sorted(found, key=lambda told: (told.kind != found[0].kind, told.kind, told.text)))


def _facts(lookup: Lookup, party: str) -> tuple[Told, ...]:
    found = _under(lookup, party, SX.birthDate, SX.edtf, "born")
    found.sort(key=lambda told: told.text)
    found += _under(lookup, party, SX.birthPlace, LOCN.fullAddress, "born at")
    features = _features(lookup, party)
    for predicate, word in ((SCHEMA.nationality, "nationality"), (SX.citizenship, "citizenship")):
        if word not in {told.kind for told in features}:
            found += [Told(lookup.label(term), word) for term in lookup.objects(party, predicate)]
    found += features
    web = [
        Told(term.strip("<>"), word)
        for predicate, word in ((FOAF.homepage, "website"), (SCHEMA.sameAs, "same as"))
        for term in lookup.objects(party, predicate)
    ]
    groups = {
        "particulars": found,
        "identifiers": _identifiers(lookup, party),
        "addresses": _under(lookup, party, SX.address, LOCN.fullAddress, "address"),
        "web": web,
        "changes": _changes(lookup, party),
    }
    return tuple(replace(told, group=group) for group, each in groups.items() for told in each)


def _under(lookup: Lookup, party: str, predicate: str, text: str, kind: str) -> list[Told]:
    """The nodes under a predicate, each told by its text."""
    nodes = lookup.objects(party, predicate)
    return [_told(lookup, node, lookup.text(node, text), kind=kind) for node in nodes]


def _features(lookup: Lookup, party: str) -> list[Told]:
    found = []
    for node in lookup.objects(party, SX.feature):
        kind, text = _labels(lookup, node, DCT.type), lookup.text(node, SX.value)
        details = tuple(date for date in lookup.texts(node, SX.edtf) if date != text)
        found.append(_told(lookup, node, text, kind=kind, details=details))
    return sorted(found, key=lambda told: (told.kind, told.text))


def _identifiers(lookup: Lookup, party: str) -> list[Told]:
    words = {"": SX.countryName, "by ": SX.issuer, "issued ": SX.issuedOn, "expires ": SX.expiresOn}
    found = []
    for node in lookup.objects(party, SX.identifier):
        details = [
            f"{word}{text}" for word, term in words.items() for text in lookup.texts(node, term)
        ]
        kind, text = _labels(lookup, node, SX.idScheme), lookup.text(node, SKOS.notation)
        found.append(_told(lookup, node, text, kind=kind, details=tuple(details)))
    return sorted(found, key=lambda told: (told.kind, told.text))


def _changes(lookup: Lookup, party: str) -> list[Told]:
    """What happened to the party as a whole, told by what was changed."""
    found = [
        _told(
            lookup,
            event,
            lookup.text(event, DCT.description),
            kind=" ".join((_labels(lookup, event, DCT.type), lookup.text(event, DCT.date))),
        )
        for event in lookup.objects(party, SX.event)
    ]
    return sorted(found, key=lambda told: (told.kind, told.text))


def _listing(lookup: Lookup, node: str) -> Listing:
    events = [
        _told(
            lookup,
            event,
            lookup.text(event, DCT.date),
            kind=_labels(lookup, event, DCT.type),
            details=tuple(lookup.texts(event, DCT.description)),
        )
        for event in lookup.objects(node, SX.event)
    ]
    statements = [
        (_is_of_article(lookup, sentence), _told(lookup, sentence, text))
        for sentence in lookup.objects(node, SX.statement)
        for text in lookup.texts(sentence, DCT.description)
    ]
    statements.sort(key=lambda pair: (pair[0], pair[1].text))
    return Listing(
        iri=terms.iri_text(node),
        authority=_one(lookup, node, SX.designatedBy),
        on_list=_one(lookup, node, SX.list),
        status=_one(lookup, node, SX.status),
        program=_one(lookup, node, SX.program),
        legal_basis=_things(lookup, node, SX.legalBasis),
        measures=_things(lookup, node, SX.measure),
        grounds=_grounds(lookup, node),
        dates={
            word: lookup.text(node, term)
            for word, term in _DATES.items()
            if lookup.text(node, term)
        },
        reasons=(*lookup.texts(node, SX.provision), *lookup.texts(node, SX.statedReason)),
        linked_to=_things(lookup, node, SX.linkedTo),
        linked_to_names=tuple(lookup.texts(node, SX.linkedToName)),
        events=tuple(sorted(events, key=lambda told: (not told.text, told.text, told.kind))),
        statements=tuple(told for _, told in statements),
        notes=tuple(lookup.texts(node, RDFS.comment)),
        sources=_things(lookup, node, DCT.source),
    )


def _is_of_article(lookup: Lookup, node: str) -> bool:
    """Whether a claim has no better source than articles."""
    article = concept("source-kind", "article")
    sources = lookup.objects(node, DCT.source)
    return all(article in lookup.objects(source, SX.sourceKind) for source in sources)


def _grounds(lookup: Lookup, node: str) -> tuple[Thing, ...]:
    """The grounds; "unstated" of one source says nothing where another states one."""
    found = _things(lookup, node, SX.ground)
    unstated = terms.iri_text(concept("ground", "unstated"))
    return tuple(ground for ground in found if ground.iri != unstated) or found


def _links(lookup: Lookup, party: str) -> tuple[Link, ...]:
    found = []
    for outgoing, predicate, other in ((True, SX["from"], SX.to), (False, SX.to, SX["from"])):
        for node in lookup.subjects(predicate, party):
            link = Link(
                iri=terms.iri_text(node),
                outgoing=outgoing,
                other=_one(lookup, node, other),
                kind=_one(lookup, node, SX.relationType),
                former="true" in lookup.texts(node, SX.former),
                told=_told(lookup, node, relation(lookup, node), details=_terms_of(lookup, node)),
            )
            found.append(link)
    return tuple(
        sorted(found, key=lambda link: (not link.outgoing, link.other.label, link.kind.label))
    )


def relation(lookup: Lookup, node: str) -> str:
    """A relation in words: who, in which relation, to whom."""
    ends = (_labels(lookup, node, SX["from"]), _labels(lookup, node, SX.to))
    return f"{ends[0]} – {_labels(lookup, node, SX.relationType)} – {ends[1]}"


def _terms_of(lookup: Lookup, node: str) -> tuple[str, ...]:
    """Role, share and time of a relation; the time as printed before its outer bounds."""
    told = list(lookup.texts(node, SX.roleTitle))
    shares = lookup.texts(node, SX.sharePercent)
    told += [f"{share.removesuffix('.0')} percent" for share in shares]
    told += [] if shares else lookup.texts(node, SX.shareText)
    if printed := lookup.texts(node, SX.validEdtf):
        told += printed
    else:
        told += [f"from {date}" for date in lookup.texts(node, SX.validFrom)]
        told += [f"until {date}" for date in lookup.texts(node, SX.validTo)]
    told += ["former"] if "true" in lookup.texts(node, SX.former) else []
    return tuple(dict.fromkeys(told))


def _shortcuts(lookup: Lookup, party: str) -> tuple[Shortcut, ...]:
    found = []
    for tie in _SHORTCUTS:
        ends = [(term, True) for term in lookup.objects(party, tie)]
        ends += [(term, False) for term in lookup.subjects(tie, party)]
        for term, outgoing in ends:
            nodes = lookup.objects(term, SX.designation)
            lists = tuple(sorted({_labels(lookup, node, SX.list) for node in nodes}))
            found.append(Shortcut(_thing(lookup, tie), _thing(lookup, term), outgoing, lists))
    return tuple(found)


def _told(
    lookup: Lookup, node: str, text: str, *, kind: str = "", details: tuple[str, ...] = ()
) -> Told:
    return Told(
        text=text,
        kind=kind,
        details=tuple(detail for detail in details if detail),
        doubts=tuple(lookup.label(term) for term in lookup.objects(node, SX.qualifier)),
        contradicts=tuple(_claim(lookup, t) for t in lookup.objects(node, SX.contradicts)),
        contradicted_by=tuple(_claim(lookup, t) for t in lookup.subjects(SX.contradicts, node)),
        sources=_things(lookup, node, DCT.source),
        iri=terms.iri_text(node),
    )


def _claim(lookup: Lookup, node: str) -> str:
    """A claim in words, whatever it is: a relation, a statement, a name, a feature."""
    if lookup.objects(node, SX["from"]):
        text = relation(lookup, node)
    else:
        predicates = (DCT.description, SKOSXL.literalForm, SX.value, SX.edtf, SKOS.notation)
        found = (lookup.text(node, predicate) for predicate in predicates)
        text = next((each for each in found if each), lookup.label(node))
    names = "; ".join(source.label for source in _things(lookup, node, DCT.source))
    return f"{text} ({names})"


def _one(lookup: Lookup, node: str, predicate: str) -> Thing:
    """The one object the shapes ask for; several stand together under the first IRI."""
    found = _things(lookup, node, predicate)
    if not found:
        return Thing("", "not stated")
    return Thing(found[0].iri, "; ".join(thing.label for thing in found))


def _things(lookup: Lookup, node: str, predicate: str) -> tuple[Thing, ...]:
    return tuple(_thing(lookup, term) for term in lookup.objects(node, predicate))


def _thing(lookup: Lookup, term: str) -> Thing:
    page = next(iter(lookup.objects(term, FOAF.page)), "")
    return Thing(term.strip("<>"), lookup.label(term), page.strip("<>"))


def _labels(lookup: Lookup, node: str, predicate: str) -> str:
    return "; ".join(lookup.label(term) for term in lookup.objects(node, predicate))
