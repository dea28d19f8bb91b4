"""The line that seals a day: how many lines, which numbers, and the root that proves them."""

from logbook.locale import Speaker, formats
from logbook.model.seals import Seal, starts


def text(speaker: Speaker, seal: Seal, ship_offset_s: int) -> str:
    """Return the words: the root stands alone on its row, to be copied."""
    day, since = (
        formats.day(speaker, starts(one, ship_offset_s), ship_offset_s)
        for one in (seal.day, seal.since_day)
    )
    span = speaker.say("entries.seal_day", day=day)
    if seal.since_day != seal.day:
        span = speaker.say("entries.seal_days", since=since, day=day)
    return speaker.say(
        "entries.seal",
        day=span,
        count=seal.entries,
        first=seal.first,
        last=seal.last,
        root=seal.root,
    )
