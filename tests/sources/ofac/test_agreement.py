"""One party in OFAC's flat files and in its standard XML: the same IRI, the same core facts."""

from __future__ import annotations

from pathlib import Path

from kg.model import Party, Record
from tests.sources.ofac import flat_files, standard_xml
from tests.sources.ofac.standard_xml import COMPANY, PERSON, SHIP

CSV = {
    "sdn": (
        '34019,"HEZHENG, Lu","individual","DPRK3] [GLOMAG","Director; Minister",'
        '-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB circa 1970; alt. DOB 1970 to 1975; POB Dandong, China; '
        "nationality China; alt. citizen Korea, North; f.k.a. 'LAO LU'; "
        "Gender Male; Secondary sanctions risk: North Korea Sanctions Regulations; "
        "Passport E123 (China) issued 02 Jan 2016 expires 01 Jan 2026; "
        "alt. Passport F9 (Iran) (false); Website www.example.org; Digital Currency Address - XBT "
        "1AjZPMsnmpdK2Rv9KQNfMurTXinscVro9V; Reportedly retired; "
        'Linked To: HONGMAN LTD."\n'
        '34024,"HONGMAN LTD.",-0- ,"DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'
        '28263,"STAR","vessel","IRAN] [SDGT",-0- ,"5IM316","Crude Oil Tanker","318021","164241",'
        '"Iran","National Co.","Vessel Registration Identification IMO 9187629; '
        'Linked To: NOBODY KNOWN."\n'
    ),
    "alt": '34019,11,"aka","HE, Zheng",-0- \n',
    "add": (
        '34019,21,"1 Long Street, Floor 2, Room 3","Dandong, Liaoning 118000","China",-0- \n'
        '34019,22,-0- ,-0- ,"undetermined",-0- \n'
        '34019,23,-0- ,"Gaza","Region: Gaza",-0- \n'
    ),
}
NOT_CORE = {"remark"}
OWN_TO_XML = {"Moon Card No."}


def core(party: Party) -> dict[str, set[tuple[object, ...]]]:
    """The facts that both formats state of a party, without what only one of them numbers."""
    return {
        "kind": {(party.ref, party.kind)},
        "names": {(item.text, item.type, item.strength, item.parts) for item in party.names},
        "identifiers": {
            (item.scheme, item.value, item.country, item.issued, item.expires, item.qualifiers)
            for item in party.identifiers
            if item.scheme not in OWN_TO_XML
        },
        "births": {(item.date, item.main) for item in party.birth_dates},
        "places": {(item.full, item.country, item.main) for item in party.birth_places},
        "countries": {(item.country, item.qualifiers) for item in party.addresses},
        "features": {
            (item.type, item.value, item.country, item.date)
            for item in party.features
            if item.type not in NOT_CORE
        },
        "designations": {(item.program, item) for item in party.designations},
    }


def parties(records: list[Record]) -> dict[str, Party]:
    return {item.ref.number: item for item in records if isinstance(item, Party)}


def test_both_formats_say_the_same_of_the_same_party(tmp_path: Path) -> None:
    flat = parties(flat_files.read(flat_files.write(tmp_path, dict(CSV)))[1])
    marked = parties(standard_xml.read(tmp_path, standard_xml.document(PERSON, COMPANY, SHIP))[1])
    assert set(flat) == set(marked)
    for number, party in flat.items():
        other = core(marked[number])
        for name, facts in core(party).items():
            assert facts == other[name], (number, name)


def test_both_formats_find_the_same_links(tmp_path: Path) -> None:
    flat = flat_files.read(flat_files.write(tmp_path, dict(CSV)))[1]
    marked = standard_xml.read(tmp_path, standard_xml.document(PERSON, COMPANY, SHIP))[1]
    links = [[item for item in found if not isinstance(item, Party)] for found in (flat, marked)]
    assert links[0] == links[1]
    assert len(links[0]) == 1


def test_a_name_without_a_letter_is_in_the_script_of_the_list(tmp_path: Path) -> None:
    made = flat_files.write(tmp_path, {"sdn": CSV["sdn"].replace('"STAR"', '"7-28"')})
    marked = standard_xml.document(SHIP.replace("STAR", "7-28"))
    for records in (flat_files.read(made)[1], standard_xml.read(tmp_path, marked)[1]):
        (name, *_) = parties(records)["28263"].names
        assert (name.text, name.script) == ("7-28", "Latn")
