"""The lists of the United Kingdom: the Sanctions List in two formats, and OFSI's older one."""
