"""Entities of the FollowTheMoney model."""
