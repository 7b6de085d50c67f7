"""Where statements come from: a release's lines, lists in memory, files of any kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import terms
from kg.checks.shacl import ReleaseLines, load_shapes, statements_of_files, validate
from kg.errors import BadInputError
from tests.shacl.turtle import found, graph, shapes

NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters='<>"{}|^`\\ '),
    min_size=1,
    max_size=8,
)
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"), max_size=12
)
IRIS = st.builds(lambda name: f"<http://example.org/{name}>", NAMES)
LITERALS = st.one_of(
    st.builds(terms.literal, TEXTS),
    st.builds(lambda text: terms.literal(text, language="en"), TEXTS),
    st.builds(lambda text: terms.literal(text, datatype=terms.XSD + "date"), TEXTS),
)
STATEMENTS = st.lists(st.tuples(IRIS, IRIS, IRIS | LITERALS), max_size=20)


@given(
    found=STATEMENTS,
    graphs=st.lists(
        st.sampled_from(["<http://g.org/1>", "<http://g.org/2>", ""]),
        min_size=1,
        max_size=2,
        unique=True,
    ),
)
def test_a_release_gives_back_its_statements_each_once(
    tmp_path_factory: pytest.TempPathFactory, found: list[tuple[str, str, str]], graphs: list[str]
) -> None:
    path = tmp_path_factory.mktemp("release") / "all.nq"
    lines = {terms.line(*statement, name) for statement in found for name in graphs}
    path.write_text("".join(sorted(lines)), encoding="utf-8", newline="\n")
    assert set(ReleaseLines(path)) == set(found)
    assert len(list(ReleaseLines(path))) == len(set(found))
    wanted = {statement[1] for statement in found[:3]}
    assert set(ReleaseLines(path).with_predicates(wanted)) == {
        one for one in found if one[1] in wanted
    }


def test_a_release_is_validated_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "all.nq"
    lines = [
        terms.line(*statement, "<http://g.org/1>")
        for statement in graph("ex:a ex:p 1, 2 . ex:b ex:p 1 .")
    ]
    path.write_text("".join(sorted(lines)), encoding="utf-8", newline="\n")
    few = shapes("ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] .")
    assert [result.focus for result in validate(path, few).results] == ["<http://example.org/a>"]


def test_a_malformed_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "all.nq"
    path.write_text(
        "<http://a.org/a> <http://a.org/p> <http://a.org/b> <http://g.org/1> .\nbroken\n",
        encoding="utf-8",
    )
    with pytest.raises(BadInputError, match=r"all\.nq, record line 2"):
        list(ReleaseLines(path))


def test_data_out_of_order_are_refused_because_a_subject_might_come_in_two_halves() -> None:
    few = shapes("ex:S sh:targetSubjectsOf ex:p ; sh:class ex:C .")
    statements = graph("ex:a ex:p 1 . ex:b ex:p 1 .")
    with pytest.raises(BadInputError, match="not sorted"):
        validate(statements[::-1], few)


SYNTAXES = {
    "data.ttl": "<http://e.org/a> <http://e.org/p> [] .",
    "data.nq": "<http://e.org/a> <http://e.org/p> _:x <http://g.org/> .",
    "data.jsonld": '{"@id": "http://e.org/a", "http://e.org/p": {"@id": "_:x"}}',
    "data.rdf": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:e="http://e.org/"><rdf:Description '
        'rdf:about="http://e.org/a"><e:p><rdf:Description/></e:p></rdf:Description></rdf:RDF>'
    ),
}


@pytest.mark.parametrize("name", SYNTAXES)
def test_files_of_any_syntax_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SYNTAXES[name], encoding="utf-8")
    ((subject, predicate, object_),) = statements_of_files([tmp_path / name])
    assert (subject, predicate, object_[:2]) == ("<http://e.org/a>", "<http://e.org/p>", "_:")


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    paths = [tmp_path / "one.nt", tmp_path / "two.nt"]
    for path in paths:
        path.write_text("_:x <http://e.org/p> _:x .\n", encoding="utf-8")
    assert len({subject for subject, _, _ in statements_of_files(paths)}) == 2


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("data.ttl", "\n<a:b> <c:d> .", "line 2"),
        ("data.csv", "a,b", "ending"),
        ("data.jsonld", '{"@context": "http://e.org/context.jsonld", "a": 1}', "context"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=words) as error:
        statements_of_files([tmp_path / name])
    assert name in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"none\.ttl: cannot be read"):
        load_shapes([tmp_path / "none.ttl"])


def test_control_characters_are_written_as_kg_terms_writes_them(tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    path.write_text('<http://e.org/a> <http://e.org/p> "\\u0001\\u0085" .', encoding="utf-8")
    assert statements_of_files([path])[0][2] == terms.literal("\x01\x85")


def test_no_data_are_valid() -> None:
    assert (
        found("ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .", "") == []
    )
