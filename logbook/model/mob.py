"""Whether somebody is overboard, by what the log says: an alarm is open until a line ends it."""

from collections.abc import Collection, Iterable

from logbook.model.entries import EntryKind, LogEntry


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


def called_in(lines: Iterable[LogEntry], struck: Collection[int] = ()) -> list[str]:
    """Return the usernames that the alarms among `lines` called, each once, in that order."""
    called: dict[str, None] = {}
    for line in lines:
        names = line.draft.facts.get("alarm")
        if line.number not in struck and isinstance(names, list):
            called |= dict.fromkeys(str(name) for name in names)
    return list(called)
