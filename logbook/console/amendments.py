"""What later lines say of an entry: its corrections and strikes, who, when and why, in words."""

from collections.abc import Iterator, Mapping

from logbook.locale import Speaker, formats
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.history import Later, gathered
from logbook.model.naming import named
from logbook.model.visas import made_after


def story(
    speaker: Speaker,
    entry: LogEntry,
    later: Later,
    members: Mapping[str, str] | None,
    ship_offset_s: int,
    *,
    words: str,
) -> Iterator[str]:
    """Yield the entry's `words`, then a text for each correction and strike, the oldest first.

    What does not hold any more is said to be struck; nothing is left out. `members` are the names
    by random id; None for nobody to be named.
    """
    told = gathered(entry, later)
    holds = told.current == entry.number
    yield words if holds else speaker.say("console.struck", text=words)
    for amendment in told.amendments:
        said = described(speaker, amendment, members, ship_offset_s)
        if not told.stands(amendment):
            said = speaker.say("console.struck", text=said)
        yield f"> {said}"


def described(
    speaker: Speaker, amendment: LogEntry, members: Mapping[str, str] | None, ship_offset_s: int
) -> str:
    """Return who amended an entry, when, why, and how: the new text or the reason of the strike."""
    visa, reason = made_after(amendment), amendment.draft.facts.get("reason")
    name = "console.corrected_by_because" if reason else "console.corrected_by"
    if amendment.draft.kind is EntryKind.STRIKE:
        name = "console.struck_by"
    by = author(speaker, amendment, members)
    return speaker.say(
        name,
        number=amendment.number,
        day=formats.iso(amendment.at + ship_offset_s)[:10],
        hour=formats.hour(amendment.at, ship_offset_s),
        author=by if visa is None else speaker.say("console.after_visa", author=by, visa=visa),
        reason=reason,
        text=text(speaker, amendment, members),
    )


def author(speaker: Speaker, entry: LogEntry, members: Mapping[str, str] | None) -> str:
    """Return the name of who wrote an entry: the ship herself, or a member by `members`.

    Where those are None, nobody is named: one of the crew.
    """
    wrote = entry.draft.author
    if wrote is None:
        return speaker.say("console.ship")
    return speaker.say("console.crew") if members is None else members.get(wrote, wrote)


def text(speaker: Speaker, entry: LogEntry, members: Mapping[str, str] | None) -> str:
    """Return an entry's words with the names of those it speaks of, or with nobody's."""
    if members is None:
        return named(entry.draft.text, {}, lambda _: speaker.say("console.crew"))
    return named(entry.draft.text, members)
