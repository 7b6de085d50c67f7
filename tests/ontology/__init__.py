"""The vocabulary, its concept schemes and the JSON-LD context."""
