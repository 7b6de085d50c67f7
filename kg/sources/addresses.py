"""Where each list is published: the one table of addresses, by the key of the source.

A source that is not in the table has no single address: its files are asked for, or made.
"""

from __future__ import annotations

from collections.abc import Mapping

_OFAC = "https://sanctionslistservice.ofac.treas.gov"
_OFAC_EXPORTS = f"{_OFAC}/api/PublicationPreview/exports"
_EU = "https://webgate.ec.europa.eu/fsd/fsf/public/files"
_UK = "https://sanctionslist.fcdo.gov.uk/docs"

ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "au-dfat": (
        "https://www.dfat.gov.au/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx",
    ),
    "ca-sema": (
        (
            "https://www.international.gc.ca/world-monde/assets/office_docs"
            "/international_relations-relations_internationales/sanctions/sema-lmes.xml"
        ),
    ),
    "ch-seco": (
        (
            "https://www.sesam.search.admin.ch/sesam-search-web/pages"
            "/downloadXmlGesamtliste.xhtml?lang=en&action=downloadXmlGesamtlisteAction"
        ),
    ),
    "eu-fsf-csv": (f"{_EU}/csvFullSanctionsList_1_1/content",),
    "eu-fsf-xml": (f"{_EU}/xmlFullSanctionsList_1_1/content",),
    "ofac-advanced-xml": (
        f"{_OFAC_EXPORTS}/SDN_ADVANCED.XML",
        f"{_OFAC_EXPORTS}/CONS_ADVANCED.XML",
    ),
    "ofac-delta": (f"{_OFAC}/changes/latest",),
    "ofac-enhanced-xml": (
        f"{_OFAC_EXPORTS}/SDN_ENHANCED.XML",
        f"{_OFAC_EXPORTS}/CONS_ENHANCED.XML",
    ),
    "ofac-sdn": tuple(
        f"{_OFAC_EXPORTS}/{name}.CSV" for name in ("SDN", "ALT", "ADD", "SDN_COMMENTS")
    ),
    "ofac-xml": (f"{_OFAC_EXPORTS}/SDN.XML", f"{_OFAC_EXPORTS}/CONSOLIDATED.XML"),
    "uk-csv": (f"{_UK}/UK-Sanctions-List.csv",),
    "uk-ofsi-csv": (
        "https://ocsistorage.blob.core.windows.net/publishlive/2022format/ConList.csv",
    ),
    "uk-xml": (f"{_UK}/UK-Sanctions-List.xml",),
    "un-sc": ("https://scsanctions.un.org/resources/xml/en/consolidated.xml",),
    "us-trade-csl": (
        "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
    ),
}
"""The files of each source, each from the publisher itself."""
