"""Mattermost asks: one file per trigger."""
