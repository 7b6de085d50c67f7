"""Every constraint component of SHACL Core: a graph that meets it and one that does not."""

from __future__ import annotations

import pytest

from tests.shacl.turtle import brief, found, report

# name, constraint on the values of ex:p, what is said of ex:a, results
ON_VALUES = [
    ("class", "sh:class ex:C", "ex:a ex:p ex:b . ex:b a ex:C", []),
    (
        "class of a subclass",
        "sh:class ex:C",
        "ex:a ex:p ex:b . ex:b a ex:D . ex:D rdfs:subClassOf ex:E . ex:E rdfs:subClassOf ex:C",
        [],
    ),
    ("class of none", "sh:class ex:C", "ex:a ex:p ex:b", ["Class a p b"]),
    ("class of a literal", "sh:class ex:C", "ex:a ex:p 'C'", ['Class a p "C"']),
    ("one of two classes", "sh:class ex:C, ex:D", "ex:a ex:p ex:b . ex:b a ex:C", ["Class a p b"]),
    ("datatype", "sh:datatype xsd:date", "ex:a ex:p '2020-02-29'^^xsd:date", []),
    (
        "datatype, no such day",
        "sh:datatype xsd:date",
        "ex:a ex:p '2021-02-30'^^xsd:date",
        ['Datatype a p "2021-02-30"^^<http://www.w3.org/2001/XMLSchema#date>'],
    ),
    ("datatype of plain text", "sh:datatype xsd:string", "ex:a ex:p 'x'", []),
    ("datatype of an IRI", "sh:datatype xsd:string", "ex:a ex:p ex:b", ["Datatype a p b"]),
    ("datatype with a language", "sh:datatype rdf:langString", "ex:a ex:p 'x'@en", []),
    ("node kind", "sh:nodeKind sh:IRIOrLiteral", "ex:a ex:p ex:b, 'x'", []),
    (
        "node kind, blank",
        "sh:nodeKind sh:IRI",
        "ex:a ex:p [], ex:b, 'x'",
        ['NodeKind a p "x"', "NodeKind a p _:"],
    ),
    ("least count", "sh:minCount 2", "ex:a ex:p 1, 2", []),
    ("least count missed", "sh:minCount 2", "ex:a ex:p 1", ["MinCount a p -"]),
    ("greatest count", "sh:maxCount 1", "ex:a ex:p 1, 2", ["MaxCount a p -"]),
    ("range", "sh:minInclusive 1 ; sh:maxExclusive 5", "ex:a ex:p 1, 4.5", []),
    (
        "range missed",
        "sh:minExclusive 1 ; sh:maxInclusive 4",
        "ex:a ex:p 1.0, 4.5e0",
        [
            'MaxInclusive a p "4.5e0"^^<http://www.w3.org/2001/XMLSchema#double>',
            'MinExclusive a p "1.0"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        ],
    ),
    ("lengths", "sh:minLength 2 ; sh:maxLength 3", "ex:a ex:p 'ab', 'a\\n\\u00e9'", []),
    (
        "lengths missed",
        "sh:minLength 2 ; sh:maxLength 3",
        "ex:a ex:p 'a', 'abcd'@en",
        ['MaxLength a p "abcd"@en', 'MinLength a p "a"'],
    ),
    ("length of a blank node", "sh:minLength 0", "ex:a ex:p []", ["MinLength a p _:"]),
    ("pattern", "sh:pattern '^b.d$'", "ex:a ex:p 'bad', 'bed'@en", []),
    (
        "pattern missed",
        "sh:pattern '^b.d$'",
        "ex:a ex:p 'bad ', 'BAD'",
        ['Pattern a p "BAD"', 'Pattern a p "bad "'],
    ),
    ("pattern with flags", "sh:pattern '^b.d$' ; sh:flags 'i'", "ex:a ex:p 'BAD'", []),
    ("pattern on an IRI", "sh:pattern '^http://example.org/[a-z]$'", "ex:a ex:p ex:b", []),
    ("languages", "sh:languageIn ('en' 'fr')", "ex:a ex:p 'x'@en, 'y'@en-gb, 'z'@fr", []),
    (
        "languages missed",
        "sh:languageIn ('en')",
        "ex:a ex:p 'x'@eng, 'y', ex:b",
        ['LanguageIn a p "x"@eng', 'LanguageIn a p "y"', "LanguageIn a p b"],
    ),
    ("unique languages", "sh:uniqueLang true", "ex:a ex:p 'x'@en, 'y'@en-gb, 'z', 'w'", []),
    (
        "unique languages missed",
        "sh:uniqueLang true",
        "ex:a ex:p 'x'@en, 'y'@EN, 'z'@fr, 'w'@fr",
        ["UniqueLang a p -", "UniqueLang a p -"],
    ),
    ("equals", "sh:equals ex:q", "ex:a ex:p 1 ; ex:q 1", []),
    (
        "equals missed",
        "sh:equals ex:q",
        "ex:a ex:p ex:b ; ex:q ex:c",
        ["Equals a p b", "Equals a p c"],
    ),
    ("disjoint", "sh:disjoint ex:q", "ex:a ex:p ex:b, ex:c ; ex:q ex:c", ["Disjoint a p c"]),
    ("less than", "sh:lessThan ex:q", "ex:a ex:p 1 ; ex:q 2.5", []),
    (
        "less than missed",
        "sh:lessThan ex:q",
        "ex:a ex:p '2020-01-02'^^xsd:date ; ex:q '2020-01-02'^^xsd:date",
        ['LessThan a p "2020-01-02"^^<http://www.w3.org/2001/XMLSchema#date>'],
    ),
    (
        "not greater",
        "sh:lessThanOrEquals ex:q",
        "ex:a ex:p '2020-01-02'^^xsd:date ; ex:q '2020-01-02'^^xsd:date",
        [],
    ),
    (
        "not greater, ill-typed",
        "sh:lessThanOrEquals ex:q",
        "ex:a ex:p 1 ; ex:q '1999-13-45'^^xsd:date",
        ['LessThanOrEquals a p "1"^^<http://www.w3.org/2001/XMLSchema#integer>'],
    ),
    ("not", "sh:not [ sh:class ex:C ]", "ex:a ex:p ex:b . ex:b a ex:C", ["Not a p b"]),
    (
        "and",
        "sh:and ([ sh:class ex:C ] [ sh:nodeKind sh:IRI ])",
        "ex:a ex:p ex:b, ex:c . ex:b a ex:C",
        ["And a p c"],
    ),
    (
        "or",
        "sh:or ([ sh:class ex:C ] [ sh:nodeKind sh:Literal ])",
        "ex:a ex:p ex:b, ex:c, 1 . ex:b a ex:C",
        ["Or a p c"],
    ),
    (
        "xone",
        "sh:xone ([ sh:class ex:C ] [ sh:class ex:D ])",
        "ex:a ex:p ex:b, ex:c, ex:d . ex:b a ex:C, ex:D . ex:c a ex:C",
        ["Xone a p b", "Xone a p d"],
    ),
    (
        "node",
        "sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ]",
        "ex:a ex:p ex:b, ex:c . ex:b ex:q 1",
        ["Node a p c"],
    ),
    (
        "property",
        "sh:property [ sh:path ex:q ; sh:minCount 1 ]",
        "ex:a ex:p ex:b, ex:c . ex:b ex:q 1",
        ["MinCount c q -"],
    ),
    (
        "qualified least",
        "sh:qualifiedValueShape [ sh:class ex:C ] ; sh:qualifiedMinCount 2",
        "ex:a ex:p ex:b, ex:c . ex:b a ex:C",
        ["QualifiedMinCount a p -"],
    ),
    (
        "qualified most",
        "sh:qualifiedValueShape [ sh:class ex:C ] ; sh:qualifiedMaxCount 0",
        "ex:a ex:p ex:b . ex:b a ex:C",
        ["QualifiedMaxCount a p -"],
    ),
    ("has value", "sh:hasValue ex:b", "ex:a ex:p ex:b, ex:c", []),
    ("has value missed", "sh:hasValue 5", "ex:a ex:p 5.0", ["HasValue a p -"]),
    ("in", "sh:in (ex:b 5)", "ex:a ex:p ex:b, 5", []),
    (
        "in missed",
        "sh:in (ex:b 5)",
        "ex:a ex:p ex:c, 5.0",
        ['In a p "5.0"^^<http://www.w3.org/2001/XMLSchema#decimal>', "In a p c"],
    ),
]


@pytest.mark.parametrize(
    ("constraint", "data", "expected"),
    [case[1:] for case in ON_VALUES],
    ids=[case[0] for case in ON_VALUES],
)
def test_a_component_finds_the_values_that_break_it(
    constraint: str, data: str, expected: list[str]
) -> None:
    shape = f"ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; {constraint} ] ."
    assert found(shape, data + " .") == expected


def test_a_node_shape_looks_at_the_focus_node_itself() -> None:
    shape = """ex:S a sh:NodeShape ; sh:targetNode ex:a , "x" , 5 ;
      sh:nodeKind sh:IRI ; sh:class ex:C ; sh:in ( ex:a ) ."""
    five = '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert found(shape, "ex:a a ex:C .") == [
        f"{component} {value} - {value}"
        for component in ("Class", "In", "NodeKind")
        for value in (five, '"x"')
    ]


def test_a_closed_shape_names_each_statement_it_does_not_allow() -> None:
    shape = """ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:closed true ;
      sh:ignoredProperties ( rdf:type ) ;
      sh:property [ sh:path ex:p ] , [ sh:path [ sh:inversePath ex:r ] ] ."""
    assert found(shape, "ex:a ex:p 1 ; a ex:C ; ex:r ex:b ; ex:q ex:c, ex:d .") == [
        "Closed a q c",
        "Closed a q d",
        "Closed a r b",
    ]


def test_a_closed_shape_holds_for_nodes_reached_by_a_path() -> None:
    shape = """ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path ex:p ;
      sh:node ex:T ] .
      ex:T a sh:NodeShape ; sh:closed true ; sh:property [ sh:path ex:q ] ."""
    assert found(shape, "ex:a ex:p ex:b, ex:c . ex:b ex:q 1 . ex:c ex:r 1 .") == ["Node a p c"]


def test_disjoint_qualified_shapes_leave_out_what_a_sibling_takes() -> None:
    shape = """ex:S sh:targetNode ex:a ; sh:property ex:T , ex:U .
      ex:T sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:C ] ; sh:qualifiedMinCount 1 ;
      sh:qualifiedValueShapesDisjoint true .
      ex:U sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:D ] ; sh:qualifiedMinCount 1 ."""
    assert found(shape, "ex:a ex:p ex:b . ex:b a ex:C, ex:D .") == ["QualifiedMinCount a p -"]


def test_a_node_that_does_not_conform_comes_with_the_details() -> None:
    shape = """ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:node ex:T ] .
      ex:T a sh:NodeShape ; sh:class ex:C ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ."""
    (result,) = report(shape, "ex:a ex:p ex:b .").results
    assert sorted(map(brief, result.detail)) == ["Class b - b", "MinCount b q -"]


def test_a_deactivated_shape_finds_nothing_wherever_it_is_used() -> None:
    shape = """ex:S sh:targetNode ex:a ; sh:node ex:T ; sh:property [ sh:path ex:p ;
      sh:minCount 1 ; sh:deactivated true ] .
      ex:T a sh:NodeShape ; sh:deactivated true ; sh:class ex:C ."""
    assert found(shape, "ex:a ex:q 1 .") == []


def test_severity_and_messages_are_those_of_the_shape_that_has_the_constraint() -> None:
    shape = """ex:S sh:targetNode ex:a ; sh:severity sh:Warning ; sh:message "outer" ;
      sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:severity ex:Grave ;
      sh:message "inner"@en , "innen"@de ] ;
      sh:class ex:C ."""
    results = {result.component: result for result in report(shape, "ex:a ex:q 1 .").results}
    inner = results["<http://www.w3.org/ns/shacl#MinCountConstraintComponent>"]
    outer = results["<http://www.w3.org/ns/shacl#ClassConstraintComponent>"]
    assert (inner.severity, set(inner.messages)) == (
        "<http://example.org/Grave>",
        {'"inner"@en', '"innen"@de'},
    )
    assert (outer.severity, outer.messages) == (
        "<http://www.w3.org/ns/shacl#Warning>",
        ('"outer"',),
    )


def test_a_constraint_without_a_message_gets_a_sentence() -> None:
    (result,) = report("ex:S sh:targetNode ex:a ; sh:in ( ex:b 5 ) .", "ex:a ex:q 1 .").results
    assert result.messages == ('"the value must be one of b, 5"@en',)
