"""Sails, as typed: all of it is what is set now."""

from functools import partial

from logbook.verbs import events
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.typed.reading import Reading
from logbook.verbs.usage import usage
from logbook.verbs.when import Told


def read(bridge: Bridge, who: Caller, line: Told) -> Reading:
    """Read the sails as typed."""
    if not line.rest:
        raise usage(bridge, "log-sails")
    return Reading(partial(events.sails, bridge, who, line.rest, at=line.at, kept=line.kept))
