"""`aboard|ashore NAMES`: who came or went, as typed."""

from functools import partial
from typing import Final

from logbook.verbs.bridge import Bridge
from logbook.verbs.crew import Move, crew
from logbook.verbs.people import Caller
from logbook.verbs.typed.reading import Reading, names
from logbook.verbs.usage import usage
from logbook.verbs.when import Told
from logbook.verbs.words import Words, first, meant

MOVES: Final[Words] = {
    "aboard": ("+", "embarque", "embarquent", "embarqué", "embarquement", "join", "joins"),
    "ashore": ("-", "débarque", "débarquent", "débarqué", "débarquement", "leave", "leaves"),
}


def read(bridge: Bridge, who: Caller, line: Told) -> Reading:
    """Read who came aboard or went ashore."""
    word, rest = first(line.rest)
    move = meant(word, MOVES)
    if move is None:
        raise usage(bridge, "log-crew")
    moved: Move = "aboard" if move == "aboard" else "ashore"
    return Reading(partial(crew, bridge, who, moved, names(rest), at=line.at, kept=line.kept))
