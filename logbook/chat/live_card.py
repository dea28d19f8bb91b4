"""The pinned card that shows the ship now: one post, edited in place, found again, replaced."""

import math
from dataclasses import dataclass
from typing import Any, Final

from logbook.chat.hand import Hand
from logbook.chat.orders import Orders
from logbook.chat.sending import AROUND_MS, NEVER_MS, UID, is_shut
from logbook.chat.sight import Sight, is_news, text
from logbook.chat.wording import briefly
from logbook.model.notices import wait_s
from logbook.model.ports import ChatAway, ChatBusy, ChatRefused, Post
from logbook.model.refusal import Refusal
from logbook.store.outbox import Outbox

EVERY_S: Final = 60.0
"""Product rule: no more than one edit a minute."""
REPLAYED_S: Final = 5.0
"""In a replay that minute is the ship's own, but never shorter than this, in real seconds."""
_LOOK_S: Final = 10.0
_STILL_S: Final = 900.0
"""So often the card is written anew though nothing changed, to show that somebody looks."""
_STATE: Final = "live_card"


@dataclass(frozen=True, slots=True)
class _Stands:
    """Which post the card is; `asked_ms` is the server's time before one was made."""

    channel_id: str = ""
    post_id: str = ""
    pinned: bool = False
    asked_ms: int = 0


class LiveCard:
    """Keeps one card for one vessel; called by one thread, as often as it asks to be."""

    def __init__(self, outbox: Outbox, vessel: str) -> None:
        self._outbox = outbox
        self._uid = f"live:{vessel}"
        self._vessel = vessel
        self._shown: Sight | None = None
        self._shown_at = self._not_before = -math.inf
        self._tries = 0
        self.fault: Refusal | None = None

    def show(self, now: float, sight: Sight, orders: Orders) -> float:
        """Bring the card up to date if it is time; return when to come again (steady seconds).

        Only what is shown waits for the chat, never the log: an outage leaves one edit to make.
        """
        if now < self._not_before:
            return self._not_before
        try:
            if not orders.live_card:
                self._take_down(orders)
            elif self._is_due(now, sight):
                self._put(text(sight, self._hand(orders, sight)), orders)
                self._shown, self._shown_at = sight, now
        except (ChatAway, ChatRefused) as why:
            away = isinstance(why, ChatAway)
            name = "cards.held_away" if away else "cards.live_refused"
            self.fault = Refusal(name, reason=briefly(why))
            pause = why.wait_s if isinstance(why, ChatBusy) else wait_s(self._tries)
            self._tries += 1
            self._not_before = now + max(pause, 1.0)
            return self._not_before
        self._tries, self.fault = 0, None
        if sight.simulated:
            return now + REPLAYED_S
        return max(now + _LOOK_S, self._shown_at + EVERY_S)

    def _is_due(self, now: float, sight: Sight) -> bool:
        shown = self._shown
        if shown is None or shown.overboard != sight.overboard:
            return True
        if not self._minute_passed(now, sight, shown):
            return False
        return now - self._shown_at >= _STILL_S or is_news(shown, sight)

    def _minute_passed(self, now: float, sight: Sight, shown: Sight) -> bool:
        """Tell whether it is time for another edit: a minute, in a replay one of its own clock."""
        passed = now - self._shown_at
        if not sight.simulated:
            return passed >= EVERY_S
        # A passage begun again sets its clock back.
        sailed = abs(sight.at - shown.at)
        return passed >= EVERY_S or (passed >= REPLAYED_S and sailed >= EVERY_S)

    def _hand(self, orders: Orders, sight: Sight) -> Hand:
        return Hand(orders.speaker, self._vessel, ship_offset_s=orders.ship_offset_s, now=sight.at)

    def _put(self, words: str, orders: Orders) -> None:
        stands = self._stands(orders)
        if not stands.post_id or not self._edited(stands.post_id, words, orders):
            stands = self._made(stands, words, orders)
        if not stands.pinned:
            orders.chat.pin(stands.post_id)
            self._keep(_Stands(stands.channel_id, stands.post_id, pinned=True))

    def _edited(self, post_id: str, words: str, orders: Orders) -> bool:
        """Write the card anew; return whether it still stands."""
        try:
            orders.chat.edit(post_id, words, {UID: self._uid})
        except ChatRefused as refused:
            if refused.status == 401 or self._is_there(post_id, orders):
                # A server may forbid late edits: a new card every minute would be worse.
                raise
            return False
        return True

    def _is_there(self, post_id: str, orders: Orders) -> bool:
        try:
            orders.chat.get(post_id)
        except ChatRefused:
            return False
        return True

    def _made(self, stands: _Stands, words: str, orders: Orders) -> _Stands:
        """Return the card found among what is pinned or was just posted, else a new one."""
        chat, channel_id = orders.chat, orders.channel_id
        found = self._ours(chat.pinned(channel_id), stands, orders)
        pinned = found is not None
        if found is None and stands.asked_ms:
            since = stands.asked_ms - AROUND_MS
            found = self._ours(chat.posts_since(channel_id, since)[0], stands, orders)
        if found is not None and not self._edited(found.id, words, orders):
            found = None
        if found is None:
            asked_ms = chat.posts_since(channel_id, NEVER_MS)[1]
            self._keep(_Stands(channel_id, asked_ms=asked_ms))
            found = chat.post(
                channel_id,
                words,
                props={UID: self._uid},
                pending_id=f"{orders.bot_id}:{self._uid}:{asked_ms}",
            )
            pinned = False
        made = _Stands(channel_id, found.id, pinned=pinned)
        self._keep(made)
        return made

    def _ours(self, posts: list[Post], stands: _Stands, orders: Orders) -> Post | None:
        ours = (
            post
            for post in posts
            if post.props.get(UID) == self._uid
            and post.user_id == orders.bot_id
            and not post.delete_at
            and post.id != stands.post_id
        )
        return next(ours, None)

    def _take_down(self, orders: Orders) -> None:
        """Remove a card that nobody wants any more: it would show an old now for ever."""
        stands = self._stands(orders)
        if stands.post_id:
            try:
                orders.chat.delete(stands.post_id)
            except ChatRefused as refused:
                if is_shut(refused) and self._is_there(stands.post_id, orders):
                    raise
            self._keep(_Stands())
        self._shown = None

    def _stands(self, orders: Orders) -> _Stands:
        kept: Any = self._outbox.state(_STATE)
        if not isinstance(kept, dict) or kept.get("channel_id") != orders.channel_id:
            return _Stands()
        return _Stands(
            orders.channel_id,
            str(kept.get("post_id", "")),
            kept.get("pinned") is True,
            asked if isinstance(asked := kept.get("asked_ms"), int) else 0,
        )

    def _keep(self, stands: _Stands) -> None:
        self._outbox.keep(
            {
                _STATE: {
                    "channel_id": stands.channel_id,
                    "post_id": stands.post_id,
                    "pinned": stands.pinned,
                    "asked_ms": stands.asked_ms,
                }
            }
        )
