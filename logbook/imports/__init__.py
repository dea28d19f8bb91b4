"""One file per format that a voyage can come in by."""
