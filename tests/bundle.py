"""Which tests need the query page's parts, that not every installation has."""

from __future__ import annotations

import os

import pytest

from kg.site.query_page import is_bundled

bundled = pytest.mark.skipif(
    not is_bundled() and not os.environ.get("KG_REQUIRE_BUNDLE"),
    reason=(
        "kg/site/bundle/ is missing, as the program was installed where the npm registry could not "
        "be reached; install it again, or set KG_REQUIRE_BUNDLE to make this a failure"
    ),
)
"""Skips without the bundle; with KG_REQUIRE_BUNDLE set the test is run and fails."""
