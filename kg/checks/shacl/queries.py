"""SPARQL in a shapes graph: constraints (SHACL 5) and constraint components (SHACL 6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from kg import terms
from kg.checks.shacl.paths import Path
from kg.checks.shacl.shape_graph import ShapeGraph, ill_formed
from kg.checks.shacl.shapes import Constraint, Query
from kg.checks.shacl.vocabulary import OWL_IMPORTS, OWL_ONTOLOGY, local_name, sh

SPARQL_COMPONENT = sh("SPARQLConstraintComponent")
_RESERVED = frozenset({"this", "shapesGraph", "currentShape", "path", "PATH", "value"})


@dataclass(frozen=True, slots=True)
class Component:
    """A constraint component that the shapes graph itself declares.

    :param required: predicates that a shape must have for the component to apply.
    :param optional: predicates that it may have beside them.
    """

    node: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    on_nodes: Query | None
    on_properties: Query | None

    @property
    def parameters(self) -> tuple[str, ...]:
        """All its predicates."""
        return self.required + self.optional


def components_of(graph: ShapeGraph) -> list[Component]:
    """The components a graph declares; raises BadInputError for an ill-formed one."""
    nodes = sorted(graph.instances(sh("ConstraintComponent")))
    return [_component_at(graph, node) for node in nodes if graph.values(node, sh("parameter"))]


def queries_of(
    graph: ShapeGraph, node: str, path: Path | None, components: Sequence[Component]
) -> Iterator[Constraint]:
    """The SPARQL-based constraints of a shape; raises BadInputError for ill-formed ones."""
    for holder in graph.values(node, sh("sparql")):
        if not graph.flag(holder, sh("deactivated")):
            yield Constraint(SPARQL_COMPONENT, query=_query_at(graph, holder, "select"))
    group = graph.groups.get(node, {})
    for component in components:
        query = component.on_nodes if path is None else component.on_properties
        if query is not None and all(parameter in group for parameter in component.required):
            for values in product(
                *(group.get(parameter, [""]) for parameter in component.parameters)
            ):
                named = zip(map(local_name, component.parameters), values, strict=True)
                yield Constraint(
                    component.node, query=query, bindings=tuple(pair for pair in named if pair[1])
                )


def _component_at(graph: ShapeGraph, node: str) -> Component:
    required: list[str] = []
    optional: list[str] = []
    for parameter in graph.values(node, sh("parameter")):
        path = graph.one(parameter, sh("path"))
        if path is None or not path.startswith("<") or local_name(path) in _RESERVED:
            raise ill_formed(node, sh("parameter"), "has no usable sh:path", parameter)
        (optional if graph.flag(parameter, sh("optional")) else required).append(path)
    if not required:
        raise ill_formed(node, sh("parameter"), "has no parameter that is not optional", node)
    either = _validator(graph, node, "validator", "ask")
    on_nodes = _validator(graph, node, "nodeValidator", "select") or either
    on_properties = _validator(graph, node, "propertyValidator", "select") or either
    return Component(node, tuple(required), tuple(optional), on_nodes, on_properties)


def _validator(graph: ShapeGraph, node: str, kind: str, usual: str) -> Query | None:
    holder = graph.one(node, sh(kind))
    if holder is None:
        return None
    form = next((form for form in (usual, "select", "ask") if graph.values(holder, sh(form))), None)
    if form is None:
        raise ill_formed(node, sh(kind), "has neither sh:select nor sh:ask", holder)
    return _query_at(graph, holder, form)


def _query_at(graph: ShapeGraph, holder: str, form: str) -> Query:
    text = graph.text(holder, sh(form))
    if text is None:
        raise ill_formed(holder, sh(form), "is missing", holder)
    messages = graph.values(holder, sh("message"))
    used = {name: space for name, space in _prefixes(graph, holder).items() if f"{name}:" in text}
    prologue = "".join(f"PREFIX {name}: {terms.iri(space)}\n" for name, space in used.items())
    return Query(prologue + text, holder, tuple(messages), ask=form == "ask")


def _prefixes(graph: ShapeGraph, holder: str) -> dict[str, str]:
    found = dict(graph.prefixes)
    for ontology in graph.instances(OWL_ONTOLOGY):
        found.update(_declared(graph, ontology))
    waiting = list(graph.values(holder, sh("prefixes")))
    seen = set(waiting)
    named: dict[str, str] = {}
    while waiting:
        ontology = waiting.pop(0)
        named = _declared(graph, ontology) | named
        imported = [node for node in graph.values(ontology, OWL_IMPORTS) if node not in seen]
        seen.update(imported)
        waiting += imported
    return found | named


def _declared(graph: ShapeGraph, ontology: str) -> dict[str, str]:
    found = {}
    for declaration in graph.values(ontology, sh("declare")):
        prefix, space = (
            graph.text(declaration, sh("prefix")),
            graph.text(declaration, sh("namespace")),
        )
        if prefix is None or space is None:
            raise ill_formed(ontology, sh("declare"), "needs a prefix and a namespace", declaration)
        found[prefix] = space
    return found
