"""The post by which a dangerous alarm of the ship calls those on the alarm list by name."""

from collections.abc import Sequence
from typing import Final

from logbook.chat.hand import Hand, Words
from logbook.chat.history import History
from logbook.model.neutral import row
from logbook.summaries import moment as say

LATE_S: Final = 1800.0
"""An alarm that was held up for longer wakes nobody: its card, and its end, tell it all."""


def ship_alarm(about: History, hand: Hand, calls: Sequence[str]) -> Words | None:
    """Return the post that calls `calls` (usernames); None where nobody is to be woken.

    That is where nobody is on the list, where the line was struck, or where it is old.
    """
    entry, speaker = about.entry, hand.speaker
    late = hand.now is not None and hand.now - entry.at > LATE_S
    if not calls or about.struck or late:
        return None
    rows = (
        " ".join(f"@{name}" for name in calls),
        say.joined(
            (
                speaker.say("cards.ship_alarm"),
                hand.clock(entry.at, entry.draft.written_at),
                speaker.say("cards.line", number=entry.number),
            )
        ),
        row(entry.draft.text),
    )
    return Words("\n".join(rows))
