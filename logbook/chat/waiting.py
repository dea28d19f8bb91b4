"""Posts that cannot be taken now, by their authors: who is held up holds up nobody else.

Of each author only is kept since when something of theirs waits: the channel itself holds the
posts, and a line that was written already is known by its key.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from logbook.model.ports import Post

STATE: Final = "channel_held"
"""Under this name the book keeps whose posts wait, and since when (the server's ms)."""
FIRST_MS: Final = 15_000
LONGEST_MS: Final = 3_600_000
"""How long it is until they are tried again: at first, and at most."""
GIVEN_UP_MS: Final = 86_400_000
"""After a day of trying, a post that is as old is given up, and that is told."""


@dataclass(slots=True)
class _Held:
    """The first post that waits was posted at `since_ms`; at `failed_ms` that was first found."""

    since_ms: int
    failed_ms: int
    tries: int = 0
    again_ms: int = 0


class Waiting:
    """Whose posts of one channel wait; used by one thread. Times are the server's, in ms.

    `kept` is the book's state by name.
    """

    def __init__(self, kept: Callable[[str], object | None]) -> None:
        self._kept = kept
        self._channel: str | None = None
        self._held: dict[str, _Held] = {}

    def of(self, channel: str) -> None:
        """Look after this channel from now on; of another nothing is waited for any more."""
        if self._channel == channel:
            return
        self._channel, self._held = channel, {}
        told = self._kept(STATE)
        authors = told.get(channel) if isinstance(told, dict) else None
        for author, times in authors.items() if isinstance(authors, dict) else ():
            if isinstance(times, list) and [type(one) for one in times] == [int, int]:
                self._held[str(author)] = _Held(*times)

    def hold(self, post: Post, now: int) -> None:
        """Let a post wait."""
        held = self._held.setdefault(post.user_id, _Held(post.create_at, now, 0, now + FIRST_MS))
        held.since_ms = min(held.since_ms, post.create_at)

    def due(self, now: int) -> Mapping[str, int]:
        """Return whose posts are to be tried again now, and since when they wait."""
        return {
            author: held.since_ms
            for author, held in self._held.items()
            # A clock that was set back makes nobody wait for it.
            if not now < held.again_ms <= now + LONGEST_MS
        }

    def is_given_up(self, post: Post, now: int) -> bool:
        """Tell whether a post that could not be taken once more has waited for long enough."""
        failed = self._held[post.user_id].failed_ms
        return now - max(post.create_at, failed) >= GIVEN_UP_MS

    def settle(self, author: str, left: Sequence[Post], now: int) -> None:
        """Note what of an author's posts still waits after another try."""
        if not left:
            del self._held[author]
            return
        held = self._held[author]
        held.since_ms = min(post.create_at for post in left)
        held.tries += 1
        held.again_ms = now + min(LONGEST_MS, FIRST_MS << min(held.tries, 20))

    def state(self) -> dict[str, object]:
        """Return what is to be kept."""
        authors = {author: [one.since_ms, one.failed_ms] for author, one in self._held.items()}
        return {STATE: {self._channel or "": authors}}
