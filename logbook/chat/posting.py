"""How what is owed becomes a post: what stands first, in words, with what belongs to it."""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Final

from logbook.chat.cards import alarm, card
from logbook.chat.digest import digest
from logbook.chat.hand import Hand, Words
from logbook.chat.history import History, history
from logbook.chat.orders import Orders
from logbook.chat.sending import UID, Sender
from logbook.chat.ship_alarm import ship_alarm
from logbook.model.entries import EntryKind, Origin
from logbook.model.notices import NoticeKind
from logbook.model.ports import ChatRefused
from logbook.store.book_reader import BookReader
from logbook.store.outbox import Outbox, Owed

_log = logging.getLogger(__name__)

_LATE_S: Final = 600.0
_FLOOD: Final = 12
"""More cards than this that have waited longer than ten minutes are told in one post."""


class Unpostable(Exception):
    """This notice can never be posted, whatever the server says; carries why."""


class Posting:
    """Posts what stands first; used by one thread. Lets the chat's exceptions through.

    `book` lends a reader of the log.
    """

    def __init__(
        self,
        outbox: Outbox,
        sender: Sender,
        book: Callable[[], AbstractContextManager[BookReader]],
    ) -> None:
        self._outbox = outbox
        self._sender = sender
        self._book = book

    def missed(self, rows: Sequence[Owed], utc: float) -> bool:
        """Tell whether the cards that stand first are too many, too late, for a post each."""
        late = [row for row in _cards_first(rows) if utc - row.created > _LATE_S]
        return len(late) > _FLOOD

    def post_missed(self, rows: Sequence[Owed], orders: Orders, utc: float) -> None:
        """Tell the cards that stand first in one post, as many of them as it has room for.

        What cannot be told is left for its turn. Raises Unpostable where none can be told so.
        """
        hand = self._hand(orders, utc)
        about: list[tuple[Owed, History]] = []
        for row in _cards_first(rows):
            with suppress(Unpostable), _foreseen(row):
                about.append((row, self._about(row)))
        if not about:
            raise Unpostable(f"no entry {rows[0].entry}")
        with _foreseen(rows[0]):
            made = digest([found for _, found in about], hand)
        told = about[: made.told]
        batch = [row for row, _ in told]
        for row, found in told:
            batch += [edit for edit in _edits(rows, found) if edit.id > row.id]
        self._sender.send(made.words, batch, orders)

    def post_first(self, rows: Sequence[Owed], orders: Orders, utc: float) -> None:
        """Post what stands first by itself, with what is owed about it later in `rows`.

        Raises Unpostable where it never can be.
        """
        first = rows[0]
        hand = self._hand(orders, utc)
        with _foreseen(first):
            about = self._about(first)
            words = _words(first, about, hand, orders)
        if words is None:
            self._outbox.settle((), [first.id])
            return
        if first.kind is NoticeKind.ALARM:
            self._sender.send(words, [first], orders)
            return
        batch = [first, *(row for row in _edits(rows, about) if row.id > first.id)]
        if first.kind is NoticeKind.EDIT:
            self._edit(about, words, batch, orders)
        else:
            threads = orders.daily_threads and about.entry.draft.origin is Origin.AUTO
            day = hand.day(about.entry.at) if threads else ""
            self._sender.send(words, batch, orders, day=day)

    def _about(self, row: Owed) -> History:
        with self._book() as book:
            found = None if row.entry is None else history(book, row.entry)
        if found is None:
            raise Unpostable(f"no entry {row.entry}")
        return found

    def _hand(self, orders: Orders, utc: float) -> Hand:
        with self._book() as book:
            vessel, members = book.vessel, book.members()
        return Hand(
            orders.speaker,
            vessel,
            {member.id: member.name for member in members.values()},
            orders.ship_offset_s,
            orders.signer,
            orders.callback,
            utc,
        )

    def _edit(self, about: History, words: Words, rows: Sequence[Owed], orders: Orders) -> None:
        """Make an entry's card again; where that is refused, say it in the card's thread."""
        standing = self._outbox.card(about.numbers)
        quiet = all(row.body.get("quiet") for row in rows)
        if quiet and (standing is None or standing.shared):
            self._outbox.settle((), [row.id for row in rows])
            return
        if standing is None:
            self._sender.send(words, rows, orders)
            return
        if not standing.shared:
            try:
                props = {**words.props, UID: standing.uid}
                orders.chat.edit(standing.post_id, words.message, props)
            except ChatRefused as refused:
                if refused.status == 401:
                    raise
                if quiet:
                    # Only a name would have been another: no news for the thread.
                    self._outbox.settle((), [row.id for row in rows])
                    return
            else:
                self._outbox.settle((), [row.id for row in rows])
                return
        self._sender.send(words, rows, orders, root_id=standing.root_id or standing.post_id)


@contextmanager
def _foreseen(row: Owed) -> Iterator[None]:
    """Raise Unpostable where a line is such that nobody foresaw it: it must hold up no other.

    Out of another's book it may say what none of ours does. The chat and the disk are not asked
    in here but through their own exceptions, which pass.
    """
    try:
        yield
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as e:
        _log.exception("no post can be made of line %s", row.entry)
        raise Unpostable(f"no post can be made of line {row.entry}: {type(e).__name__}") from e


def _words(row: Owed, about: History, hand: Hand, orders: Orders) -> Words | None:
    """Return what is posted; None for the alarm of a line that was struck: it calls nobody."""
    if row.kind is not NoticeKind.ALARM:
        return card(about, hand)
    call = ship_alarm if about.entry.draft.kind is EntryKind.ALARM else alarm
    return call(about, hand, orders.calls)


def _cards_first(rows: Sequence[Owed]) -> list[Owed]:
    """Return the cards that stand first, with nothing but changes of cards among them."""
    found: list[Owed] = []
    for row in rows:
        if row.kind is NoticeKind.CARD:
            found.append(row)
        elif row.kind is not NoticeKind.EDIT or not found:
            break
    return found


def _edits(rows: Sequence[Owed], about: History) -> list[Owed]:
    """Return the changes that are owed to an entry's card: making it anew makes them all."""
    lines: Collection[int | None] = about.numbers
    return [row for row in rows if row.kind is NoticeKind.EDIT and row.entry in lines]
