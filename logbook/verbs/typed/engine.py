"""`on|off [HOURS]`: the engine, and what its hour meter shows, as typed."""

from functools import partial
from typing import Final

from logbook.model.refusal import Refusal
from logbook.verbs import events
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.typed.reading import Reading, figure, means_a_figure
from logbook.verbs.usage import usage
from logbook.verbs.when import Told
from logbook.verbs.words import Words, first, meant, plain

_STATES: Final[Words] = {
    "on": ("marche", "démarré", "démarre", "démarrage", "allumé", "start", "started"),
    "off": ("arrêt", "arrêté", "arrête", "stop", "stopped", "coupé", "éteint"),
}
_UNITS: Final = frozenset({"h", "heure", "heures", "hour", "hours"})
_OTHERS: Final = frozenset({"tr", "tr/min", "tours", "rpm", "min", "minutes"})


def read(bridge: Bridge, who: Caller, line: Told) -> Reading:
    """Read that it runs or stands; hours and a note may follow."""
    word, rest = first(line.rest)
    state = meant(word, _STATES)
    if state is None:
        raise usage(bridge, "log-engine")
    hours, note = _hours(rest)
    missed = hours is None and means_a_figure(note, _UNITS)
    write = partial(
        events.engine,
        bridge,
        who,
        "on" if state == "on" else "off",
        hours=hours,
        note=note,
        at=line.at,
        kept=line.kept,
    )
    return Reading(write, Refusal("typed.hours", left=note) if missed else None)


def _hours(text: str) -> tuple[float | None, str]:
    """Return the hours that a text begins with (`1234,5`, `1234.5h`, `1234 h`), and the rest."""
    word, rest = first(text)
    hours = figure(word.rstrip(",;:").removesuffix("h"))
    unit, after = first(rest)
    said = plain(unit.strip(".,;:!"))
    # Revolutions and minutes are no hours.
    if hours is None or said in _OTHERS:
        return None, text
    return hours, after if said in _UNITS else rest
