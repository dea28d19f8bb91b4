"""What the crew types of an event: one file a kind; a command and a form read by the same."""
