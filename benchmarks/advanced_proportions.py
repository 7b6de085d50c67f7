"""How often things occur in OFAC's advanced SDN list of August 2025: the generator's proportions.

Numbers are counts in that file of 17,815 parties, or of a part of it where only that is known.
Reference numbers and words are OFAC's; the generator writes both into its file, so no reader
has to know them.
"""

from __future__ import annotations

PARTIES = 17_815

KINDS = {("3", "entity"): 8_976, ("4", "person"): 7_179, ("1", "vessel"): 1_324, ("2", "air"): 336}
ALIASES = 41_859 - PARTIES
ALIAS_TYPES = {"1400": 23_401, "1401": 625, "1402": 18}
LOW_QUALITY = 4_236
OTHER_SCRIPTS = {
    "220": 5_100,
    "160": 1_400,
    "501": 430,
    "502": 190,
    "230": 40,
    "240": 30,
    "200": 20,
    "125": 20,
    "413": 20,
    "287": 25,
}
RELIABILITY = {"1": 68_753, "1560": 3_850, "91479": 619, "1561": 10}
APPROXIMATE = 73 / 11_020

LOCATIONS = 21_816
OTHER_LOCATION_SCRIPTS = 764
DOCUMENTS = 20_278
FRAUDULENT = 335
ISSUED_BY, ISSUED_IN, AUTHORITY, DATED = 0.85, 180, 76, 1_527
DOCUMENT_TYPES = {
    ("1596", "Tax ID No."): 4_235,
    ("91761", "Registration Number"): 4_197,
    ("1571", "Passport"): 2_408,
    ("1584", "National ID No."): 1_478,
    ("1619", "Commercial Registry Number"): 1_050,
    ("1608", "Identification Number"): 900,
    ("1636", "Government Gazette Number"): 800,
    ("91412", "Company Number"): 700,
    ("1570", "Cedula No."): 600,
    ("92001", "Unified Social Credit Code (USCC)"): 500,
    ("91264", "MMSI"): 420,
    ("1575", "NIT #"): 330,
}
CREDIT_CODE = "92001"
SHIP_NUMBER = ("1626", "Vessel Registration Identification")

RELATIONS = 7_731
RELATION_TYPES = {
    ("15003", "Owned or Controlled By"): 3_475,
    ("15001", "Providing support to"): 1_470,
    ("15002", "Acting for or on behalf of"): 1_276,
    ("92122", "Property in the interest of"): 865,
    ("91725", "Leader or official of"): 369,
    ("1555", "Associate Of"): 120,
    ("15004", "Family member of"): 90,
    ("91422", "playing a significant role in"): 40,
    ("91900", "Principal Executive Officer"): 14,
    ("92019", "Owns, controls, or operates"): 12,
}
RELATION_QUALITIES = {
    ("1", "Unknown"): 7_337,
    ("1540", "High"): 366,
    ("1542", "on OFAC's SDN list:"): 26,
    ("1541", "Low"): 2,
}

OTHER_LISTS = {"91507": 75, "91243": 2}
MORE_EVENTS = 1_893
LEGAL_BASES = (
    ("1", "Unknown"),
    ("92049", "Executive Order 14024 (Russia)"),
    ("1828", "Executive Order 13224 (Terrorism)"),
    ("1811", "Executive Order 13382 (Non-proliferation)"),
    ("91749", "Executive Order 13818 (Global Magnitsky)"),
    ("91258", "Executive Order 13611 (Yemen)"),
)
# Program tag and its legal basis.
PROGRAMS = {
    ("RUSSIA-EO14024", "92049"): 6_545,
    ("SDGT", "1828"): 2_824,
    ("SDNTK", "1"): 1_420,
    ("IFSR", "1"): 1_323,
    ("NPWMD", "1811"): 1_058,
    ("GLOMAG", "91749"): 700,
    ("SYRIA", "1"): 500,
    ("IRAN", "1"): 480,
    ("VENEZUELA", "1"): 300,
    ("YEMEN", "91258"): 120,
}
MORE_PROGRAMS = 21_223 - PARTIES

# Feature types: number, word, detail (text, lookup, country, date), and how often by kind of party.
FEATURES = {
    "person": (
        ("8", "Birthdate", "date", 10_700 / 7_179),
        ("9", "Place of Birth", "text", 5_200 / 7_179),
        ("224", "Gender", "lookup", 7_000 / 7_179),
        ("10", "Nationality Country", "country", 5_600 / 7_179),
        ("11", "Citizenship Country", "country", 1_500 / 7_179),
        ("26", "Title", "text", 2_400 / 7_179),
        ("504", "Secondary sanctions risk:", "lookup", 4_600 / 7_179),
        ("21", "Email Address", "text", 500 / 7_179),
        ("524", "Phone Number", "text", 300 / 7_179),
        ("344", "Digital Currency Address - XBT", "text", 500 / 7_179),
    ),
    "entity": (
        ("646", "Organization Established Date", "date", 4_100 / 8_976),
        ("647", "Organization Type:", "lookup", 3_000 / 8_976),
        ("14", "Website", "text", 2_000 / 8_976),
        ("21", "Email Address", "text", 1_300 / 8_976),
        ("524", "Phone Number", "text", 800 / 8_976),
        ("504", "Secondary sanctions risk:", "lookup", 5_600 / 8_976),
        ("826", "Target Type", "lookup", 1_500 / 8_976),
        ("13", "SWIFT/BIC", "text", 350 / 8_976),
        ("365", "Nationality of Registration", "country", 400 / 8_976),
    ),
    "vessel": (
        ("2", "VESSEL TYPE", "lookup", 1.0),
        ("3", "Vessel Flag", "text", 0.9),
        ("967", "Vessel Year of Build", "date", 0.6),
        ("5", "Vessel Tonnage", "text", 0.5),
        ("504", "Secondary sanctions risk:", "lookup", 0.5),
    ),
    "air": (
        ("47", "Aircraft Model", "text", 1.0),
        ("50", "Aircraft Manufacturer’s Serial Number (MSN)", "text", 0.9),
        ("45", "Aircraft Manufacture Date", "date", 0.8),
        ("46", "Aircraft Mode S Transponder Code", "text", 0.7),
    ),
}
LOCATION_FEATURE = ("25", "Location")
LOOKUPS = {
    "224": (("91526", "Male"), ("91527", "Female")),
    "504": (
        ("92200", "section 1(b) of Executive Order 13224, as amended by Executive Order 13886"),
    ),
    "647": (("92300", "Financial and Insurance Activities"), ("92301", "Wholesale trade")),
    "826": (("92400", "Private Company"), ("92401", "State-Owned Enterprise")),
    "2": (("92500", "Crude Oil Tanker"), ("92501", "Bulk Carrier"), ("92502", "General Cargo")),
}

COUNTRIES = (
    ("11171", "Russia", "RU"),
    ("11106", "Iran", "IR"),
    ("11065", "China", "CN"),
    ("11199", "Syria", "SY"),
    ("11150", "Mexico", "MX"),
    ("11066", "Colombia", "CO"),
    ("11210", "United Arab Emirates", "AE"),
    ("11120", "Korea, North", "KP"),
    ("11205", "Turkey", "TR"),
    ("11218", "Yemen", "YE"),
    ("11209", "Ukraine", "UA"),
    ("11044", "Belarus", "BY"),
)
UNDETERMINED = ("11291", "undetermined")
