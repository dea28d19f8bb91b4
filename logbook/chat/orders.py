"""What holds for the channel at this moment: where to post, in which words, and for whom."""

from dataclasses import dataclass

from logbook.locale import Speaker
from logbook.model.ports import Chat
from logbook.model.signing import Signer


@dataclass(frozen=True, slots=True)
class Orders:
    """Asked for anew before each round, so that a new set-up or setting is followed at once.

    `channel_id` is the log's own channel, `bot_id` the bot's user id. With `daily_threads` the
    first line of a ship's day is the root of a thread for the others. `calls` are the usernames
    that an alarm calls. Without a `signer` cards have no buttons.
    """

    chat: Chat
    channel_id: str
    bot_id: str
    speaker: Speaker
    ship_offset_s: int = 0
    signer: Signer | None = None
    callback: str = ""
    daily_threads: bool = False
    live_card: bool = True
    calls: tuple[str, ...] = ()
