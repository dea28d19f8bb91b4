"""The chat as it is set up now: made anew when the set-up has changed, shared by who needs it."""

import threading
from pathlib import Path
from typing import NamedTuple

from logbook.chat.secrets import Kept, Mattermost
from logbook.model.ports import Chat


class Connected(NamedTuple):
    """What set-up kept, and the chat that it leads to."""

    settings: Mattermost
    chat: Chat


class Connection:
    """The chat of the data folder `folder`; any thread may ask. Building it calls nobody."""

    def __init__(self, folder: Path) -> None:
        self._kept = Kept(folder)
        self._lock = threading.Lock()
        self._last: Connected | None = None

    @property
    def last(self) -> Mattermost | None:
        """What set-up had kept when it was last asked for; never waits."""
        last = self._last
        return None if last is None else last.settings

    def now(self) -> Connected | None:
        """Return the chat that is set up, None without one; the same while nothing changed.

        Raises Refusal `chat.unreadable`, `chat.bad_address`.
        """
        with self._lock:
            settings = self._kept.now()
            if settings is None:
                self._last = None
            elif self._last is None or self._last.settings is not settings:
                self._last = Connected(settings, _chat(settings))
            return self._last


def _chat(settings: Mattermost) -> Chat:
    # Ten megabytes and a tenth of a second that a boat without a chat does not pay.
    from logbook.chat.mattermost import MattermostChat  # noqa: PLC0415 - the driver costs 10 MB where no chat is set up

    return MattermostChat(settings)
