"""What a person may do to the log, one file a verb: rights, what is written, what is refused."""
