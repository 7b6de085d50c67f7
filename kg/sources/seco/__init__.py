"""The Swiss consolidated sanctions list of SECO."""
