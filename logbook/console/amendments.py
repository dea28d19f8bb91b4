"""What later lines say of an entry: its corrections and its strike, in words."""

from collections.abc import Iterable, Mapping

from logbook.locale import Speaker, formats
from logbook.model.entries import EntryKind, LogEntry

Amendments = Mapping[int, tuple[LogEntry, ...]]
_AMENDING = {
    EntryKind.CORRECTION: "console.corrected_by",
    EntryKind.STRIKE: "console.struck_by",
}


def amendments(entries: Iterable[LogEntry]) -> Amendments:
    """Return, by the number of the entry that they are about, its corrections and strikes."""
    found: dict[int, tuple[LogEntry, ...]] = {}
    for entry in entries:
        about = entry.draft.refers_to
        if about is not None and entry.draft.kind in _AMENDING:
            found[about] = (*found.get(about, ()), entry)
    return found


def described(
    speaker: Speaker, amendment: LogEntry, members: Mapping[str, str], ship_offset_s: int
) -> str:
    """Return who amended an entry, when, and how: the new text or the reason of the strike."""
    return speaker.say(
        _AMENDING[amendment.draft.kind],
        number=amendment.number,
        day=formats.iso(amendment.at + ship_offset_s)[:10],
        hour=formats.hour(amendment.at, ship_offset_s),
        author=author(speaker, amendment, members),
        text=amendment.draft.text,
    )


def author(speaker: Speaker, entry: LogEntry, members: Mapping[str, str]) -> str:
    """Return the name of who wrote an entry: the ship herself, or a member by `members`."""
    wrote = entry.draft.author
    return speaker.say("console.ship") if wrote is None else members.get(wrote, wrote)
