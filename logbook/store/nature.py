"""What a book is of: a real boat's days, or a replay's or a simulation's."""

from enum import StrEnum


class Nature(StrEnum):
    """The value is what the database and the journal hold."""

    REAL = "real"
    REPLAY = "replay"
