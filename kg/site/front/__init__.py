"""Sources of the query page, and how a build makes its bundle of them."""
