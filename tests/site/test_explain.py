"""``kg explain``: what a compliance analyst reads about a party."""

from __future__ import annotations

import json
from functools import cache

import pyoxigraph as ox
import pytest

from kg.site.explain import explain
from kg.site.gathering import account
from kg.store.lookup import Lookup
from tests.cli.running import Ended, kg
from tests.shipped_site import lookup

OFAC = "Listed by Office of Foreign Assets Control (United States): "
PARTY = "https://w3id.org/sanctions-kg/id/party/"


@cache
def told(party: str) -> str:
    """The explanation, every folded line made whole again."""
    lines: list[str] = []
    for line in explain(account(lookup(), f"<{PARTY}{party}>")).splitlines():
        folded = line.startswith((" " * 6, " " * 15)) and "contradict" not in line
        if folded and lines:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.strip())
    return "\n".join(lines) + "\n"


def block(party: str, title: str) -> list[str]:
    """The lines below a title, up to the next empty one."""
    text = told(party)
    assert f"\n{title}\n" in text
    return text.split(f"\n{title}\n", 1)[1].split("\n\n")[0].strip().splitlines()


def test_the_battalion_is_blocked_and_the_text_says_under_what_and_since_when() -> None:
    assert told("ofac-33951").startswith(
        f"RAPID ACTION BATTALION (entity)\n{PARTY}ofac-33951\n\nIn short\n"
        "Blocked: a designation in force freezes its property.\n"
        "OFAC SDN list: Blocking or asset freeze; listed on 2021-12-10.\n"
        "Is led by AL-MAMUN, Chowdhury Abdullah (OFAC SDN list).\n"
    )
    assert block("ofac-33951", f"{OFAC}OFAC SDN list")[:6] == [
        "status       active",
        "dates        listed on 2021-12-10",
        "measures     Blocking or asset freeze",
        "ground       serious human rights abuse",
        "program      US Global Magnitsky sanctions",
        "legal basis  Executive Order 13818",
    ]


def test_former_officials_are_told_as_former_with_their_time() -> None:
    relations = block("ofac-33951", "Relations to other parties")

    assert len(relations) == 6
    assert any(
        line.startswith(
            "from AHMED, Benazir: leader or official of, Director General, "
            "2015-01/2020-04-14, former ["
        )
        for line in relations
    )
    assert "Is led by AHMED" not in told("ofac-33951")


def test_statements_of_the_article_stand_behind_the_official_ones() -> None:
    said = [line for line in told("ofac-33951").splitlines() if line.startswith("said")]

    assert said[0].startswith("said         Non-governmental organisations allege more than 600")
    assert len(said) == 7


def test_sensetime_is_listed_but_not_blocked_with_all_its_dates() -> None:
    assert block("ofac-33114", "In short") == [
        "Not blocked: it is listed, but no designation in force freezes its property.",
        (
            "OFAC Non-SDN Chinese Military-Industrial Complex Companies list: Ban on dealing in "
            "securities; listed on 2021-12-10, effective from 2022-02-08, "
            "divestment until 2022-12-10."
        ),
        "Owns or controls Shenzhen Sensetime Technology Co. Ltd. (on no list in the data).",
    ]


def test_lu_owns_hongman_and_supports_the_studio_and_nothing_more() -> None:
    assert block("ofac-34024", "In short")[2:] == [
        "Owns or controls SHANGHAI HONGMAN CARTOON AND ANIMATION DESIGN STUDIO (OFAC SDN list).",
        "Supports SEK STUDIO (OFAC SDN list).",
    ]
    assert any(
        line.startswith("to NINGS CARTOON STUDIO: shareholding, a former shareholder, former")
        for line in block("ofac-34024", "Relations to other parties")
    )


def test_the_contradiction_about_moxing_is_shown_from_both_sides() -> None:
    relations = block("ofac-31042", "Relations to other parties")

    assert relations[0].startswith("to SEK STUDIO: acting for or on behalf of [")
    assert relations[1].startswith("contradicted by: It was designated “for being owned or")
    assert relations[2].startswith("contradicted by: LU, Hezheng – owns or controls – MOXING")
    assert relations[3].startswith("from LU, Hezheng: owns or controls [")
    assert relations[4].startswith(
        "which contradicts: MOXING CARTOON – acting for or on behalf of – SEK STUDIO (OFAC SDN List"
    )


def test_shenzhen_sensetime_is_not_designated_but_its_owner_is_named() -> None:
    party = "local-shenzhen-sensetime-technology"

    assert block(party, "In short") == [
        "Not designated: no list in the data names this party.",
        (
            "Is owned or controlled by SENSETIME GROUP LIMITED (OFAC Non-SDN Chinese "
            "Military-Industrial Complex Companies list)."
        ),
    ]
    assert "Listed by" not in told(party)


def test_both_designations_of_benazir_ahmed_are_told_each_with_its_effect() -> None:
    state = "Listed by US Department of State: US public designations under section 7031(c)"

    assert "linked to    RAPID ACTION BATTALION" in block("ofac-33952", f"{OFAC}OFAC SDN list")
    assert "measures     Visa restriction or entry ban" in block("ofac-33952", state)
    assert "passport: B00002095 (Bangladesh, issued 2020-03-04, expires 2030-03-03)" in told(
        "ofac-33952"
    )


def test_an_earlier_listing_comes_first_and_events_are_in_order() -> None:
    text = told("ofac-33936")

    assert text.index("Listed by Council of the European Union") < text.index(OFAC)
    assert text.index("2021-03-22 added") < text.index("2022-12-06 amended: Names restated")


@pytest.mark.parametrize("party", ["ofac-33951", "ofac-33114", "ofac-33936", "ofac-33537"])
def test_every_number_in_brackets_is_a_source_at_the_end(party: str) -> None:
    text = told(party)
    numbers = {line.split("]")[0] for line in block(party, "Sources")}

    cited = {f"[{n}" for part in text.split("[")[1:] for n in part.split("]")[0].split(",")}
    assert cited == numbers
    assert all("http" in line for line in block(party, "Sources"))


def test_no_line_is_wider_than_a_page_unless_one_word_is() -> None:
    text = explain(account(lookup(), f"<{PARTY}ofac-33951>"))

    assert max(len(line) for line in text.splitlines()) <= 100


def test_a_doubt_of_the_source_and_a_removed_listing_are_said() -> None:
    text = explain(account(_doubted(), "<urn:x:1>"))

    assert "Not blocked: it was listed, and no designation of it is known to be in force." in text
    assert "list: Blocking; listed on 2001-01-01, removed on 2002-02-02, status removed." in text
    assert "passport: 123 (the source's own doubt: false) [1]" in text
    assert "linked to    Somebody (named only, not identified)" in text


def test_all_parties_of_a_name_are_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("twins")
    (folder / "twins.ttl").write_text(TWINS, encoding="utf-8")

    ended = kg("explain", "same", "--data", "twins.ttl", here=folder)

    assert ended.code == 0
    assert ended.err == "2 parties answer to 'same':\n"
    assert ended.out.count("Not designated") == 2


def test_nobody_of_that_name_is_an_error_with_a_hint() -> None:
    assert kg("explain", "Hezheng") == Ended(
        2,
        "",
        "kg: no party is called 'Hezheng' in the data; names like it: LU, Hezheng; Lu Hezheng\n",
    )


def test_a_victim_is_nobody_in_the_data() -> None:
    assert kg("explain", "Otto Warmbier").err == (
        "kg: no party is called 'Otto Warmbier' in the data\n"
    )


@pytest.mark.parametrize(
    "wanted",
    ["ofac-33114", "33114", "party:ofac-33114", f"{PARTY}ofac-33114", "Sensetime group LTD"],
)
def test_a_party_may_be_asked_for_in_many_ways(wanted: str) -> None:
    assert kg("explain", wanted).out.startswith("SENSETIME GROUP LIMITED (entity)\n")


def test_json_holds_the_same_facts_as_data() -> None:
    (party,) = json.loads(kg("explain", "ofac-33114", "--json").out)

    assert (party["label"], party["kinds"], party["blocked"]) == (
        "SENSETIME GROUP LIMITED", ["entity"], False,
    )  # fmt: skip
    (listing,) = party["listings"]
    assert listing["on_list"]["iri"] == "https://w3id.org/sanctions-kg/list/ofac-ns-cmic"
    assert listing["dates"] == {
        "listed on": "2021-12-10",
        "effective from": "2022-02-08",
        "divestment until": "2022-12-10",
    }
    assert [measure["label"] for measure in listing["measures"]] == ["Ban on dealing in securities"]
    (shortcut,) = party["shortcuts"]
    assert (shortcut["tie"]["label"], shortcut["outgoing"]) == ("owns or controls", True)


TWINS = """
PREFIX sx: <https://w3id.org/sanctions-kg/ns#>
PREFIX xl: <http://www.w3.org/2008/05/skos-xl#>
<urn:x:2> a sx:Person ; sx:name <urn:n:2> . <urn:n:2> xl:literalForm "Same" .
<urn:x:1> a sx:Person ; sx:name <urn:n:1> . <urn:n:1> xl:literalForm "SAME" .
"""
DOUBTED = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sx: <https://w3id.org/sanctions-kg/ns#>
PREFIX ms: <https://w3id.org/sanctions-kg/measure/>
PREFIX st: <https://w3id.org/sanctions-kg/status/>
<urn:x:1> a sx:Person ; rdfs:label "X" ; sx:identifier <urn:i> ; sx:designation <urn:d> .
<urn:i> skos:notation "123" ; sx:idScheme <urn:passport> ; sx:qualifier <urn:false> ;
  dct:source <urn:s> .
<urn:d> sx:designates <urn:x:1> ; sx:list <urn:l> ; sx:measure ms:blocking ;
  sx:status st:removed ; sx:listedOn "2001-01-01" ;
  sx:delistedOn "2002-02-02" ; sx:linkedToName "Somebody" .
<urn:l> skos:prefLabel "list" . <urn:passport> skos:prefLabel "passport" .
<urn:false> skos:prefLabel "false" . <urn:s> dct:title "a source" .
ms:blocking skos:prefLabel "Blocking" .
st:removed skos:prefLabel "removed" .
"""


def _doubted() -> Lookup:
    store = ox.Store()
    store.load(DOUBTED.encode(), ox.RdfFormat.TURTLE)
    return Lookup(store)
