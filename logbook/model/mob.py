"""Whether somebody is overboard, by what the log says: an alarm is open until a line ends it."""

import re
from collections.abc import Collection, Iterable
from typing import Final

from logbook.model.entries import EntryKind, LogEntry

USERNAME: Final = re.compile(r"(?!(?:all|channel|here)[._-]*\Z)[a-z0-9._-]{1,64}")
"""What Mattermost lets a username be; whatever else is typed is nobody's.

The three that call everybody are nobody's either, nor with marks after them, which Mattermost takes
for the end of a sentence.
"""


def episode(lines: Iterable[LogEntry], struck: Collection[int] = ()) -> LogEntry | None:
    """Return the line that began the alarm which is open after `lines`, or None.

    `lines` come in the order of time; others than alarms and those in `struck` (by number) are
    passed over. A second alarm within the first is of somebody else: the first one's place still
    counts until a line ends both.
    """
    begun: LogEntry | None = None
    for line in lines:
        if line.draft.kind is not EntryKind.MOB or line.number in struck:
            continue
        if line.draft.facts.get("action") == "end":
            begun = None
        elif begun is None:
            begun = line
    return begun


def called_by(line: LogEntry) -> list[str] | None:
    """Return the usernames that a line's alarm calls, None where it names none by itself.

    What is no username calls nobody, and is left out: it would be posted as it stands.
    """
    names = line.draft.facts.get("alarm")
    if not isinstance(names, list):
        return None
    return [name for name in names if isinstance(name, str) and USERNAME.fullmatch(name)]


def called_in(lines: Iterable[LogEntry], struck: Collection[int] = ()) -> list[str]:
    """Return the usernames that the alarms among `lines` called, each once, in that order."""
    called: dict[str, None] = {}
    for line in lines:
        if line.number not in struck:
            called |= dict.fromkeys(called_by(line) or ())
    return list(called)
