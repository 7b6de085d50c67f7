"""The terms the program writes and reads, as closed namespaces of encoded terms.

``SX.designates`` is the encoded IRI; a term that a namespace does not list is an
AttributeError, so that a misspelling cannot be published. The ``SX`` terms are those of
``ontology/sanctions.ttl``, which a test holds equal in both directions.
"""

from __future__ import annotations

from kg import terms
from kg.iri import VOCABULARY


class Namespace:
    """A namespace with a fixed set of local names, each an attribute."""

    def __init__(self, prefix: str, iri: str, names: str) -> None:
        self.prefix, self.iri = prefix, iri
        self.terms = {name: terms.iri(iri + name) for name in names.split()}
        # Found without a call from here on; __getattr__ is asked for what is no term.
        vars(self).update(
            {name: term for name, term in self.terms.items() if name not in vars(self)}
        )

    def __getattr__(self, name: str) -> str:
        try:
            return self.__dict__["terms"][name]  # type: ignore[no-any-return]
        except KeyError:
            message = f"the namespace {self.__dict__.get('prefix')}: has no term {name!r}"
            raise AttributeError(message) from None

    def __getitem__(self, name: str) -> str:
        """The term by its local name, for names that are Python keywords."""
        return self.terms[name]


SX = Namespace(
    "sx",
    VOCABULARY,
    """
    Party Person Entity Vessel Aircraft Authority Program LegalInstrument Ground Designation
    ListingEvent Name Identifier Address Relation ControlRelation Feature Statement Source
    designates designation designatedBy program ground legalBasis list measure status linkedTo
    linkedToName listedOn effectiveOn delistedOn divestBy provision statedReason event statement
    administeredBy establishedBy onList onNonSdnList publishedBy
    from to relationType sharePercent sharePercentMin sharePercentMax sharePercentAbove
    sharePercentBelow shareText validFrom validTo validEdtf former roleTitle directness assertedBy
    associatedWith controls controlledBy controlsTransitively reportedControls
    actsFor supports leaderOrOfficialOf
    name identifier address country countryName birthDate birthPlace citizenship feature
    nameStrength script familyName givenName middleName maidenName patronymic matronymic nickname
    namePart1 namePart2 namePart3 namePart4 namePart5 namePart6
    idScheme issuedOn expiresOn issuer bearsName
    addressLine1 addressLine2 addressLine3 addressLine4 addressLine5 addressLine6
    edtf earliest latest qualifier main value contradicts quantity unit subjectText
    sourceKind recordCount instrument
    implies majorityImplies negates givenOnce partyPrefix numberForm
    blockedByOwnership ownershipRule IdentifierCheck checkedIdentifier outcome
    """,
)
RDF = Namespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type value langString")
RDFS = Namespace(
    "rdfs",
    "http://www.w3.org/2000/01/rdf-schema#",
    "label comment isDefinedBy seeAlso subClassOf range Datatype Literal Resource",
)
OWL = Namespace(
    "owl",
    "http://www.w3.org/2002/07/owl#",
    "Class ObjectProperty DatatypeProperty AnnotationProperty versionIRI",
)
SKOS = Namespace(
    "skos",
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme prefLabel altLabel definition notation inScheme broader note scopeNote",
)
SKOSXL = Namespace("skosxl", "http://www.w3.org/2008/05/skos-xl#", "prefLabel literalForm Label")
DCT = Namespace(
    "dct",
    "http://purl.org/dc/terms/",
    """
    source type date title description identifier issued modified created publisher license
    format extent isVersionOf isReplacedBy references bibliographicCitation hasPart conformsTo
    accessRights language subject spatial temporal isPartOf creator rights
    """,
)
SCHEMA = Namespace(
    "schema",
    "https://schema.org/",
    "nationality gender sameAs keywords legislationChanges",
)
FOAF = Namespace("foaf", "http://xmlns.com/foaf/0.1/", "homepage Agent name page")
PROV = Namespace(
    "prov",
    "http://www.w3.org/ns/prov#",
    "Entity Activity wasDerivedFrom wasGeneratedBy generatedAtTime hadPrimarySource used",
)
LOCN = Namespace(
    "locn", "http://www.w3.org/ns/locn#", "fullAddress postName adminUnitL2 postCode poBox"
)
TIME = Namespace("time", "http://www.w3.org/2006/time#", "ProperInterval")
DCAT = Namespace(
    "dcat",
    "http://www.w3.org/ns/dcat#",
    """
    Catalog Dataset DatasetSeries Distribution dataset distribution inSeries version accessURL
    downloadURL mediaType compressFormat byteSize landingPage last
    DataService service servesDataset endpointURL endpointDescription
    """,
)
VOID = Namespace(
    "void",
    "http://rdfs.org/ns/void#",
    """
    Dataset triples entities classes properties vocabulary uriSpace subset dataDump
    exampleResource feature classPartition class propertyPartition property
    Linkset subjectsTarget objectsTarget linkPredicate sparqlEndpoint
    """,
)
SPDX = Namespace(
    "spdx",
    "http://spdx.org/rdf/terms#",
    "Checksum checksum algorithm checksumValue checksumAlgorithm_sha256",
)
SH = Namespace(
    "sh",
    "http://www.w3.org/ns/shacl#",
    """
    SPARQLExecutable SPARQLSelectExecutable SPARQLAskExecutable SPARQLConstructExecutable
    select ask construct prefixes declare prefix namespace Violation Warning Info
    """,
)
XSD = Namespace(
    "xsd",
    terms.XSD,
    "date dateTime decimal integer nonNegativeInteger boolean anyURI string hexBinary",
)
EDTF_DATATYPE = "http://id.loc.gov/datatypes/edtf/EDTF"
