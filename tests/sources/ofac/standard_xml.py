"""Small lists in OFAC's standard XML, and how to read them, for the tests of that format."""

from __future__ import annotations

from pathlib import Path

from kg.model import Party, Record
from kg.sources.base import Ledger, Reading
from kg.sources.files import InputFile
from kg.sources.ofac.standard import reader as ofac_xml

NEW, OLD = ofac_xml.NAMESPACES

PERSON = """
<sdnEntry>
  <uid>34019</uid><firstName>Lu</firstName><lastName>HEZHENG</lastName>
  <title>Director; Minister</title><sdnType>Individual</sdnType>
  <remarks>Reportedly retired; (Linked To: HONGMAN LTD.)</remarks>
  <programList><program>DPRK3</program><program>GLOMAG</program></programList>
  <idList>
    <id><uid>1</uid><idType>Passport</idType><idNumber>E123</idNumber>
      <idCountry>China</idCountry><issueDate>02 Jan 2016</issueDate>
      <expirationDate>01 Jan 2026</expirationDate></id>
    <id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
    <id><uid>3</uid><idType>Secondary sanctions risk:</idType>
      <idNumber>North Korea Sanctions Regulations</idNumber></id>
    <id><uid>4</uid><idType>Passport</idType><idNumber>F9</idNumber>
      <idCountry>Iran (false)</idCountry></id>
    <id><uid>5</uid><idType>Website</idType><idNumber>www.example.org</idNumber></id>
    <id><uid>6</uid><idType>Digital Currency Address - XBT</idType>
      <idNumber>1AjZPMsnmpdK2Rv9KQNfMurTXinscVro9V</idNumber></id>
    <id><uid>7</uid><idType>Moon Card No.</idType><idNumber>L-1</idNumber></id>
  </idList>
  <akaList>
    <aka><uid>11</uid><type>a.k.a.</type><category>strong</category>
      <lastName>HE</lastName><firstName>Zheng</firstName></aka>
    <aka><uid>12</uid><type>f.k.a.</type><category>weak</category><lastName>LAO LU</lastName></aka>
  </akaList>
  <addressList>
    <address><uid>21</uid><address1>1 Long Street</address1><address2>Floor 2</address2>
      <address3>Room 3</address3><city>Dandong</city><stateOrProvince>Liaoning</stateOrProvince>
      <postalCode>118000</postalCode><country>China</country></address>
    <address><uid>22</uid><country>undetermined</country></address>
    <address><uid>23</uid><city>Gaza</city><country>Region: Gaza</country></address>
  </addressList>
  <nationalityList>
    <nationality><uid>31</uid><country>China</country><mainEntry>true</mainEntry></nationality>
  </nationalityList>
  <citizenshipList>
    <citizenship><uid>32</uid><country>Korea, North</country><mainEntry>false</mainEntry>
    </citizenship>
  </citizenshipList>
  <dateOfBirthList>
    <dateOfBirthItem><uid>41</uid><dateOfBirth>circa 1970</dateOfBirth>
      <mainEntry>true</mainEntry></dateOfBirthItem>
    <dateOfBirthItem><uid>42</uid><dateOfBirth>1970 to 1975</dateOfBirth>
      <mainEntry>false</mainEntry></dateOfBirthItem>
  </dateOfBirthList>
  <placeOfBirthList>
    <placeOfBirthItem><uid>51</uid><placeOfBirth>Dandong, China</placeOfBirth>
      <mainEntry>true</mainEntry></placeOfBirthItem>
  </placeOfBirthList>
</sdnEntry>"""
COMPANY = """
<sdnEntry>
  <uid>34024</uid><lastName>HONGMAN LTD.</lastName><sdnType>Entity</sdnType>
  <programList><program>DPRK3</program></programList>
  <akaList/>
</sdnEntry>"""
SHIP = """
<sdnEntry>
  <uid>28263</uid><lastName>STAR</lastName><sdnType>Vessel</sdnType>
  <remarks>(Linked To: NOBODY KNOWN)</remarks>
  <programList><program>IRAN] [SDGT</program></programList>
  <idList><id><uid>61</uid><idType>Vessel Registration Identification</idType>
    <idNumber>IMO 9187629</idNumber></id></idList>
  <vesselInfo><callSign>5IM316</callSign><vesselType>Crude Oil Tanker</vesselType>
    <vesselFlag>Iran</vesselFlag><vesselOwner>National Co.</vesselOwner><tonnage>318021</tonnage>
    <grossRegisteredTonnage>164241</grossRegisteredTonnage></vesselInfo>
</sdnEntry>"""
AIRCRAFT = """
<sdnEntry><uid>15043</uid><lastName>EP-MNT</lastName><sdnType>Aircraft</sdnType>
  <programList><program>IFSR</program></programList></sdnEntry>"""
SDN = (PERSON, COMPANY, SHIP, AIRCRAFT)

SENSETIME = """
<sdnEntry>
  <uid>34030</uid><lastName>SENSETIME GROUP LIMITED</lastName><sdnType>Entity</sdnType>
  <programList><program>CMIC-EO13959</program></programList>
  <idList>
    <id><uid>71</uid><idType>Listing Date (CMIC)</idType><idNumber>10 Dec 2021</idNumber></id>
    <id><uid>72</uid><idType>Effective Date (CMIC)</idType><idNumber>08 Feb 2022</idNumber></id>
    <id><uid>73</uid><idType>Purchase/Sales For Divestment Date (CMIC)</idType>
      <idNumber>10 Dec 2022</idNumber></id>
  </idList>
</sdnEntry>"""
BANK = """
<sdnEntry>
  <uid>17013</uid><lastName>A BANK</lastName><sdnType>Entity</sdnType>
  <programList><program>UKRAINE-EO13662</program><program>RUSSIA-EO14024</program></programList>
  <idList>
    <id><uid>81</uid><idType>Executive Order 13662 Directive Determination -</idType>
      <idNumber>Subject to Directive 1</idNumber></id>
    <id><uid>82</uid><idType>Executive Order 13662 Directive Determination -</idType>
      <idNumber>Subject to Directive 4</idNumber></id>
    <id><uid>83</uid><idType>Executive Order 14024 Directive Information -</idType>
      <idNumber>For more information on directives, see the site</idNumber></id>
    <id><uid>84</uid><idType>Listing Date (EO 14024 Directive 2):</idType>
      <idNumber>24 Feb 2022</idNumber></id>
    <id><uid>85</uid><idType>Effective Date (EO 14024 Directive 2):</idType>
      <idNumber>26 Mar 2022</idNumber></id>
    <id><uid>86</uid><idType>Effective Date (EO 14024 Directive 3):</idType>
      <idNumber>27 Mar 2022</idNumber></id>
  </idList>
</sdnEntry>"""


def document(
    *entries: str, namespace: str = NEW, date: str = "12/10/2021", count: int | None = None
) -> str:
    """A list of the entries, with the count it declares (its own by default)."""
    declared = len(entries) if count is None else count
    return (
        f'<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="{namespace}">'
        f"<publshInformation><Publish_Date>{date}</Publish_Date>"
        f"<Record_Count>{declared}</Record_Count></publshInformation>"
        f"{''.join(entries)}</sdnList>"
    )


def read(
    folder: Path, text: str, *, name: str = "list.xml", quarantine: bool = False
) -> tuple[Reading, list[Record]]:
    """Write a list into the folder and read it."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    reading = ofac_xml.read([InputFile(path)], Ledger(quarantine=quarantine))
    return reading, list(reading.records)


def parties(records: list[Record]) -> dict[str, Party]:
    """The parties among the records by OFAC's number."""
    return {item.ref.number: item for item in records if isinstance(item, Party)}
