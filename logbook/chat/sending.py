"""Sends a post so that it arrives once, and settles in the book what it tells.

A post carries the notice's own id in its props. Where it is not known whether a post arrived,
it is looked for by that id before it is sent again.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from logbook.chat.hand import Words
from logbook.chat.orders import Orders
from logbook.model.notices import NoticeKind
from logbook.model.ports import ChatRefused, Post
from logbook.store.outbox import Outbox, Owed

UID: Final = "logbook_uid"
"""The prop by which a post of ours is known again."""
_SETTLES: Final = "logbook_settles"
_DAY: Final = "logbook_day"
_SEEN: Final = "chat_seen"
_THREADS: Final = "chat_threads"
AROUND_MS: Final = 2 * 86_400_000
"""How far before the server's last known time a post of ours is looked for.

A server without a clock chip wakes up some time in the past, by an hour or a night, stamps what
it is sent, and is put right before we ask: no one reading of its clock may bound the search.
"""
NEVER_MS: Final = 4_102_444_800_000
"""The year 2100: no post is newer, so asking for posts since then only tells the time."""
_THREADS_KEPT: Final = 3
_Kind = TypeVar("_Kind", int, str)


def is_shut(refused: ChatRefused) -> bool:
    """Tell whether the server refuses all that we post, rather than this one post.

    401: the token or the bot; 403: not a member, or no such channel; 404: no such server; a
    channel that was archived.
    """
    archived = "can_not_post_to_deleted" in refused.error
    return archived or refused.status in {401, 403, 404}


class Sender:
    """Sends for one book; used by one thread. Lets the chat's exceptions through.

    After ChatAway that is not certain, call `recognise` before anything is sent again.
    """

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    def send(
        self,
        words: Words,
        rows: Sequence[Owed],
        orders: Orders,
        *,
        root_id: str = "",
        day: str = "",
    ) -> None:
        """Post `words` for `rows`, in the thread of `root_id` where that still stands.

        With a `day` in that day's thread, of which it is the root where there is none yet.
        """
        first = rows[0]
        channel_id = orders.channel_id
        self._note_time(channel_id, orders)
        props: dict[str, object] = {**words.props, UID: first.uid}
        if len(rows) > 1:
            props[_SETTLES] = [row.uid for row in rows]
        if day:
            props[_DAY] = day
            root_id = self._threads().get(day, "")

        def post(root_id: str) -> Post:
            return orders.chat.post(
                channel_id,
                words.message,
                props=props,
                root_id=root_id,
                pending_id=f"{orders.bot_id}:{first.uid}",
            )

        try:
            sent = post(root_id)
        except ChatRefused as refused:
            if not root_id or is_shut(refused):
                raise
            # The thread is gone: its root was deleted.
            sent = post("")
        # Within half a minute the server may answer with what it had stored at an earlier try,
        # which told fewer of them.
        self._settle(sent, _told_in(sent, rows) or rows)

    def _settle(self, post: Post, rows: Sequence[Owed]) -> None:
        uid = post.props.get(UID, rows[0].uid)
        posted = [
            row
            for row in rows
            if row.kind is NoticeKind.CARD or (row.kind is NoticeKind.EDIT and row.uid == uid)
        ]
        cards = [row for row in posted if row.kind is NoticeKind.CARD]
        state: dict[str, object] = {_SEEN: {**self._seen(), post.channel_id: post.create_at}}
        if _DAY in post.props and not post.root_id:
            others = {day: root for day, root in self._threads().items() if day != post.props[_DAY]}
            kept = list(others.items())[1 - _THREADS_KEPT :]
            state[_THREADS] = {**dict(kept), str(post.props[_DAY]): post.id}
        self._outbox.settle(
            [row.id for row in posted],
            [row.id for row in rows if row not in posted],
            post_id=post.id,
            root_id=post.root_id,
            shared=len(cards) > 1,
            state=state,
        )

    def _note_time(self, channel_id: str, orders: Orders) -> None:
        """Keep the server's time from before the first post, so that it can be looked for."""
        seen = self._seen()
        if channel_id not in seen:
            _, now = orders.chat.posts_since(channel_id, NEVER_MS)
            self._outbox.keep({_SEEN: {**seen, channel_id: now}})

    def _seen(self) -> dict[str, int]:
        return _by_name(self._outbox.state(_SEEN), int)

    def _threads(self) -> dict[str, str]:
        return _by_name(self._outbox.state(_THREADS), str)

    def recognise(self, rows: Sequence[Owed], orders: Orders) -> None:
        """Settle those of `rows` that stand in the channel already."""
        channel_id = orders.channel_id
        seen = self._seen().get(channel_id)
        if seen is None:
            # Its time is noted before the first post: nothing was ever tried.
            return
        posts, now = orders.chat.posts_since(channel_id, seen - AROUND_MS)
        if now < seen:
            # The server's clock stands back still: what it stamped may be older yet.
            posts, _ = orders.chat.posts_since(channel_id, now - AROUND_MS)
        waiting = list(rows)
        for post in posts:
            if post.user_id != orders.bot_id:
                continue
            found = _told_in(post, waiting)
            if found:
                self._settle(post, found)
                waiting = [row for row in waiting if row not in found]


def _by_name(kept: object, kind: type[_Kind]) -> dict[str, _Kind]:
    """Return what was kept by name, as far as it is such as we keep: a backup may bring others."""
    told = kept if isinstance(kept, dict) else {}
    return {name: value for name, value in told.items() if type(value) is kind}


def _told_in(post: Post, rows: Sequence[Owed]) -> list[Owed]:
    """Return those of `rows` that a post of ours tells, by its props."""
    props: Mapping[str, object] = post.props
    settles = props.get(_SETTLES)
    told = {props.get(UID), *(settles if isinstance(settles, list) else ())}
    return [row for row in rows if row.uid in told]
