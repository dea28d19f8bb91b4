"""`LITRES`: what is in the tank, as typed; with a plus, what was put in."""

from functools import partial
from typing import Final

from logbook.verbs import events
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.typed.reading import Reading, figure
from logbook.verbs.usage import usage
from logbook.verbs.when import Told
from logbook.verbs.words import Words, first, meant

_ADDED: Final[Words] = {"added": ("plein", "ajouté", "ajout", "add", "plus", "bunkered")}
_UNITS: Final = {"l", "litres", "litre", "liters"}


def read(bridge: Bridge, who: Caller, line: Told) -> Reading:
    """Read litres in the tank, or litres added; a note may follow."""
    text, added = line.rest, line.rest.startswith("+")
    word, rest = first(text.removeprefix("+"))
    if meant(word, _ADDED) is not None:
        added = True
        word, rest = first(rest)
    litres = figure(word.lower().removesuffix("l"))
    if litres is None:
        raise usage(bridge, "log-fuel")
    unit, after = first(rest)
    note = after if unit.lower() in _UNITS else rest
    return Reading(
        partial(
            events.fuel, bridge, who, litres, added=added, note=note, at=line.at, kept=line.kept
        )
    )
