"""Why nothing was heard: the server was off, the receiver was silent, the recording has a hole."""

from logbook.model.underway import LOST_S
from logbook.summaries.gap import Cause


def cause(
    silent_since: float, elapsed: float, began: float | None, *, imports: bool
) -> Cause | None:
    """Return why nothing was heard for `elapsed` seconds; None where it is no gap of a recording.

    `began` is when this run began to listen. Instants are UTC seconds.
    """
    if imports:
        # What begins half a day later is another recording, not a hole in this one.
        return "recording" if elapsed <= LOST_S else None
    if began is not None and began - silent_since > elapsed / 2.0:
        return "off"
    return "silent"
