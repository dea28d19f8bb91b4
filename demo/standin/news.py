"""What a server tells the clients that are open: the events of its websocket, numbered."""

import json
import threading
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

Json = dict[str, Any]

KEPT: Final = 5000


@dataclass(frozen=True, slots=True)
class Event:
    """One event: for the one user of `user_id`, or for every member of `channel_id`."""

    number: int
    event: str
    data: Json
    user_id: str = ""
    channel_id: str = ""

    def as_json(self) -> Json:
        """Return it as the websocket sends it."""
        broadcast = {
            "omit_users": None, "user_id": self.user_id, "channel_id": self.channel_id,
            "team_id": "",
        }  # fmt: skip
        return {
            "event": self.event, "data": self.data, "broadcast": broadcast, "seq": self.number,
        }  # fmt: skip


class News:
    """The last events, for clients that ask what is new."""

    def __init__(self) -> None:
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._lock = threading.Lock()
        self._last = 0

    @property
    def last(self) -> int:
        """The number of the latest event; 0 before the first."""
        return self._last

    def tell(self, event: str, data: Json, *, user: str = "", channel: str = "") -> None:
        """Tell one user, or everybody in a channel."""
        with self._lock:
            self._last += 1
            self._events.append(Event(self._last, event, data, user, channel))

    def tell_post(
        self, event: str, post: Json, *, user: str = "", channel: str = "", **more: object
    ) -> None:
        """Tell of a post; the websocket carries it as JSON within JSON."""
        told = json.dumps(post, ensure_ascii=False, separators=(",", ":"))
        self.tell(event, {"post": told, **more}, user=user, channel=channel)

    def since(self, number: int, user_id: str, channels: Collection[str]) -> list[Event]:
        """Return what came after `number` for a user, member of `channels`, oldest first."""
        with self._lock:
            recent = list(self._events)
        return [
            event
            for event in recent
            if event.number > number
            and (event.user_id == user_id if event.user_id else event.channel_id in channels)
        ]
