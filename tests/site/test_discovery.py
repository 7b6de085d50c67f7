"""What crawlers, agents and search engines find at fixed places, and the page of changes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET


def test_the_front_page_is_a_dataset_to_search_engines(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)

    told = json.loads(text)

    assert (told["@type"], told["dateModified"]) == ("Dataset", "2021-12-10")
    kinds = {each["encodingFormat"] for each in told["distribution"]}
    assert {"application/n-quads", "text/csv", "application/rdf+xml"} <= kinds
    for each in told["distribution"]:
        path = site / each["contentUrl"].removeprefix(told["url"])
        assert each["contentSize"] == f"{path.stat().st_size} B"


def test_the_sitemap_dates_pages_of_data_by_the_newest_release(site: Path) -> None:
    root = ET.fromstring((site / "sitemap.xml").read_text())  # noqa: S314 - written by the test
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}

    days = {
        url.findtext("s:loc", "", space): url.findtext("s:lastmod", "", space)
        for url in root.findall("s:url", space)
    }

    home = "https://w3id.org/sanctions-kg/"
    assert days[f"{home}id/party/ofac-33951/"] == "2021-12-10"
    assert days[f"{home}ns/"] == ""


def test_the_api_catalogue_leads_to_files_that_are_there(site: Path) -> None:
    told = json.loads((site / ".well-known/api-catalog").read_text())

    (links,) = told["linkset"]
    home = "https://w3id.org/sanctions-kg/"
    assert links["anchor"] == f"{home}.well-known/api-catalog"
    assert [each["href"] for each in links["service-meta"]] == [f"{home}.well-known/void"]
    assert (site / ".well-known/void").is_file()


def test_the_page_of_changes_says_that_a_first_release_has_nothing_to_compare(site: Path) -> None:
    page = (site / "changes/index.html").read_text(encoding="utf-8")

    assert "The first release of this source" in page
    assert 'href="changes/"' in (site / "index.html").read_text(encoding="utf-8")
