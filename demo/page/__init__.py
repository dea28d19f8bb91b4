"""The page that plays the Mattermost channel in a browser; nothing is loaded from elsewhere."""
