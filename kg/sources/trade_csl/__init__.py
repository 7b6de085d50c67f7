"""The Consolidated Screening List of trade.gov: the lists of three US departments in one."""
