"""What the crew types of an event: one file a kind; a command and a form read by the same."""

from collections.abc import Callable, Mapping
from typing import Final

from logbook.model.entries import EntryKind
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.typed import anchor, crew, engine, fuel, sails, watch
from logbook.verbs.typed.reading import Reading
from logbook.verbs.when import Told

Read = Callable[[Bridge, Caller, Told], Reading]

TYPED: Final[Mapping[EntryKind, Read]] = {
    EntryKind.SAILS: sails.read,
    EntryKind.ENGINE: engine.read,
    EntryKind.FUEL: fuel.read,
    EntryKind.WATCH: watch.read,
    EntryKind.ANCHOR: anchor.read,
    EntryKind.CREW: crew.read,
}
"""How the words of each kind are read."""

__all__ = ["TYPED", "Read", "Reading"]
