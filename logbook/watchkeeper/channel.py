"""The chat side of the watch: who is posted to, who is followed, and with whose proofs.

Everything is asked anew each time, so that a new set-up is followed without a restart.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Protocol

from logbook.chat.catch_up import CatchUp, Followed
from logbook.chat.connection import Connected, Connection
from logbook.chat.orders import Orders
from logbook.chat.pictures import Pictures
from logbook.chat.poster import Poster
from logbook.chat.secrets import Mattermost
from logbook.chat.sight import Overboard, Sight
from logbook.config import IN_THREADS
from logbook.locale import Speaker
from logbook.model.entries import LogEntry
from logbook.model.notices import Notice, notices_of
from logbook.model.ports import Chat, ChatRefused, Post
from logbook.model.refusal import Refusal
from logbook.model.signing import Signer
from logbook.store.book import Book, Nature
from logbook.store.book_reader import BookReader
from logbook.verbs.bridge import Bridge
from logbook.verbs.mob import open_alarm
from logbook.watchkeeper.forecaster import Forecaster
from logbook.watchkeeper.forecasting import StandingForecast

_log = logging.getLogger(__name__)

Hear = Callable[[Post, int], object]
"""Takes a post of the channel and the server's now (ms); Refusal where it must come again."""


Lend = Callable[[], AbstractContextManager[BookReader]]
"""Lends a reader of the book to the calling thread."""


class Boarding(Protocol):
    """Makes a bridge for the chat as it is set up now."""

    def __call__(self, chat: Chat | None = None, settings: Mattermost | None = None) -> Bridge:
        """Return the bridge."""


class Channel:
    """The log's channel: what is asked of it by the watch, and by those who call us.

    Building it calls nobody. `speaker` speaks the boat's language, `board` makes bridges.
    """

    def __init__(
        self, folder: Path, connection: Connection, speaker: Speaker, board: Boarding
    ) -> None:
        self.pictures = Pictures(folder)
        self.forecasts = Forecaster(folder, self.bridge)
        self.standing = StandingForecast(self.bridge)
        self._connection = connection
        self._speaker = speaker
        self._board = board
        self._hear: Hear = _deaf

    def hear(self, hear: Hear) -> None:
        """Say who takes the posts of the channel."""
        self._hear = hear

    def notices(self, entry: LogEntry) -> Sequence[Notice]:
        """Return what is owed to the channel for an entry: nothing while none is set up."""
        try:
            connected = self._connection.now()
        except Refusal:
            # It was set up, and will be again: what is written meanwhile is owed.
            return notices_of(entry)
        return () if connected is None else notices_of(entry)

    def bridge(self) -> Bridge:
        """Return what the verbs are handed now."""
        connected = self._connected()
        if connected is None:
            return self._board()
        return self._board(connected.chat, connected.settings)

    def token_of(self, trigger: str) -> str | None:
        """Return the token of a slash command of ours, None for any other."""
        connected = self._connected()
        return None if connected is None else connected.settings.token_of(trigger)

    def hook_token(self) -> str | None:
        """Return the token of the outgoing webhook, None without one."""
        connected = self._connected()
        hook = None if connected is None else connected.settings.hook
        return None if hook is None else hook.token

    def bot_id(self) -> str:
        """Return the bot's own user id, empty without a chat."""
        connected = self._connected()
        return "" if connected is None else connected.settings.bot_id

    def secrets(self) -> tuple[str, ...]:
        """Return what must stand in no message; asks nothing, so that it may be asked anywhere."""
        settings = self._connection.last
        if settings is None:
            return ()
        doors = [*settings.commands.values(), *([settings.hook] if settings.hook else [])]
        return (settings.bot_token, settings.signing_key, *(door.token for door in doors))

    def address(self) -> str | None:
        """Return where the chat server is, None without one."""
        connected = self._connected()
        return None if connected is None else connected.settings.url

    def poster(self, book: Book, lend: Lend) -> Poster:
        """Return who posts what `book` owes; `lend` lends a reader of it."""
        simulated = book.nature is Nature.REPLAY
        return Poster(
            book.outbox,
            book.vessel,
            lend,
            orders=self._orders,
            sight=partial(self._sight, simulated),
            clock=self._clock,
        )

    def follower(self, book: Book) -> CatchUp:
        """Return who follows what others post in the channel."""
        return CatchUp(
            self._followed,
            self._heard,
            self._untaken,
            kept=book.state,
            keep=book.keep,
            pictures=self.pictures,
        )

    def _heard(self, post: Post, now_ms: int) -> object:
        # Asked each time: who hears is named only once the routes are made.
        return self._hear(post, now_ms)

    def _untaken(self, post: Post, count: int) -> None:
        """Say in a post's thread that it, and others of its author's, are not in the log."""
        bridge = self.bridge()
        if bridge.chat is None:
            return
        _log.error("%d posts of %s from %s on are given up", count, post.user_id, post.id)
        words = bridge.speaker().say("chat.untaken", count=count, prefix=bridge.prefix)
        try:
            bridge.chat.post(post.channel_id, words, root_id=post.root_id or post.id)
        except ChatRefused as refused:
            _log.warning("that it is given up cannot be told: %s", refused)

    def _connected(self) -> Connected | None:
        """Return the chat that is set up; one whose settings cannot be read is none."""
        try:
            return self._connection.now()
        except Refusal as refusal:
            _log.error("%s %s", refusal.name, refusal.facts)
            return None

    def _followed(self) -> Followed | None:
        connected = self._connected()
        if connected is None:
            return None
        settings = connected.settings
        return Followed(connected.chat, settings.channel_id, settings.channel_private)

    def _orders(self) -> Orders | None:
        connected = self._connection.now()
        if connected is None:
            return None
        chat, settings = connected.chat, connected.settings
        config = self._board().config
        return Orders(
            chat=chat,
            channel_id=settings.channel_id,
            bot_id=settings.bot_id,
            speaker=self._speaker,
            ship_offset_s=config.ship_offset_s,
            signer=Signer(settings.signing_key),
            callback=settings.callback,
            daily_threads=config.threading == IN_THREADS,
            live_card=config.live_card,
            calls=config.alarm,
        )

    def _sight(self, simulated: bool) -> Sight:
        bridge = self._board()
        # One that was struck is none: a false alarm is no place to steer for.
        alarm = open_alarm(bridge)
        overboard = None if alarm is None else Overboard(alarm.at, alarm.draft.position)
        ship_name = bridge.config.ship_name
        return Sight(bridge.now(), bridge.moment(), overboard, ship_name, simulated)

    def _clock(self) -> tuple[float, float]:
        bridge = self._board()
        return bridge.steady(), bridge.now()


def _deaf(_: Post, __: int) -> None:
    """Hear nothing: nobody said who takes the posts yet."""
