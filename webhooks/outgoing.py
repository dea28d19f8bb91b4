"""`/webhooks/outgoing`: a message in the log's channel that begins with `log`, or brings a file.

A pasted bulletin is a line too (`webhooks.bulletins`). Weather files are no line of their own: they
are handed to who reads them.

What is missed goes the same way, brought by `logbook.chat.catch_up`: one post is one line.
"""

import hmac
import logging
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from logbook.forecasts.desk import is_forecast
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.ports import Chat, ChatAway, ChatRefused, Post
from logbook.model.refusal import Refusal
from logbook.verbs import people
from logbook.verbs.bridge import Bridge
from logbook.verbs.text import clean
from logbook.verbs.when import told
from logbook.verbs.write import write
from webhooks.bulletins import is_bulletin
from webhooks.payload import Admit, Payload, Unproven

_log = logging.getLogger(__name__)

UID: Final = "logbook_uid"
"""In the props of whatever we post ourselves."""
_MARKED: Final = re.compile(r"\s*(?:log|journal)(?:\s*[:,;]\s*|\s+|\Z)", re.IGNORECASE)
_ASKING: Final = frozenset({"help", "aide", "?", "list", "liste"})
_MILLISECONDS: Final = 100_000_000_000
"""A larger number is milliseconds since 1970: the hook's form tells seconds, its JSON does not."""
_LATER: Final = ("store.", "people.not_checked", "people.no_chat")
"""Refusals that are nobody's mistake and that time may mend."""
_ENOUGH: Final = "verbs.enough"
_DAY_MS: Final = 86_400_000
_GIVEN_BACK: Final = 12_000
_MOST_ASKED: Final = 5
"""How often the server is asked what the files of one post are, while it fails at it."""
_MOST_DOUBTED: Final = 1000


@dataclass(frozen=True, slots=True)
class Ears:
    """What listens to posts, one for hook and catching up: our bot's id, asked at each post.

    `want` orders copies of the files of an entry. `told` are the latest posts whose authors were
    told why they are no line: once is enough, whichever way a post comes. `doubted` counts, by
    post, how often the server failed at telling what its files are. `weather` answers the weather
    files of a post, and leaves its other files alone.
    """

    bot_id: Callable[[], str]
    want: Callable[[int, tuple[str, ...]], None]
    told: deque[str] = field(default_factory=lambda: deque(maxlen=1000))
    doubted: dict[str, int] = field(default_factory=dict)
    weather: Callable[[Post], None] = lambda _: None


def delivered(
    bridge: Bridge, ears: Ears, hook_token: str | None, call: Payload, admit: Admit
) -> LogEntry | None:
    """Take what the hook brings; raises Unproven, and Refusal where it must be caught up later."""
    expected = (hook_token or "").encode()
    proof = call.text("token").encode("utf-8", "replace")
    if not hmac.compare_digest(expected, proof) or not expected:
        raise Unproven
    post = _told(call)
    if bridge.chat is None or not _concerns(bridge, ears, post):
        return None
    admit(post.user_id)
    return take(bridge, ears, *_looked_up(bridge.chat, post))


def take(bridge: Bridge, ears: Ears, post: Post, server_ms: int) -> LogEntry | None:
    """Write a post as a line, if it is one; `server_ms` is now by the clock that timed it.

    None where it is none, stands in the log already, or its author was told why not. Raises
    Refusal where the disk or the chat server does not let us, so that it is tried again.
    """
    if not _concerns(bridge, ears, post) or post.delete_at:
        return None
    if _all_weather(bridge, ears, post):
        return None
    key = f"post:{post.id}"
    with bridge.readers.book() as book:
        if book.keyed(key) is not None:
            return None
    try:
        entry = _written(bridge, post, server_ms, key)
    except Refusal as refusal:
        if refusal.name.startswith(_LATER):
            raise
        # Who floods the channel is told so once a day, and not once a message.
        flood = f"{post.user_id} {server_ms // _DAY_MS}" if refusal.name == _ENOUGH else ""
        if (flood or post.id) not in ears.told:
            ears.told.append(flood or post.id)
            _tell(bridge, post, refusal)
        return None
    ears.want(entry.number, post.file_ids)
    return entry


def line_of(post: Post) -> str | None:
    """Return what a post says to the log, empty for files alone; None where it is not for it.

    A bulletin says all of itself.
    """
    text = clean(post.message)
    if is_bulletin(text):
        return text
    found = _MARKED.match(text)
    if found is None:
        return "" if not text and post.file_ids else None
    said = text[found.end() :].strip()
    return said if said or post.file_ids else None


def _concerns(bridge: Bridge, ears: Ears, post: Post) -> bool:
    ours = post.user_id == ears.bot_id() or UID in post.props
    # `journal added to the channel by marie` is the server's own, in Marie's name.
    by_machine = post.props.get("from_webhook") == "true" or post.type.startswith("system_")
    here = bool(post.id and post.user_id) and post.channel_id == bridge.channel_id
    says = line_of(post) is not None or bool(post.file_ids)
    return here and not ours and not by_machine and says


def _all_weather(bridge: Bridge, ears: Ears, post: Post) -> bool:
    """Hand on the weather files of a post; tell whether they are all that it is about.

    Raises Refusal where the chat server must say first what files without words are; where it
    cannot, however often it is asked, they are no weather files.
    """
    line = line_of(post)
    if line == "" and not clean(post.message) and bridge.chat is not None:
        try:
            names = [bridge.chat.described(file_id)[0] for file_id in post.file_ids]
        except ChatRefused:
            return False
        except ChatAway as away:
            if _given_up(ears, post):
                return False
            raise Refusal("chat.away", url=post.channel_id, reason=away) from away
        if not any(map(is_forecast, names)):
            return False
        ears.weather(post)
        return all(map(is_forecast, names))
    if post.file_ids:
        ears.weather(post)
    return line is None


def _given_up(ears: Ears, post: Post) -> bool:
    """Tell whether the server failed at a post so often that what follows must not wait for it."""
    if post.id not in ears.doubted and len(ears.doubted) >= _MOST_DOUBTED:
        del ears.doubted[next(iter(ears.doubted))]
    ears.doubted[post.id] = ears.doubted.get(post.id, 0) + 1
    return ears.doubted[post.id] >= _MOST_ASKED


def _written(bridge: Bridge, post: Post, server_ms: int, key: str) -> LogEntry:
    who = people.caller(bridge, post.user_id)
    said = line_of(post) or ""
    if said.casefold() in _ASKING:
        raise Refusal("webhooks.asking", prefix=bridge.prefix)
    # The two clocks are never compared: how old it is, the server's alone says.
    age_s = max(0.0, (server_ms - post.create_at) / 1000.0) if post.create_at else 0.0
    posted_at = bridge.now() - age_s
    facts: dict[str, object] = {"post": post.id}
    if post.file_ids:
        facts["files"] = list(post.file_ids)
    if is_bulletin(clean(post.message)):
        return write(bridge, who, said, kind=EntryKind.BULLETIN, at=posted_at, key=key, facts=facts)
    line = told(said, posted_at, bridge.config.ship_offset_s)
    if line.text != said:
        facts["typed"] = said
    text = line.text or bridge.speaker().say("webhooks.files", count=len(post.file_ids))
    at = posted_at if line.at is None else line.at
    return write(bridge, who, text, at=at, key=key, facts=facts)


def _looked_up(chat: Chat, post: Post) -> tuple[Post, int]:
    """Return the post as the server holds it, and the server's now; as the hook told it, if not."""
    try:
        found, now = chat.posts_since(post.channel_id, max(0, post.create_at - 1000))
    except (ChatAway, ChatRefused) as error:
        _log.warning("post %s cannot be looked up: %s", post.id, error)
        return post, post.create_at
    return next((one for one in found if one.id == post.id), post), now


def _told(call: Payload) -> Post:
    stamp = call.whole("timestamp") or 0
    return Post(
        id=call.ident("post_id"),
        channel_id=call.ident("channel_id"),
        user_id=call.ident("user_id"),
        message=call.text("text"),
        create_at=stamp if stamp > _MILLISECONDS else stamp * 1000,
        file_ids=call.idents("file_ids"),
    )


def _tell(bridge: Bridge, post: Post, refusal: Refusal) -> None:
    """Tell the author alone why their message is no line, and give it back."""
    _log.info("post %s is no line: %s", post.id, refusal.name)
    if bridge.chat is None or refusal.name == "people.not_member":
        return
    say = bridge.speaker(people.language(bridge, post.user_id))
    # Four blanks make a block that is shown letter by letter, whatever stands in it.
    typed = "\n".join(f"    {row}" for row in clean(post.message)[:_GIVEN_BACK].split("\n"))
    words = say.say("webhooks.not_written", reason=refusal)
    try:
        bridge.chat.direct(post.user_id, f"{words}\n\n{typed}")
    except (ChatAway, ChatRefused) as error:
        _log.warning("the author of post %s cannot be told: %s", post.id, error)
