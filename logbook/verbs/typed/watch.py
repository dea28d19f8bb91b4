"""`NAMES`: who takes the watch, as typed; nobody named, or `me`, is whoever types."""

from functools import partial
from typing import Final

from logbook.verbs import events
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.typed.reading import Reading, names
from logbook.verbs.when import Told, told
from logbook.verbs.words import Words, meant

_ME: Final[Words] = {"me": ("moi",)}


def read(bridge: Bridge, who: Caller, line: Told) -> Reading:
    """Read who has the watch from now on."""
    named = [] if meant(line.rest, _ME) is not None else names(line.rest)
    return Reading(partial(events.watch, bridge, who, named, at=line.at, kept=line.kept))


def whole(typed: str, now: float, ship_offset_s: int) -> str:
    """Return `typed` so that a time alone is not a name: since then the watch is theirs.

    A time alone is words elsewhere, but nobody is called so.
    """
    mine = f"{typed} me"
    return mine if told(mine, now, ship_offset_s).rest == "me" else typed
