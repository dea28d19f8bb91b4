"""The channel: what is posted there, how it gets there, and the server that it is on."""
