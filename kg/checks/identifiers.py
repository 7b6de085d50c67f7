"""Whether identifiers have the form that their kind demands: facts derived from the graph.

The identifier schemes say which forms their numbers have (``sx:numberForm``), so that this is
the same for a list, for a published dump and for anybody's data. What is derived stands on
nodes of its own below ``graph/derived/identifier-checks/``; no value is changed, and the
shapes in ``recommended.ttl`` tell of what did not pass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg import iri, terms
from kg.checks.address_forms import ADDRESS_FORMS
from kg.checks.number_forms import NUMBER_FORMS
from kg.checks.outcomes import Judge, Outcome, nearest
from kg.checks.shacl import Statement
from kg.checks.shacl.statements import Group, subjects, with_predicates
from kg.iri import Iris
from kg.vocab import RDF, SKOS, SX

RULE, VERSION = "identifier-checks", "1"
"""The name of the rule and its version, which is raised when the same number may fare otherwise."""

_JUDGES: Mapping[str, Judge] = {
    iri.concept("number-form", name): judge
    for name, judge in {**NUMBER_FORMS, **ADDRESS_FORMS}.items()
}
_ADDRESSES = {iri.concept("number-form", name) for name in ADDRESS_FORMS}
_SURE = {Outcome.PASSED, Outcome.CHECK}
_READ = (SX.idScheme, SKOS.notation, SX.country)


def identifier_checks(
    data: Iterable[Statement],
    background: Iterable[Statement],
    iris: Iris,
    *,
    failed_only: bool = False,
) -> Iterator[Statement]:
    """What comes of each identifier whose kind has a form, identifier by identifier.

    :param data: statements sorted by subject, as the validator takes them.
    :param background: the ontology and its schemes.
    :param failed_only: leaves out what passed, which no shape asks for.
    """
    forms = _Forms(background)
    graph = iris.derived_graph(RULE, VERSION)
    for node, group in subjects(with_predicates(data, _READ)):
        told = forms.outcome(group)
        if told is None or (failed_only and told[0] is Outcome.PASSED):
            continue
        outcome, recognised = told
        check = iri.fragment(graph, "check", iri.digest([node]))
        yield check, RDF.type, SX.IdentifierCheck
        yield check, SX.checkedIdentifier, node
        yield check, SX.outcome, iri.concept("check-outcome", outcome)
        for form in sorted(recognised):
            yield check, SX.numberForm, form


class _Forms:
    """Which forms the numbers of each scheme have, as the ontology says."""

    def __init__(self, background: Iterable[Statement]) -> None:
        said: dict[str, Group] = defaultdict(dict)
        for node, term, value in background:
            said[node].setdefault(term, []).append(value)
        self._stated = {
            node: found
            for node, group in said.items()
            if (found := set(group.get(SX.numberForm, ())) & _JUDGES.keys())
        }
        self._of_country: dict[tuple[str, str], set[str]] = defaultdict(set)
        for scheme, found in self._stated.items():
            for country in said[scheme].get(SX.country, ()):
                for broader in said[scheme].get(SKOS.broader, ()):
                    self._of_country[broader, country] |= found

    def outcome(self, group: Group) -> tuple[Outcome, set[str]] | None:
        """What comes of an identifier and the forms it turned out to have; None if not judged.

        A number whose kind is broad, such as a Russian tax ID, is judged by the narrower kind
        of its country only as far as it has that form, because it may be of another.
        """
        schemes, numbers = group.get(SX.idScheme, ()), group.get(SKOS.notation, ())
        if len(schemes) != 1 or len(numbers) != 1:
            return None
        number = terms.decode_literal(numbers[0]).text
        stated = self._stated.get(schemes[0])
        if stated:
            return _judged(number, stated)
        likely = {
            form
            for country in group.get(SX.country, ())
            for form in self._of_country.get((schemes[0], country), ())
        }
        told = _judged(number, likely) if likely else None
        return told if told and told[0] in _SURE else None


def _judged(number: str, wanted: set[str]) -> tuple[Outcome, set[str]]:
    outcomes = {form: _JUDGES[form](number) for form in wanted}
    recognised = {form for form, outcome in outcomes.items() if outcome is Outcome.PASSED}
    if recognised:
        return Outcome.PASSED, recognised
    if wanted <= _ADDRESSES:
        others = {form for form in _ADDRESSES if _JUDGES[form](number) is Outcome.PASSED}
        if others:
            return Outcome.OTHER_CURRENCY, others
    return nearest(outcomes.values()), set()
