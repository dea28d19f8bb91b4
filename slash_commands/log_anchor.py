"""`/log-anchor down|up [CHAIN]`: the anchor, and how much chain is out."""

import re
from typing import Final

from logbook.model.entries import LogEntry
from logbook.verbs import events
from logbook.verbs.bridge import Bridge
from slash_commands.command import Command
from slash_commands.events import Event, event, figure
from slash_commands.reply import Reply
from slash_commands.request import Request
from slash_commands.usage import usage
from slash_commands.words import Words, first, meant

_STATES: Final[Words] = {
    "down": ("mouillé", "mouillée", "mouille", "mouillage", "jetée", "dropped", "drop"),
    "up": ("levé", "levée", "lève", "dérapé", "dérape", "haute", "weighed", "aweigh"),
}
_CHAIN: Final = re.compile(r"([0-9]+(?:[.,][0-9]+)?) ?m(?:etres|ètres)?(?=\s|$)\s*", re.IGNORECASE)


def run(request: Request, bridge: Bridge) -> Reply:
    """Write that it was dropped or weighed; metres of chain and a note may follow."""

    def write(told: Event) -> LogEntry:
        word, rest = first(told.text)
        state = meant(word, _STATES)
        if state is None:
            raise usage(bridge, "log-anchor")
        chain = _CHAIN.match(rest)
        return events.anchor(
            bridge,
            told.who,
            "down" if state == "down" else "up",
            chain_m=None if chain is None else figure(chain[1]),
            note=rest if chain is None else rest[chain.end() :],
            at=told.at,
            kept=told.kept,
        )

    return event(request, bridge, write)


COMMAND: Final = Command("log-anchor", run)
