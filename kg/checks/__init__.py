"""Is a graph fit to publish: its shapes, its counts, its changes since the last release."""
