"""Is a graph fit to publish: shapes, counts against the source, changes against the last release."""
