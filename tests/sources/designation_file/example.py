"""A designation file with something in every table, for the tests of its reader."""

GOOD = """\
[release]
key = "example-action"
version = "2024-03-01"
title = "Designations of 1 March 2024"
authority = "us-ofac"
issued = 2024-03-01
parties = 2

[[source]]
key = "notice"
kind = "press-release"
title = "A notice"
issued = "2024-03"

[[source]]
key = "article-0123456789ab"
kind = "article"
title = "An article"
sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

[[party]]
key = "ofac-99001"
kind = "person"
sources = ["notice"]
names = [
  { text = "EXAMPLE, Anna", type = "primary", strength = "strong", family = "EXAMPLE" },
  { text = "Anna Exampel", type = "as-printed", sources = ["article-0123456789ab"] },
]
identifiers = [{ scheme = "passport", value = "X1", country = "Burma", issued = 2020-03-04 }]
nationalities = ["Korea, North"]
births = [{ date = "1953-08" }, { date = 1963-10-01 }]
birth_places = [{ city = "Bogra", country = "Bangladesh" }]
addresses = [{ lines = ["Room 705"], postal_code = "125130", country = "Russia" }]
features = [{ type = "gender", value = "Female" }]
same_as = ["http://www.wikidata.org/entity/Q1"]

[[party.designation]]
authority = "us-ofac"
list = "ofac-sdn"
program = "GLOMAG"
grounds = ["leader-or-official"]
measures = ["blocking"]
listed = 2024-03-01
reason = { en = "a short reason" }
linked_to = ["local-example-trading"]
events = [{ type = "amended", date = 2024-04-01, description = "an address" }]

[[party.designation.statement]]
key = "notice-count"
text = "It did so 12.5 times."
subject = "Anna Example"
quantity = 12.5
unit = "times"
date = "2018/2020"

[[party.designation.statement]]
key = "article-count"
text = "It did so 20 times."
contradicts = ["notice-count"]
sources = ["article-0123456789ab"]

[[party]]
key = "local-example-trading"
kind = "entity"
sources = ["article-0123456789ab"]
names = [{ text = "Example Trading", type = "primary" }]

[[relation]]
key = "anna-owns"
number = "123"
from = "ofac-99001"
to = "local-example-trading"
type = "shareholding"
share = 33.3
since = "2015-01"
until = 2020-04-14
former = true
sources = ["notice"]

[[program]]
authority = "us-ofac"
program = "GLOMAG"
sources = ["notice"]

[[program.statement]]
key = "program-says"
text = "Said of the program."
contradicts = ["anna-owns"]
"""

WRONG: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "malformed text": ('kind = "person"', "kind = person", ("action.toml:23", "well-formed TOML")),
    "an unknown field": (
        "grounds = [",
        "ground = [",
        ("action.toml:41", "party ofac-99001", "designation[1].ground", "did you mean 'grounds'"),
    ),
    "a missing field": ('program = "GLOMAG"\ngrounds', "grounds", ("'program' is missing",)),
    "a number for text": (
        'value = "Female"',
        "value = 1",
        ("features[1].value", "must be text in quotes, not a whole number", "'1'"),
    ),
    "text for an array": (
        'grounds = ["leader-or-official"]',
        'grounds = "x"',
        ("grounds", "must be an array, written in square brackets, not text in quotes", "'x'"),
    ),
    "a word that is none of the few": (
        'kind = "entity"',
        'kind = "company"',
        ("party local-example-trading", "person, entity, vessel, aircraft", "'company'"),
    ),
    "an optional word that is none of the few": (
        'strength = "strong"',
        'strength = "medium"',
        ("names[1].strength", "must be one of strong, weak", "'medium'"),
    ),
    "a blank text": ('text = "EXAMPLE, Anna"', 'text = " "', ("names[1].text", "not blank")),
    "a key of another form": (
        'key = "notice"',
        'key = "No Tice"',
        ("treasury-jy0526", "'No Tice'"),
    ),
    "a share above the whole": ("share = 33.3", "share = 133", ("at most 100", "'133'")),
    "a share that is no number": ("share = 33.3", "share = nan", ("share", "at least 0")),
    "a day that does not exist": (
        "= 2024-04-01",
        '= "2024-04-31"',
        ("events[1].date", "whole day"),
    ),
    "a month for a day": ("listed = 2024-03-01", 'listed = "2024-03"', ("listed", "2021-12-10")),
    "a time of day": ("listed = 2024-03-01", "listed = 2024-03-01T10:00:00", ("a time of day",)),
    "a date without a year": (
        'date = "1953-08"',
        'date = "10 December"',
        ("action.toml:31", "births[1].date", "with a year", "'10 December'"),
    ),
    "an impossible date": ('date = "1953-08"', 'date = "1953-13"', ("births[1].date", "1953-13")),
    "an unknown source": (
        'sources = ["article-0123456789ab"] },',
        'sources = ["artikel"] },',
        ("action.toml:27", "names[2].sources[1]", "no [[source]]", "'artikel'"),
    ),
    "an unknown party": (
        'linked_to = ["local-example-trading"]',
        'linked_to = ["ofac-1"]',
        ("designation[1].linked_to[1]", "no [[party]]", "'ofac-1'"),
    ),
    "a relation to nobody": (
        'to = "local-example-trading"',
        'to = "ofac-1"',
        ("relation anna-owns", "field to", "no [[party]]"),
    ),
    "a relation with itself": ('to = "local-example-trading"', 'to = "ofac-99001"', ("itself",)),
    "a contradiction of nothing": (
        '["notice-count"]',
        '["nothing"]',
        ("contradicts[1]", "statement"),
    ),
    "a key used twice": ('"article-count"', '"notice-count"', ("action.toml:57", "used twice")),
    "a key told apart by case alone": (
        'key = "local-example-trading"',
        'key = "ofac-99001"',
        ("party ofac-99001", "used twice"),
    ),
    "two primary names": ('type = "as-printed"', 'type = "primary"', ("exactly one name", "not 2")),
    "no primary name": ('type = "primary" }]', 'type = "aka" }]', ("exactly one name", "not 0")),
    "an article under another key": (
        'key = "notice"\nkind = "press-release"',
        'key = "notice"\nkind = "article"',
        ("source notice", "starts with 'article-'"),
    ),
    "an article whose key is not its hash": (
        'sha256 = "0',
        'sha256 = "1',
        ("'article-112345678", "SHA-256"),
    ),
    "an empty address": ('{ city = "Bogra", country = "Bangladesh" }', "{}", ("without any part",)),
    "an empty feature": (', value = "Female"', "", ("features[1]", "needs a value")),
    "a statement without a source": (
        'program = "GLOMAG"\nsources = ["notice"]',
        'program = "GLOMAG"',
        ("program 1", "must cite"),
    ),
    "another number of parties": ("parties = 2", "parties = 3", ("release", "has 2", "'3'")),
    "a table of the wrong kind": ("[release]", "[[release]]", ("must be a table",)),
}
