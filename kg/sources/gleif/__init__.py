"""The Global LEI Index of the Global Legal Entity Identifier Foundation."""
