"""Lines of the log as marks on a chart: which ones, under what name and symbol."""

from datetime import UTC, datetime
from typing import Final

from logbook.exports.text import ascii_name
from logbook.exports.voyage import Mark
from logbook.model.entries import EntryKind

SIGNS: Final[dict[EntryKind, tuple[str, str]]] = {
    EntryKind.REMARK: ("REM", "Waypoint"),
    EntryKind.DEPARTURE: ("DEP", "Flag, Green"),
    EntryKind.ARRIVAL: ("ARR", "Flag, Red"),
    EntryKind.HOURLY: ("HRLY", "Circle, Blue"),
    EntryKind.NOON: ("NOON", "Circle, Red"),
    EntryKind.GAP: ("GAP", "Circle, Black"),
    EntryKind.POSITION: ("POS", "Waypoint"),
    EntryKind.SAILS: ("SAILS", "Waypoint"),
    EntryKind.ENGINE: ("ENG", "Waypoint"),
    EntryKind.FUEL: ("FUEL", "Gas Station"),
    EntryKind.WATCH: ("WATCH", "Waypoint"),
    EntryKind.ANCHOR: ("ANCH", "Anchor"),
    EntryKind.CREW: ("CREW", "Waypoint"),
    EntryKind.WEATHER: ("WX", "Waypoint"),
    EntryKind.ALARM: ("ALARM", "Danger Area"),
    EntryKind.MOB: ("MOB", "Man Overboard"),
}
"""Kinds that belong on a chart: their short word, and Garmin's name of a symbol (plotters that
do not know a symbol show their own). Settings, roles, clocks and amendments are not places."""


class Names:
    """Gives each mark its name, `0801 DEP`; a name given before gets the entry's number too.

    Some plotters overwrite a waypoint by another of the same name. There are no more than 1,440
    minutes times the kinds to remember, however long the voyage.
    """

    __slots__ = ("_given", "_offset_s")

    def __init__(self, ship_offset_s: float) -> None:
        self._offset_s = ship_offset_s
        self._given: set[str] = set()

    def name(self, mark: Mark) -> str:
        """Return the name of `mark`, ASCII, at most 20 characters."""
        clock = datetime.fromtimestamp(mark.at + self._offset_s, UTC)
        name = f"{clock:%H%M} {SIGNS[mark.kind][0]}"
        if name in self._given:
            return ascii_name(f"{name} {mark.number}")
        self._given.add(name)
        return name
