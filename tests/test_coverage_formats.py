"""Of every format, each value of a list is in its graph or left, and one that is dropped shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kg.coverage import Coverage, coverage
from kg.model import Name, Party, Record, Relation
from kg.sources import canada
from kg.sources.base import Source
from kg.sources.bods import reader as bods
from kg.sources.dfat import reader as dfat
from kg.sources.eu import csv_reader as eu_csv
from kg.sources.eu import xml_reader as eu
from kg.sources.eu.columns import FSF_1_1
from kg.sources.ftm import reader as ftm
from kg.sources.gleif import reader as gleif
from kg.sources.seco import reader as seco
from kg.sources.trade_csl import reader as trade_csl
from kg.sources.uk import csv_reader as uk_csv
from kg.sources.uk import ofsi_reader as uk_ofsi
from kg.sources.uk import xml_reader as uk
from kg.sources.un import reader as un
from tests.sources import (
    consolidated_list,
    eu_list,
    ftm_export,
    ownership_statements,
    test_canada,
    test_dfat,
    test_eu_csv,
    test_gleif,
    test_seco,
    test_trade_csl,
    test_uk_csv,
    test_uk_ofsi,
    uk_list,
)

Fault = Callable[[Record], Record]


@dataclass(frozen=True)
class Format:
    """A small list of a format, and in which fields of it what is dropped must be missing."""

    source: Source
    name: str
    text: str
    missing: dict[str, str]


def _of_party(change: Callable[[Party], Party]) -> Fault:
    return lambda record: change(record) if isinstance(record, Party) else record


def _of_relation(change: Callable[[Relation], Relation]) -> Fault:
    return lambda record: change(record) if isinstance(record, Relation) else record


def _one_name(party: Party) -> Party:
    kept: tuple[Name, ...] = party.names[:1]
    return replace(party, names=kept)


FAULTS: dict[str, Fault] = {
    "names": _of_party(_one_name),
    "identifiers": _of_party(lambda party: replace(party, identifiers=())),
    "addresses": _of_party(lambda party: replace(party, addresses=())),
    "births": _of_party(lambda party: replace(party, birth_dates=())),
    "features": _of_party(lambda party: replace(party, features=())),
    "designations": _of_party(lambda party: replace(party, designations=())),
    "shares": _of_relation(
        lambda item: replace(
            item,
            share=None,
            share_min=None,
            share_max=None,
            share_above=None,
            share_below=None,
            share_text="",
        )
    ),
    "periods": _of_relation(lambda item: replace(item, start=None, end=None)),
    "ends": _of_relation(lambda item: replace(item, target=item.origin)),
}
_PROPERTIES = "entity/properties"
_ENTITY = "CONSOLIDATED_LIST/ENTITIES/ENTITY"
_LEI = "LEIData/LEIRecords/LEIRecord"
_TARGET = "swiss-sanctions-list/target"
_PERSON = f"{_TARGET}/individual"
_UK = "Designations/Designation"
_EU = FSF_1_1.name
_DETAILS = "statement/recordDetails"
FORMATS = {
    "ftm": Format(
        ftm.SOURCE,
        "list.json",
        ftm_export.lines(*ftm_export.EVERYTHING),
        {
            "names": f"{_PROPERTIES}/weakAlias",
            "identifiers": f"{_PROPERTIES}/innCode",
            "addresses": f"{_PROPERTIES}/full",
            "births": f"{_PROPERTIES}/birthDate",
            "features": f"{_PROPERTIES}/position",
            "designations": f"{_PROPERTIES}/listingDate",
            "shares": f"{_PROPERTIES}/percentage",
            "periods": f"{_PROPERTIES}/startDate",
        },
    ),
    "gleif": Format(
        gleif.SOURCE,
        "list.xml",
        test_gleif.level_one(test_gleif.ENTITY, test_gleif.HEAD_OFFICE),
        {
            "names": f"{_LEI}/Entity/OtherEntityNames/OtherEntityName",
            "identifiers": f"{_LEI}/Entity/RegistrationAuthority/RegistrationAuthorityEntityID",
            "addresses": f"{_LEI}/Entity/LegalAddress/PostalCode",
            "features": f"{_LEI}/Entity/EntityExpirationReason",
        },
    ),
    "un": Format(
        un.SOURCE,
        "list.xml",
        consolidated_list.LIST,
        {"names": f"{_ENTITY}/ENTITY_ALIAS/ALIAS_NAME", "designations": f"{_ENTITY}/LISTED_ON"},
    ),
    "ofsi": Format(
        uk_ofsi.SOURCE,
        "list.csv",
        test_uk_ofsi.whole(),
        {
            "names": "ConList.csv/Name 6",
            "features": "ConList.csv/Position",
            "designations": "ConList.csv/Regime",
        },
    ),
    "seco": Format(
        seco.SOURCE,
        "list.xml",
        test_seco.WHOLE,
        {
            "names": f"{_PERSON}/identity/name/name-part/spelling-variant",
            "identifiers": f"{_PERSON}/identity/identification-document/number",
            "addresses": f"{_PERSON}/identity/address/zip-code",
            "births": f"{_PERSON}/identity/day-month-year/@year",
            "features": f"{_PERSON}/relation/@target-id",
            "designations": f"{_TARGET}/sanctions-set-id",
            "ends": f"{_PERSON}/relation/@target-id",
        },
    ),
    "csl": Format(
        trade_csl.SOURCE,
        "2024-07-01.csv",
        test_trade_csl.table(
            test_trade_csl.PERSON,
            test_trade_csl.BANK,
            test_trade_csl.AGAIN,
            test_trade_csl.SHIP,
            test_trade_csl.HUAWEI,
            test_trade_csl.DENIED,
            test_trade_csl.KHAN,
        ),
        {
            "names": "alt_names",
            "identifiers": "ids",
            "addresses": "addresses",
            "births": "dates_of_birth",
            "features": "vessel_owner",
            "designations": "end_date",
        },
    ),
    "dfat": Format(
        dfat.SOURCE,
        "2024-07-01.csv",
        test_dfat.table(*test_dfat.JOKAR, test_dfat.FRONT, test_dfat.SHIP),
        {
            "names": "Name of Individual or Entity",
            "identifiers": "IMO Number",
            "addresses": "Address",
            "births": "Date of Birth",
            "features": "Additional Information",
            "designations": "Control Date",
        },
    ),
    "uk-xml": Format(
        uk.SOURCE,
        "list.xml",
        uk_list.document(uk_list.PERSON, uk_list.ENTITY, uk_list.SHIP),
        {
            "names": f"{_UK}/NonLatinNames/NonLatinName/NonLatinScriptType",
            "addresses": f"{_UK}/Addresses/Address/AddressLine1",
            "births": f"{_UK}/IndividualDetails/Individual/DOBs/DOB",
            "features": f"{_UK}/IndividualDetails/Individual/Positions/Position",
            "ends": f"{_UK}/ShipDetails/Ship/CurrentOwnerOperators/CurrentOwnerOperator",
            "designations": f"{_UK}/UKStatementofReasons",
        },
    ),
    "uk-csv": Format(
        uk_csv.SOURCE,
        "list.csv",
        test_uk_csv.whole(),
        {
            "names": f"{uk_csv.TABLE}/Non-latin script type",
            "births": f"{uk_csv.TABLE}/D.O.B",
            "features": f"{uk_csv.TABLE}/Position",
            "ends": f"{uk_csv.TABLE}/Current owner/operator (s)",
            "designations": f"{uk_csv.TABLE}/UK Statement of Reasons",
        },
    ),
    "eu-csv": Format(
        eu_csv.SOURCE,
        "list.csv",
        test_eu_csv.full(),
        {
            "identifiers": f"{_EU}/Identification_KnownFalse",
            "addresses": f"{_EU}/Address_AsAtListingTime",
            "births": f"{_EU}/BirthDate_Circa",
            "features": f"{_EU}/NameAlias_Function",
            "designations": f"{_EU}/Entity_DesignationDetails",
        },
    ),
    "canada": Format(
        canada.SOURCE,
        "2024-07-01.xml",
        test_canada.document(test_canada.BANK, test_canada.SOLDIER, test_canada.SHIP),
        {
            "names": "data-set/record/Aliases",
            "births": "data-set/record/DateOfBirth",
            "features": "data-set/record/Title",
            "designations": "data-set/record/Schedule-Annexe",
        },
    ),
    "bods": Format(
        bods.SOURCE,
        "list.json",
        ownership_statements.document(*ownership_statements.EVERYTHING),
        {
            "names": f"{_DETAILS}/alternateNames",
            "identifiers": f"{_DETAILS}/identifiers/id",
            "addresses": f"{_DETAILS}/addresses/postCode",
            "births": f"{_DETAILS}/birthDate",
            "features": f"{_DETAILS}/taxResidencies/code",
            "shares": f"{_DETAILS}/interests/share/exclusiveMinimum",
            "periods": f"{_DETAILS}/interests/endDate",
        },
    ),
}


def _covered(folder: Path, form: Format) -> Coverage:
    path = folder / form.name
    path.write_text(form.text, encoding="utf-8", newline="")
    (found,) = coverage([path])
    return found


@pytest.mark.parametrize("form", FORMATS)
def test_every_value_is_in_the_graph_or_left_with_a_reason(tmp_path: Path, form: str) -> None:
    found = _covered(tmp_path, FORMATS[form])

    wrong = [(row.path, row.examples) for row in found.fields if row.missing or row.unnamed]
    assert not wrong
    assert found.total("represented") > found.total("occurs") // 3
    assert all(row.reason for row in found.fields if row.left)


@pytest.mark.parametrize(
    ("form", "fault"), [(name, fault) for name, form in FORMATS.items() for fault in form.missing]
)
def test_a_value_that_is_taken_and_dropped_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, fault: str
) -> None:
    sound = FORMATS[form].source
    faulty = replace(
        sound,
        read=lambda files, ledger: replace(
            (reading := sound.read(files, ledger)), records=map(FAULTS[fault], reading.records)
        ),
    )
    monkeypatch.setattr("kg.sources.SOURCES", (faulty,))

    found = _covered(tmp_path, FORMATS[form])

    missing = {row.path for row in found.fields if row.missing}
    assert FORMATS[form].missing[fault] in missing
    assert found.total("unnamed") == 0


def test_flags_of_no_date_and_numbers_of_empty_addresses_are_left_with_a_reason(
    tmp_path: Path,
) -> None:
    empty = f'<birthdate circa="true" city="Basra" {eu_list.LAND} logicalId="4"/>'
    told = '<birthdate circa="true" yearRangeFrom="1950" logicalId="5"/>'
    address = f'<address asAtListingTime="false" {eu_list.NOWHERE} logicalId="2257"/>'
    nothing = '<birthdate calendarType="GREGORIAN" logicalId="99"/>'
    remarked = '<birthdate logicalId="98"><remark>uncertain</remark></birthdate>'
    text = eu_list.document(eu_list.plain(empty, told, address, nothing, remarked))

    found = _covered(tmp_path, Format(eu.SOURCE, "list.xml", text, {}))

    fields = {row.path.removeprefix("export/sanctionEntity/"): row for row in found.fields}
    circa, number = fields["birthdate/@circa"], fields["address/@logicalId"]
    births, remark = fields["birthdate/@logicalId"], fields["birthdate/remark"]
    assert fields["birthdate/@yearRangeFrom"].missing == 0, "an open span is said in words"
    assert (circa.represented, circa.left, circa.missing) == (1, 1, 0)
    assert circa.reason == "says of no date that it is approximate"
    assert (number.represented, number.left, number.missing) == (0, 1, 0)
    assert (births.represented, births.left, births.missing) == (3, 1, 0)
    assert (remark.represented, remark.missing) == (1, 0)
    assert number.reason == "numbers a place holder, in which nothing is said"


def test_parts_and_flags_of_a_whole_date_in_the_table_are_found_or_left(tmp_path: Path) -> None:
    born = {
        "BirthDate_BirthDate": "1937-04-08",
        "BirthDate_Day": "8",
        "BirthDate_Month": "4",
        "BirthDate_Year": "1937",
        "BirthDate_Circa": "false",
        "BirthDate_LogicalId": "14",
    }
    rows = (test_eu_csv.ROWS_1_1[0], born, born | {"BirthDate_Circa": "NO"})
    text = test_eu_csv.table(eu_list.HEADER_1_1, test_eu_csv.BASE_1_1, rows)

    found = _covered(tmp_path, Format(eu_csv.SOURCE, "list.csv", text, {}))

    fields = {row.path.removeprefix(f"{_EU}/"): row for row in found.fields}
    assert [fields[f"BirthDate_{part}"].represented for part in ("Day", "Month")] == [2, 2]
    circa = fields["BirthDate_Circa"]
    assert (circa.left, circa.missing) == (2, 0)
    assert circa.reason == "stands wherever nothing is to be said"
    assert not found.total("missing")


def test_every_format_of_these_lists_is_held_to_it() -> None:
    assert len(FORMATS) == 12
