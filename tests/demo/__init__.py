"""The stand-in Mattermost and the page are what the recordings and a reader expect."""
