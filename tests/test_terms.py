"""Terms written by the program are read alike by parsers it did not write."""

from __future__ import annotations

import subprocess

import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from kg import terms
from kg.errors import BadTermError

S, P, G = "<http://a.example/s>", "<http://a.example/p>", "<http://a.example/g>"
NASTY = (
    "\"\\'\n\r\t\b\f\x01\x0b\x1f\x7f\x80\x85\x9f\xa0\u2028\u2029\ufeff\ufdd0\U0001f600\U0010ffff"
)

# Half of the characters are those that encoders get wrong.
CHARACTERS = st.sampled_from(NASTY + " .<>@^_:#{}|`") | st.characters(
    exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"
)
TEXTS = st.text(CHARACTERS, max_size=40)
LANGUAGES = st.sampled_from(["en", "ko-kp", "zh-hans-cn", "ru-latn", "de-1996", "und", "en-x-ofac"])
DATATYPES = st.sampled_from(["date", "anyURI", "decimal", "string"]).map(terms.XSD.__add__)
LITERALS = (
    TEXTS.map(terms.literal)
    | st.builds(lambda text, tag: terms.literal(text, language=tag), TEXTS, LANGUAGES)
    | st.builds(lambda text, iri: terms.literal(text, datatype=iri), TEXTS, DATATYPES)
)
IRI_CHARACTERS = st.sampled_from("ab/:@?#[]%2F-._~!$&'()*+,;= <>\"{}|^`\\\x7f\xa0é\u200e\ue000") | (
    st.characters(exclude_categories=["Cs"])
)
IRI_TEXTS = st.builds(
    lambda start, rest: start + rest,
    st.sampled_from(["http://a.example", "https://", "urn:", "mailto:", "x:/", "", "1:", "a b:"]),
    st.text(IRI_CHARACTERS, max_size=12),
)


def _read(line: str) -> pyoxigraph.Quad:
    (quad,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    assert isinstance(quad, pyoxigraph.Quad)
    return quad


def _read_literal(term: str) -> pyoxigraph.Literal:
    found = _read(terms.line(S, P, term, G)).object
    assert isinstance(found, pyoxigraph.Literal)
    return found


@given(TEXTS)
@example(NASTY)
def test_oxigraph_reads_the_text_that_was_written(text: str) -> None:
    assert _read_literal(terms.literal(text)).value == text


@given(LITERALS)
@example(terms.literal(NASTY, language="en"))
def test_oxigraph_writes_the_same_term(term: str) -> None:
    assert str(_read_literal(term)) == term


@given(TEXTS, LANGUAGES)
@example(NASTY, "en")
def test_rdflib_reads_the_text_and_the_language(text: str, language: str) -> None:
    line = terms.line(S, P, terms.literal(text, language=language), "")

    (found,) = rdflib.Graph().parse(data=line, format="nt").objects()

    assert (str(found), getattr(found, "language", "")) == (text, language)


def test_raptor_reads_the_text_that_was_written(rapper: str) -> None:
    texts = [NASTY, *(f"{mark}a{mark}{mark}" for mark in NASTY), "", " ", "<a> .", '" .\n']
    lines = "".join(
        terms.line(S, f"<http://a.example/{i}>", terms.literal(text), "")
        for i, text in enumerate(texts)
    )

    command = [
        rapper,
        "--quiet",
        "-i",
        "ntriples",
        "-o",
        "ntriples",
        "/dev/stdin",
        "http://b.example/",
    ]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)

    found = pyoxigraph.parse(done.stdout, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert [getattr(quad.object, "value", "") for quad in found] == texts


@given(LITERALS)
@example(terms.literal(NASTY, language="en"))
def test_a_decoded_literal_says_what_oxigraph_reads(term: str) -> None:
    expected = _read_literal(term)

    found = terms.decode_literal(term)

    assert found.text == expected.value
    assert found.language == (expected.language or "")
    assert found.datatype == ("" if found.language else expected.datatype.value)


@given(TEXTS)
@example(NASTY)
def test_a_literal_written_with_other_escapes_is_decoded(text: str) -> None:
    escaped = "".join(f"\\U{ord(character):08X}" for character in text)

    assert terms.decode_literal(f'"{escaped}"').text == text


@given(LITERALS | st.sampled_from([S, "_:b0"]), st.sampled_from([G, "", "_:graph"]))
@example(terms.literal("a <http://b> . <c>"), "")
@example(terms.literal('" <http://b> .\n', datatype="http://a.example/t"), "")
def test_a_split_line_gives_back_its_terms(object_: str, graph: str) -> None:
    assert terms.split_line(terms.line(S, P, object_, graph)) == (S, P, object_, graph)


@given(LITERALS)
def test_a_line_is_one_line_as_oxigraph_writes_it(term: str) -> None:
    line = terms.line(S, P, term, G)

    quads = [_read(line)]

    assert pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) == line.encode()
    assert line.count("\n") == 1


@given(IRI_TEXTS)
@example("http://a.example/%zz")
@example("http://a.example:80a/")
@example("http://a@b@c/")
@example("http://a.example/\ue000")
@example("http://a.example/?\ue000")
@example("http://a.example/#a#b")
def test_an_iri_is_accepted_when_oxigraph_accepts_it(text: str) -> None:
    try:
        pyoxigraph.NamedNode(text)
        expected = "//[" not in text and "@[" not in text  # hosts in brackets are refused
    except ValueError:
        expected = False

    try:
        term = terms.iri(text)
    except BadTermError:
        assert not expected
    else:
        assert expected
        assert _read(terms.line(S, P, term, G)).object == pyoxigraph.NamedNode(text)
        assert (terms.is_iri(term), terms.iri_text(term)) == (True, text)


@pytest.mark.parametrize(
    "text",
    ["", "a", "a/b", "//a/b", "http://a b/", " http://a/", "http://a/\n", "http://a/<b>", "é:a",
     "http://a/\ud800", "http://[::1]/", 'http://a/"', "_:b", "http://a/{b}", "http://a/\x00"],
)  # fmt: skip
def test_text_that_is_no_iri_is_refused_and_shown(text: str) -> None:
    with pytest.raises(BadTermError) as caught:
        terms.iri(text)

    assert str(caught.value) == f"not an absolute IRI: {text!r}"


@given(st.text("aenx19-", min_size=1, max_size=12))
@example("en-a")
@example("en-12")
@example("x-a")
def test_an_accepted_language_is_one_that_oxigraph_accepts(language: str) -> None:
    try:
        term = terms.literal("a", language=language)
    except BadTermError:
        return

    assert _read_literal(term).language == language


@pytest.mark.parametrize(
    "language", ["EN", "en-US", "en_us", "e", "en-", "-en", "en a", "é", "e\n"]
)
def test_a_malformed_or_upper_case_language_is_refused(language: str) -> None:
    with pytest.raises(BadTermError, match="not a lower-case language tag"):
        terms.literal("a", language=language)


@pytest.mark.parametrize("character", ["\x00", "\ud800", chr(0xDFFF), "\ufffe", "\uffff"])
def test_a_character_that_no_syntax_carries_is_refused(character: str) -> None:
    with pytest.raises(BadTermError, match="no RDF syntax can carry"):
        terms.literal(f"a{character}b")


def test_a_string_is_written_plain() -> None:
    assert terms.literal("a", datatype=terms.XSD_STRING) == '"a"'


@pytest.mark.parametrize(
    "term",
    ["", "a", '"', '"a', 'a"', '"a"b"', '"a"@', '"a"^^', '"a"^^b', "<http://a>", "_:b", '"a\\"',
     '"\\q"', '"\\u12"', '"\\uD800"', '"\\U00110000"'],
)  # fmt: skip
def test_text_that_is_no_literal_is_refused(term: str) -> None:
    with pytest.raises(BadTermError):
        terms.decode_literal(term)


@pytest.mark.parametrize(
    "line", ["", "\n", "<a> <b> .", "<a> <b>", "a", f"{S} {P} <c>", "# note\n"]
)
def test_text_that_is_no_line_is_refused(line: str) -> None:
    with pytest.raises(BadTermError, match=r"not a line of N-Quads"):
        terms.split_line(line)
