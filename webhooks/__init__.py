"""Mattermost tells: one file per kind of call."""
