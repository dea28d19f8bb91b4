"""`/log-engine on|off [HOURS]`: the engine, and what its hour meter shows."""

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
    "on": ("marche", "démarré", "démarre", "démarrage", "allumé", "start", "started"),
    "off": ("arrêt", "arrêté", "arrête", "stop", "stopped", "coupé", "éteint"),
}
_UNITS: Final = {"h", "heures", "hours"}


def run(request: Request, bridge: Bridge) -> Reply:
    """Write that it runs or stands; hours and a note may follow."""

    def write(told: Event) -> LogEntry:
        word, rest = first(told.text)
        state = meant(word, _STATES)
        if state is None:
            raise usage(bridge, "log-engine")
        hours, note = _hours(rest)
        return events.engine(
            bridge,
            told.who,
            "on" if state == "on" else "off",
            hours=hours,
            note=note,
            at=told.at,
            kept=told.kept,
        )

    return event(request, bridge, write)


def _hours(text: str) -> tuple[float | None, str]:
    """Return the hours that a text begins with (`1234,5`, `1234.5h`, `1234 h`), and the rest."""
    word, rest = first(text)
    hours = figure(word.removesuffix("h"))
    if hours is None:
        return None, text
    unit, after = first(rest)
    return hours, after if unit in _UNITS else rest


COMMAND: Final = Command("log-engine", run)
