"""A small UK Sanctions List in the official formats, with every element and column."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kg.model import Party, Record, Relation
from kg.sources.base import Ledger, Reading
from kg.sources.files import InputFile
from kg.sources.uk import csv_reader as uk_csv
from kg.sources.uk import ofsi_reader as uk_ofsi
from kg.sources.uk import xml_reader as uk

PERSON = """
<Designation>
  <LastUpdated>04/08/2026</LastUpdated><DateDesignated>29/06/2012</DateDesignated>
  <UniqueID>RUS0141</UniqueID><OFSIGroupID>13923</OFSIGroupID>
  <UNReferenceNumber>TAi.010</UNReferenceNumber>
  <Names>
    <Name><Name1>Jane</Name1><Name2>Ann</Name2><Name3>B.</Name3><Name4>bin</Name4>
      <Name5>al</Name5><Name6>DOE</Name6><NameType>Primary Name</NameType></Name>
    <Name><Name6>Roe</Name6><NameType>Primary name variation</NameType></Name>
    <Name><Name6>Strong</Name6><NameType>Alias</NameType>
      <AliasStrength>Good quality a.k.a</AliasStrength></Name>
    <Name><Name6>Weak</Name6><NameType>Alias</NameType>
      <AliasStrength>Low quality a.k.a</AliasStrength></Name>
    <Name><Name6>Plain</Name6><NameType>Alias</NameType></Name>
    <Name><NameType>Alias</NameType></Name>
  </Names>
  <NonLatinNames><NonLatinName><NameNonLatinScript>Джейн</NameNonLatinScript>
    <NonLatinScriptType>Cyrillic</NonLatinScriptType>
    <NonLatinScriptLanguage>Russian</NonLatinScriptLanguage></NonLatinName></NonLatinNames>
  <Titles><Title>Dr</Title></Titles>
  <RegimeName>The Russia (Sanctions) (EU Exit) Regulations 2019</RegimeName>
  <IndividualEntityShip>Individual</IndividualEntityShip>
  <DesignationSource>UK|UN</DesignationSource>
  <SanctionsImposed>Asset freeze|Travel  Ban</SanctionsImposed>
  <SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze><TravelBan>true</TravelBan>
    <ProhibitionOfPortEntry>true</ProhibitionOfPortEntry><Deflag>false</Deflag>
  </SanctionsImposedIndicators>
  <OtherInformation>Wanted.</OtherInformation>
  <UKStatementofReasons>Because of this.</UKStatementofReasons>
  <Addresses><Address><AddressLine1>1 Road</AddressLine1><AddressLine6>Moscow</AddressLine6>
    <AddressPostalCode>1000</AddressPostalCode><AddressCountry>Russia</AddressCountry></Address>
    <Address/></Addresses>
  <PhoneNumbers><PhoneNumber>123</PhoneNumber></PhoneNumbers>
  <EmailAddresses><EmailAddress>a@example.org</EmailAddress></EmailAddresses>
  <Websites><Website>www.example.org</Website></Websites>
  <IndividualDetails><Individual>
    <DOBs><DOB>dd/mm/1950</DOB><DOB>00/00/1951</DOB><DOB>dd/08/1952</DOB><DOB>03/09/1953</DOB>
      <DOB>dd/mm/yyyy</DOB><DOB>05/mm/1954</DOB><DOB>in the fifties</DOB></DOBs>
    <Nationalities><Nationality>Russia</Nationality></Nationalities>
    <Positions><Position>(1) Minister (2) Owner</Position></Positions>
    <Genders><Gender>Female</Gender></Genders>
    <PassportDetails><Passport><PassportNumber>A12345</PassportNumber>
      <PassportAdditionalInformation>Russia</PassportAdditionalInformation></Passport>
    </PassportDetails>
    <NationalIdentifierDetails><NationalIdentifier>
      <NationalIdentifierNumber>998877 (Syrian)</NationalIdentifierNumber>
      <NationalIdentifierAdditionalInformation>false</NationalIdentifierAdditionalInformation>
      </NationalIdentifier></NationalIdentifierDetails>
    <BirthDetails><Location><TownOfBirth>Omsk</TownOfBirth>
      <CountryOfBirth>Russia</CountryOfBirth></Location></BirthDetails>
  </Individual></IndividualDetails>
</Designation>
"""
ENTITY = """
<Designation>
  <LastUpdated>2020-12-31</LastUpdated><DateDesignated>2020-12-31</DateDesignated>
  <UniqueID>RUS0200</UniqueID>
  <Names><Name><Name6>Acme LLC</Name6><NameType>Primary name</NameType></Name></Names>
  <RegimeName>The Russia (Sanctions) (EU Exit) Regulations 2019</RegimeName>
  <IndividualEntityShip>Entity</IndividualEntityShip>
  <DesignationSource>UK</DesignationSource>
  <SanctionsImposed>Asset freeze</SanctionsImposed>
  <UKStatementofReasons>
</UKStatementofReasons>
  <EntityDetails><Entity>
    <TypeOfEntities><TypeOfEntity>Company</TypeOfEntity></TypeOfEntities>
    <Subsidiaries><Subsidiary>Unlisted Ltd (51%)</Subsidiary></Subsidiaries>
    <ParentCompanies><ParentCompany>jane ann b. bin al doe</ParentCompany>
      <ParentCompany>Nobody Holding</ParentCompany></ParentCompanies>
    <BusinessRegistrationNumbers>
      <BusinessRegistrationNumber>INN: 7713226814 OGRN: 1027700285612</BusinessRegistrationNumber>
    </BusinessRegistrationNumbers>
  </Entity></EntityDetails>
</Designation>
"""
SHIP = """
<Designation>
  <LastUpdated>18/12/2021</LastUpdated><DateDesignated>03/10/2017</DateDesignated>
  <UniqueID>DPR0075</UniqueID><OFSIGroupID>13923</OFSIGroupID>
  <Names><Name><Name6>Petrel 8</Name6><NameType>Primary name</NameType></Name></Names>
  <RegimeName>The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019
  </RegimeName>
  <IndividualEntityShip>Ship</IndividualEntityShip>
  <SanctionsImposed>Prohibition of port entry</SanctionsImposed>
  <ShipDetails><Ship>
    <IMONumbers><IMONumber>IMO9562233</IMONumber></IMONumbers>
    <CurrentOwnerOperators><CurrentOwnerOperator>ACME  llc</CurrentOwnerOperator>
    </CurrentOwnerOperators>
    <PreviousOwnerOperators><PreviousOwnerOperator>Acme LLC</PreviousOwnerOperator>
      <PreviousOwnerOperator>Global United</PreviousOwnerOperator></PreviousOwnerOperators>
    <CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Comoros</CurrentBelievedFlagOfShip>
    </CurrentBelievedFlagOfShips>
    <PreviousFlags><PreviousFlag>India</PreviousFlag></PreviousFlags>
    <TypeOfShipDetails><TypeOfShip>Bulk Carrier</TypeOfShip></TypeOfShipDetails>
    <TonnageOfShipDetails><TonnageOfShip>7078</TonnageOfShip></TonnageOfShipDetails>
    <LengthOfShipDetails><LengthOfShip>120 m</LengthOfShip></LengthOfShipDetails>
    <YearsBuilt><YearBuilt>2011</YearBuilt></YearsBuilt>
    <HullIdentificationNumbers><HullIdentificationNumber>HIN1</HullIdentificationNumber>
    </HullIdentificationNumbers>
  </Ship></ShipDetails>
</Designation>
"""

HEADER = (
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,"
    "Name 4,Name 5,Name type,Alias strength,Title,Name non-latin script,Non-latin script type,"
    "Non-latin script language,Regime Name,Designation Type,Designation source,"
    "Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,"
    "Address Line 2,Address Line 3,Address Line 4,Address Line 5,Address Line 6,"
    "Address Postal Code,Address Country,Phone number,Website,Email address,Date Designated,"
    "D.O.B,Nationality(/ies),National Identifier number,"
    "National Identifier additional information,Passport number,"
    "Passport additional information,Position,Gender,Town of birth,Country of birth,"
    "Type of entity,Subsidiaries,Parent company,Business registration number (s),IMO number,"
    "Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,"
    "Previous flags,Type of ship,Tonnage of ship,Length of ship,Year Built,"
    "Hull identification number (HIN)"
).split(",")
OFSI_2018 = (
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Town of Birth,Country of Birth,"
    "Nationality,Passport Details,NI Number,Position,Address 1,Address 2,Address 3,Address 4,"
    "Address 5,Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Regime,"
    "Listed On,Last Updated,Group ID"
).split(",")
OFSI_2022 = (
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,"
    "Non-Latin Script Type,Non-Latin Script Language,DOB,Town of Birth,Country of Birth,"
    "Nationality,Passport Number,Passport Details,National Identification Number,"
    "National Identification Details,Position,Address 1,Address 2,Address 3,Address 4,"
    "Address 5,Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,"
    "Alias Quality,Regime,Listed On,UK Sanctions List Date Designated,Last Updated,Group ID"
).split(",")


def document(*entries: str, date: str = "22/08/2026") -> str:
    """A whole XML file."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f"<Designations><DateGenerated>{date}</DateGenerated>{''.join(entries)}</Designations>"
    )


def table(first: list[str], header: list[str], *rows: dict[str, str]) -> str:
    """A first line, a header and rows as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerows([first, header])
    writer.writerows([row.get(column, "") for column in header] for row in rows)
    return stream.getvalue()


def reading(tmp_path: Path, text: str, *, quarantine: bool = False) -> Reading:
    """The reading of an XML file with that text."""
    path = tmp_path / "list.xml"
    path.write_text(text, encoding="utf-8")
    return uk.read([InputFile(path)], Ledger(quarantine=quarantine))


def csv_reading(tmp_path: Path, content: bytes, *, quarantine: bool = False) -> Reading:
    """The reading of a CSV file of the UK Sanctions List."""
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    return uk_csv.read([InputFile(path)], Ledger(quarantine=quarantine))


def ofsi_reading(tmp_path: Path, content: bytes, *, quarantine: bool = False) -> Reading:
    """The reading of a file of the Treasury's list."""
    path = tmp_path / "conlist.csv"
    path.write_bytes(content)
    ledger = Ledger(left_out=uk_ofsi.SOURCE.left_out, quarantine=quarantine)
    return uk_ofsi.read([InputFile(path)], ledger)


def parties(made: Reading) -> dict[str, Party]:
    """The parties of a reading by number."""
    return {record.ref.number: record for record in made.records if isinstance(record, Party)}


def split(records: list[Record]) -> tuple[list[Party], list[Relation]]:
    """Parties and relations apart."""
    return (
        [record for record in records if isinstance(record, Party)],
        [record for record in records if isinstance(record, Relation)],
    )
