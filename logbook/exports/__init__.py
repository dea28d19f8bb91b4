"""One file per format that the log is handed over in."""
