"""The channel in a browser page, playing Mattermost: the demonstration and the tests use it."""
