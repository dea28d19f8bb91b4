"""Follows the log's channel by asking: what was missed while down, and where no hook fires.

Outgoing hooks are never sent twice, and in private channels never at all. Whatever is found goes
the same way as what a hook brings, and under the same key, so that nothing becomes two lines.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from logbook.chat.pictures import Pictures
from logbook.chat.waiting import Waiting
from logbook.guard.tended import Tended
from logbook.model.notices import wait_s
from logbook.model.ports import Chat, ChatAway, ChatBusy, ChatRefused, Post
from logbook.model.refusal import Refusal

_log = logging.getLogger(__name__)

STATE: Final = "channel_followed"
"""Under this name the book keeps up to when (the server's ms) the channel has been read."""
PRIVATE_S: Final = 15.0
PUBLIC_S: Final = 300.0
"""Where a hook fires too, asking only mends what it missed."""
OVERLAP_MS: Final = 60_000
"""How far back is read again: posts are not always listed in the order of their time."""
_FAR_MS: Final = 4_102_444_800_000
"""The year 2100: asked since then, a server answers with its own time and nothing else."""
_REMEMBERED: Final = 5000
_FOR_ALL: Final = ("store.", "people.no_chat")
"""Refusals that no other post would escape."""
_OF_THE_AUTHOR: Final = "people."
"""Refusals that none of the same author's would."""


class Followed(NamedTuple):
    """The channel that is the log's, and whether it is private; one for each round."""

    chat: Chat
    channel_id: str
    private: bool


class _Place(NamedTuple):
    """How far a channel has been read, and since when it is the log's; the server's ms."""

    channel: str
    read_ms: int
    begun_ms: int


class CatchUp:
    """Hands every new post of the channel to `take`, with the server's now (ms).

    `followed` returns None while there is no chat. `kept` and `keep` are the book's state by name.
    `take` raises Refusal where the post must be tried again: where the book takes no line at all
    nothing later is marked as read, else it waits with its author's others (`waiting`). What is
    given up is told by `untaken`: the first post, and how many there are.
    """

    def __init__(
        self,
        followed: Callable[[], Followed | None],
        take: Callable[[Post, int], object],
        untaken: Callable[[Post, int], object],
        *,
        kept: Callable[[str], object | None],
        keep: Callable[[Mapping[str, object]], None],
        pictures: Pictures,
    ) -> None:
        self._followed = followed
        self._take = take
        self._untaken = untaken
        self._kept = kept
        self._keep = keep
        self._pictures = pictures
        # A copy is only safe aboard: it does not wait for the next look at the channel.
        pictures.fetched_by(self.wake)
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._place: _Place | None = None
        self._waiting = Waiting(kept)
        self._tries = self._uncopied = 0
        self._stop = threading.Event()
        self._woken = threading.Event()
        self._thread = Tended(self._run, name="channel")

    @property
    def thread(self) -> Tended:
        """Who follows."""
        return self._thread

    def start(self) -> None:
        """Begin to follow, on a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop following."""
        self._stop.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(20.0)

    def wake(self) -> None:
        """Look now: a hook failed, a file is wanted, a set-up has changed; any thread may call."""
        self._woken.set()

    def round(self) -> float:
        """Look once; return after how many seconds to look again. Never raises."""
        try:
            found = self._followed()
            if found is None:
                return PUBLIC_S
            try:
                self._read(found)
            finally:
                # A post that cannot be taken keeps no picture waiting.
                self._copy(found.chat)
        except ChatBusy as busy:
            return busy.wait_s
        except (ChatAway, ChatRefused, Refusal) as error:
            self._tries += 1
            if self._tries == 1:
                _log.warning("the channel cannot be read just now: %s", error)
            return max(PRIVATE_S, wait_s(self._tries))
        except Exception:  # noqa: BLE001 - the outermost boundary of this thread
            _log.exception("the channel was not read")
            return PUBLIC_S
        self._tries = 0
        usual = PRIVATE_S if found.private else PUBLIC_S
        return min(usual, max(PRIVATE_S, wait_s(self._uncopied))) if self._uncopied else usual

    def _copy(self, chat: Chat) -> None:
        """Fetch the pictures; one that cannot be had makes nobody read the channel more slowly."""
        try:
            self._pictures.fetch(chat)
        except ChatBusy:
            raise
        except (ChatAway, ChatRefused) as error:
            self._uncopied += 1
            if self._uncopied == 1:
                _log.warning("a file cannot be copied just now: %s", error)
        else:
            self._uncopied = 0

    def _run(self) -> None:
        while not self._stop.is_set():
            wait = self.round()
            self._woken.wait(wait)
            self._woken.clear()

    def _read(self, found: Followed) -> None:
        channel = found.channel_id
        self._waiting.of(channel)
        place = self._known(channel)
        if place is None:
            # What was said before the log listened is not for the log.
            _, now = found.chat.posts_since(channel, _FAR_MS)
            self._read_up_to(_Place(channel, now, now), durably=True)
            return
        since = max(place.read_ms - OVERLAP_MS, place.begun_ms)
        posts, now = found.chat.posts_since(channel, since)
        # Older ones are listed because they were edited; a line is not written late for that.
        new = [post for post in posts if post.create_at >= since]
        fresh = [post for post in new if post.id not in self._seen]
        stopped: set[str] = set()
        for post in fresh:
            if not self._is_taken(post, now, stopped):
                self._waiting.hold(post, now)
            self._seen[post.id] = None
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        self._read_up_to(place._replace(read_ms=now), durably=bool(fresh))
        self._try_again(found, now)

    def _is_taken(self, post: Post, now: int, stopped: set[str]) -> bool:
        """Hand a post on; tell whether it is done with. Raises Refusal where none can be taken.

        `stopped` are the authors who cannot be asked after just now: asking takes long.
        """
        if post.user_id in stopped:
            return False
        try:
            self._take(post, now)
        except Refusal as refusal:
            if refusal.name.startswith(_FOR_ALL):
                raise
            _log.warning("a post of %s waits: %s", post.user_id, refusal.name)
            if refusal.name.startswith(_OF_THE_AUTHOR):
                stopped.add(post.user_id)
            return False
        except Exception:  # noqa: BLE001 - a post that nobody foresaw must not stop all that follow
            _log.exception("post %s was not taken", post.id)
            return False
        return True

    def _try_again(self, found: Followed, now: int) -> None:
        """Hand on what waited; what has waited for too long is told of, and given up."""
        due = self._waiting.due(now)
        if not due:
            return
        posts, now = found.chat.posts_since(found.channel_id, min(due.values()) - 1000)
        for author, since in due.items():
            stopped: set[str] = set()
            theirs = [one for one in posts if one.user_id == author and one.create_at >= since]
            left = [post for post in theirs if not self._is_taken(post, now, stopped)]
            gone = [post for post in left if self._waiting.is_given_up(post, now)]
            if gone:
                self._untaken(gone[0], len(gone))
            self._waiting.settle(author, [post for post in left if post not in gone], now)
            self._keep(self._waiting.state())

    def _known(self, channel: str) -> _Place | None:
        if self._place is None:
            told = self._kept(STATE)
            if isinstance(told, dict) and told.keys() == set(_Place._fields):
                place = _Place(**told)
                if [type(one) for one in place] == [str, int, int]:
                    self._place = place
        found = self._place
        return found if found is not None and found.channel == channel else None

    def _read_up_to(self, place: _Place, *, durably: bool) -> None:
        # Only what brought something is worth a write to the disk.
        if durably:
            self._keep({STATE: place._asdict(), **self._waiting.state()})
        self._place = place
