"""Delivers what is owed to the chat: in order, each once, with patience.

Away is waited out, each time longer; a refusal of everything too; a refusal of one post parks
that one with its reason. After a failure of which nothing is known, and after every start, what
may have arrived is looked for before anything is sent again.
"""

import logging
import math
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

from logbook.chat.orders import Orders
from logbook.chat.posting import Posting, Unpostable
from logbook.chat.sending import Sender, is_shut
from logbook.chat.wording import briefly
from logbook.model.notices import wait_s
from logbook.model.ports import ChatAway, ChatBusy, ChatRefused
from logbook.model.refusal import Refusal
from logbook.store.book_reader import BookReader
from logbook.store.outbox import Outbox, Owed

_log = logging.getLogger(__name__)

_AT_ONCE: Final = 25
"""Posts in one round; then the live card has its turn."""
_WORN_OUT: Final = 12
"""Failures in a row, by a server that answers otherwise (half an hour), that park a notice."""
_LONGEST_BUSY_S: Final = 3600.0


@dataclass(slots=True)
class _Lane:
    """How the channel stands: what is before another in it holds the other up.

    `doubt` is whether something may have arrived that is not settled: at first nobody knows.
    """

    doubt: bool = True
    not_before: float = -math.inf
    tries: int = 0
    worn: int = 0
    together: bool = True
    fault: Refusal | None = None


class Delivery:
    """Delivers one book's outbox; called by one thread.

    `book` lends a reader of the log.
    """

    def __init__(
        self, outbox: Outbox, book: Callable[[], AbstractContextManager[BookReader]]
    ) -> None:
        self._outbox = outbox
        self._sender = Sender(outbox)
        self._posting = Posting(outbox, self._sender, book)
        self._lane = _Lane()

    @property
    def fault(self) -> Refusal | None:
        """What holds the posts up now, as a sentence; None while nothing does."""
        return self._lane.fault

    def deliver(self, now: float, utc: float, orders: Orders) -> float:
        """Post what is due; return when to come again, steady seconds: infinity for at news.

        `now` is in seconds that never step, `utc` is ship's time. Raises Refusal where the book
        cannot be written; nothing is lost by it.
        """
        lane = self._lane
        for _ in range(_AT_ONCE):
            if now < lane.not_before:
                return lane.not_before
            rows = self._outbox.waiting()
            if not rows:
                # Nothing may have arrived that is not settled; what comes next begins anew.
                self._lane = _Lane(doubt=False)
                return math.inf
            self._next(lane, rows, now, utc, orders)
        return max(now, lane.not_before)

    def try_now(self) -> None:
        """Wait no longer: the server was heard, or the set-up has changed."""
        self._lane.not_before = -math.inf

    def _next(self, lane: _Lane, rows: list[Owed], now: float, utc: float, orders: Orders) -> None:
        """Post what stands first, or find out that it stands already, or note why not."""
        first, looked, sending = rows[0], lane.doubt, False
        try:
            if looked:
                self._sender.recognise(rows, orders)
                lane.doubt = False
                rows = self._outbox.waiting()
                if not rows or rows[0] != first:
                    return
            # Until it is settled, whatever breaks off, a full disk too, leaves a doubt.
            lane.doubt = sending = True
            if lane.together and self._posting.missed(rows, utc):
                self._posting.post_missed(rows, orders, utc)
            else:
                self._posting.post_first(rows, orders, utc)
        except ChatAway as away:
            # A look that failed has settled no doubt.
            lane.doubt = not (sending and away.certain)
            self._wait(lane, first, away, now, utc)
            if looked and sending and lane.doubt:
                self._wear(lane, first, away)
        except ChatRefused as refused:
            lane.doubt = not sending
            if is_shut(refused) or not sending:
                self._wait(lane, first, refused, now, utc)
            else:
                self._given_up(lane, rows, str(refused), utc)
        except Unpostable as never:
            lane.doubt = False
            self._given_up(lane, rows, str(never), utc)
        else:
            lane.doubt, lane.tries, lane.worn, lane.fault = False, 0, 0, None
            lane.not_before = -math.inf

    def _wait(
        self, lane: _Lane, first: Owed, why: ChatAway | ChatRefused, now: float, utc: float
    ) -> None:
        name = "cards.held_shut" if isinstance(why, ChatRefused) else "cards.held_away"
        if lane.fault is None or lane.fault.name != name:
            _log.warning("nothing is posted for now: %s", why)
        lane.fault = Refusal(name, reason=briefly(why))
        pause = wait_s(lane.tries)
        if isinstance(why, ChatBusy):
            pause = min(max(why.wait_s, 1.0), _LONGEST_BUSY_S)
        lane.tries += 1
        lane.not_before = now + pause
        self._outbox.retry(first.id, str(why), utc + pause)

    def _wear(self, lane: _Lane, first: Owed, away: ChatAway) -> None:
        """Give a notice up that the server breaks down over, again and again."""
        lane.worn += 1
        if lane.worn >= _WORN_OUT:
            self._park(first, str(away))
            lane.worn = 0

    def _given_up(self, lane: _Lane, rows: list[Owed], reason: str, utc: float) -> None:
        if lane.together and self._posting.missed(rows, utc):
            # One line in it may be the reason: one by one, until all are through.
            lane.together = False
        else:
            self._park(rows[0], reason)

    def _park(self, row: Owed, reason: str) -> None:
        _log.error("notice %d (%s of line %s) is given up: %s", row.id, row.kind, row.entry, reason)
        self._outbox.park(row.id, reason)
