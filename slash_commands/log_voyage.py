"""`/log-voyage start|end|join|split|list`: voyages and legs; a false stop can be mended."""

from collections.abc import Sequence
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.voyages import Leg, MarkKind, Voyage
from logbook.verbs.bridge import Bridge
from logbook.verbs.text import clean
from logbook.verbs.usage import usage
from logbook.verbs.voyage import known as known_voyages
from logbook.verbs.voyage import voyage
from logbook.verbs.when import told
from logbook.verbs.words import Words, first, meant
from slash_commands.command import Command, known
from slash_commands.echo import echo
from slash_commands.reply import Reply
from slash_commands.request import Request

_MOST: Final = 12
_WORDS: Final[Words] = {
    "start": ("début", "commence", "commencer", "begin"),
    "end": ("fin", "finir", "termine", "terminer", "stop"),
    "join": ("joindre", "réunir", "réunis"),
    "split": ("couper", "coupe", "scinder", "scinde"),
    "list": ("liste",),
}


def run(request: Request, bridge: Bridge) -> Reply:
    """Write what is said of the voyages, or answer with the list."""
    who, say = known(request, bridge)
    line = told(clean(request.text), bridge.now(), bridge.config.ship_offset_s)
    word, note = first(line.rest)
    meaning = meant(word or "list", _WORDS)
    if meaning is None:
        raise usage(bridge, "log-voyage")
    if meaning == "list":
        return Reply(_listed(bridge, say, known_voyages(bridge)))
    changed = voyage(bridge, who, MarkKind(meaning), note, at=line.at, kept=line.kept)
    begun = any(one.arrived_at is None for one in changed.voyages)
    more = [_listed(bridge, say, changed.voyages)] if changed.voyages else []
    if meaning == "start" and not begun:
        more.append(say.say("slash.voyage_later"))
    return echo(bridge, who, say, changed.entry, too_old=line.too_old, more=more)


def _listed(bridge: Bridge, say: Speaker, voyages: Sequence[Voyage]) -> str:
    """Return the latest voyages with their legs, one a row."""
    if not voyages:
        return say.say("slash.no_voyages")
    rows = []
    for one in voyages[-_MOST:]:
        rows.append(_row(bridge, say, "voyage_row", one.number, one))
        if len(one.legs) > 1:
            rows += [
                _row(bridge, say, "leg_row", index, leg) for index, leg in enumerate(one.legs, 1)
            ]
    return "\n".join(rows)


def _row(bridge: Bridge, say: Speaker, name: str, number: int, part: Voyage | Leg) -> str:
    offset = bridge.config.ship_offset_s
    begun = f"{formats.day(say, part.departed_at, offset)} {formats.hour(part.departed_at, offset)}"
    if part.arrived_at is None:
        return say.say(f"slash.{name}_open", number=number, departed=begun)
    ended = f"{formats.day(say, part.arrived_at, offset)} {formats.hour(part.arrived_at, offset)}"
    return say.say(f"slash.{name}", number=number, departed=begun, arrived=ended)


COMMAND: Final = Command("log-voyage", run, who="crew")
