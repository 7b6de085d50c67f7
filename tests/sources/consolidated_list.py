"""A small United Nations consolidated list in the official format, in both layouts."""

from __future__ import annotations

import re
from pathlib import Path

from kg.model import Party
from kg.sources.base import Ledger, Reading
from kg.sources.files import InputFile
from kg.sources.un import reader as un

PERSON = """
<INDIVIDUAL>
  <DATAID>6908555</DATAID><VERSIONNUM>1</VERSIONNUM>
  <FIRST_NAME> RI </FIRST_NAME><SECOND_NAME>WON HO</SECOND_NAME><THIRD_NAME/>
  <FOURTH_NAME>II</FOURTH_NAME>
  <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.033 </REFERENCE_NUMBER>
  <LISTED_ON>2016-11-30</LISTED_ON><GENDER>Male</GENDER><SUBMITTED_BY>Germany</SUBMITTED_BY>
  <SUBMITTED_ON>2009-07-17</SUBMITTED_ON>
  <NAME_ORIGINAL_SCRIPT>리원호</NAME_ORIGINAL_SCRIPT>
  <COMMENTS1>An official. Review pursuant to Security Council resolution 1822 (2008) was
     concluded on 23 Jul. 2010. Review pursuant to Security Council resolution 2253 (2015) was
     concluded on 15 November 2021. INTERPOL-UN Security Council Special Notice web
     link:https://www.interpol.int/en/notice/search/un/1234567</COMMENTS1>
  <TITLE><VALUE>Dr.</VALUE><VALUE>General</VALUE></TITLE>
  <DESIGNATION><VALUE>a) Director</VALUE></DESIGNATION>
  <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE><VALUE>Possibly Ethiopian</VALUE>
    <VALUE>na</VALUE></NATIONALITY>
  <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
  <LAST_DAY_UPDATED><VALUE>2017-01-02</VALUE><VALUE>2018-03-04-05:00</VALUE><VALUE/>
  </LAST_DAY_UPDATED>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY>
    <ALIAS_NAME>Ri Wonho; Ree Won Ho</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Moon (Mun; Mon)</ALIAS_NAME>
    <DATE_OF_BIRTH>1970-05-06</DATE_OF_BIRTH><CITY_OF_BIRTH>Paris</CITY_OF_BIRTH>
    <COUNTRY_OF_BIRTH>France</COUNTRY_OF_BIRTH><NOTE>nom de guerre</NOTE></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/><DATE_OF_BIRTH>1975</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/><DATE_OF_BIRTH>null</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ADDRESS><STREET>1 Road</STREET><CITY>Damascus</CITY>
    <STATE_PROVINCE>Rif</STATE_PROVINCE><ZIP_CODE>12</ZIP_CODE>
    <COUNTRY>Syrian Arab Republic</COUNTRY><NOTE>previous address</NOTE></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_ADDRESS><COUNTRY/><NOTE>Believed in Libya</NOTE></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1964-07-17</DATE>
  </INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1961</YEAR>
  </INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR>
    <TO_YEAR>1963</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><NOTE>Approximately</NOTE>
    <FROM_YEAR>1955</FROM_YEAR><TO_YEAR>1957</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Sep.</NOTE><YEAR>1972</YEAR>
  </INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>from false passport</NOTE>
    <DATE>1966-12-01-05:00</DATE></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><NOTE>30-35 years old</NOTE>
  </INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Zurmat</CITY><STATE_PROVINCE>Paktia</STATE_PROVINCE>
    <COUNTRY>Afghanistan</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
  <INDIVIDUAL_PLACE_OF_BIRTH/>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER> 381310014</NUMBER>
    <ISSUING_COUNTRY>Russian Federation</ISSUING_COUNTRY><DATE_OF_ISSUE>2010-09-08</DATE_OF_ISSUE>
    <CITY_OF_ISSUE>Alexandria</CITY_OF_ISSUE><COUNTRY_OF_ISSUE>Egypt</COUNTRY_OF_ISSUE>
    <NOTE>expired on 5 Oct. 2015, issued under name Ri Won</NOTE></INDIVIDUAL_DOCUMENT>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
    <NUMBER>Qatari passport number 00868774</NUMBER></INDIVIDUAL_DOCUMENT>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>
    <TYPE_OF_DOCUMENT2>Ration Card no</TYPE_OF_DOCUMENT2><NUMBER>0094195</NUMBER>
  </INDIVIDUAL_DOCUMENT>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
    <ISSUING_COUNTRY>Egypt</ISSUING_COUNTRY><NOTE>issued in Cairo</NOTE></INDIVIDUAL_DOCUMENT>
  <INDIVIDUAL_DOCUMENT/>
  <SORT_KEY/><SORT_KEY_LAST_MOD/>
</INDIVIDUAL>"""
ENTITY = """
<ENTITY>
  <DATAID>110403</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>A TRADING CO</FIRST_NAME>
  <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDe.001</REFERENCE_NUMBER>
  <LISTED_ON>2001-10-06</LISTED_ON><COMMENTS1/>
  <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE><LAST_DAY_UPDATED><VALUE/></LAST_DAY_UPDATED>
  <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Trading</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Old Co</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ADDRESS><COUNTRY>Libya (in custody)</COUNTRY></ENTITY_ADDRESS>
  <SORT_KEY/><SORT_KEY_LAST_MOD/>
</ENTITY>"""


def document(
    individuals: str = PERSON,
    entities: str = ENTITY,
    *,
    generated: str = "2018-10-29T19:09:49.856-04:00",
) -> str:
    """A list of the given entries."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:noNamespaceSchemaLocation="https://www.un.org/sc/resources/sc-sanctions.xsd"'
        f' dateGenerated="{generated}"><INDIVIDUALS>{individuals}</INDIVIDUALS>'
        f"<ENTITIES>{entities}</ENTITIES></CONSOLIDATED_LIST>"
    )


LIST = document()
ONE_LINE = re.sub(r">\s+<", "><", LIST)


def read(folder: Path, text: str, *, quarantine: bool = False) -> tuple[Reading, dict[str, Party]]:
    """Write a list into the folder and read it: its parties by reference number."""
    path = folder / "consolidated.xml"
    path.write_text(text, encoding="utf-8")
    ledger = Ledger(left_out=un.SOURCE.left_out, quarantine=quarantine)
    reading = un.read([InputFile(path)], ledger)
    return reading, {item.ref.number: item for item in reading.records if isinstance(item, Party)}
