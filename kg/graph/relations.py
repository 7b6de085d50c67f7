"""Relations between parties, and the shortcuts that only current, official ones earn."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg import iri, terms
from kg.graph import claims
from kg.graph.context import Context, Statement
from kg.graph.designations import decimal
from kg.model import Relation
from kg.vocab import DCT, EDTF_DATATYPE, RDF, SX

_HALF = Decimal(50)


def relation(context: Context, claim: Relation) -> Iterator[Statement]:
    """The statements of one relation, in the document of the party it starts at.

    The plain shortcut (``sx:controls`` and its like, as the relation-type scheme says) is
    written only when a list, legal act or press release states the relation, nothing says
    it is over, and no qualifier denies it. Where no such source but a register, declaration
    or collection states it, ``sx:reportedControls`` stands for ``sx:controls``, and nothing
    for the others; an article earns no shortcut.
    """
    schemes = context.schemes
    origin = context.iris.party(claim.origin.scheme, claim.origin.number)
    target = context.iris.party(claim.target.scheme, claim.target.number)
    kind = context.concept("relation-type", claim.type)
    controlling = SX.ControlRelation in _classes(context, kind)
    content = [
        (RDF.type, SX.Relation),
        *([(RDF.type, SX.ControlRelation)] if controlling else []),
        (SX["from"], origin),
        (SX.to, target),
        (SX.relationType, kind),
        *_details(claim),
    ]
    node = _node(context, origin, claim, content)
    if claim.key:
        context.keep_key(claim.key, node)
    for predicate, object_ in content:
        yield node, predicate, object_
    if claim.directness:
        yield node, SX.directness, context.concept("directness", claim.directness)
    if claim.asserted_by:
        context.asserted_by(node, claim.asserted_by)
    yield from claims.provenance(context, node, claim)
    if _holds(context, claim):
        majority = SX.majorityImplies if _is_majority(claim) else SX.implies
        earned = {*schemes.objects(kind, SX.implies), *schemes.objects(kind, majority)}
        if not context.official(claim.sources):
            is_reported = SX.controls in earned and context.recorded(claim.sources)
            earned = {SX.reportedControls} if is_reported else set()
        for shortcut in earned:
            yield origin, shortcut, target


def _classes(context: Context, kind: str) -> set[str]:
    control = iri.concept("relation-type", "control")
    return {SX.ControlRelation} if control in context.schemes.ancestors(kind) else set()


def _holds(context: Context, claim: Relation) -> bool:
    over = claim.former is True or claim.end is not None
    return not over and context.plain(claim.qualifiers)


def _is_majority(claim: Relation) -> bool:
    """Whether more than half of the shares are known to be held."""
    if claim.share_above is not None and claim.share_above >= _HALF:
        return True
    known = claim.share if claim.share is not None else claim.share_min
    return known is not None and known > _HALF


def _details(claim: Relation) -> Iterator[tuple[str, str]]:
    for predicate, share in (
        (SX.sharePercent, claim.share),
        (SX.sharePercentMin, claim.share_min),
        (SX.sharePercentMax, claim.share_max),
        (SX.sharePercentAbove, claim.share_above),
        (SX.sharePercentBelow, claim.share_below),
    ):
        if share is not None:
            yield predicate, decimal(share)
    for predicate, text in (
        (SX.shareText, claim.share_text),
        (SX.roleTitle, claim.role_title),
        (DCT.description, claim.description),
    ):
        if text:
            yield predicate, terms.literal(text)
    if claim.former is not None:
        yield SX.former, claims.boolean(value=claim.former)
    if claim.start:
        yield SX.validFrom, claims.day(claim.start.earliest)
    if claim.end:
        yield SX.validTo, claims.day(claim.end.latest)
    ends = [date for date in (claim.start, claim.end) if date]
    if any(not date.is_day for date in ends):
        text = "/".join(date.edtf if date else ".." for date in (claim.start, claim.end))
        yield SX.validEdtf, terms.literal(text, datatype=EDTF_DATATYPE)


def _node(context: Context, origin: str, claim: Relation, content: list[tuple[str, str]]) -> str:
    if claim.number or claim.key:
        return iri.fragment(origin, "relation", claim.number or claim.key)
    said = [f"{predicate} {object_}" for predicate, object_ in content]
    said.extend(f"{predicate} {object_}" for predicate, object_ in claims.doubts(context, claim))
    return iri.fragment(origin, "relation", f"{claim.type}-{iri.digest(said)}")
