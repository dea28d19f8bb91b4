"""How long after the full hour its line stands in the channel: the time that the server stamps."""

import statistics
import time
from pathlib import Path

from benchmarks import servers
from benchmarks.feeder import AT_SEA, Feeder
from benchmarks.mattermost import Mattermost
from benchmarks.processes import Running
from logbook.chat import secrets
from logbook.chat.mattermost import MattermostChat
from logbook.model.ports import Post

TRIALS = 5
RATE = 60.0
SLOT_S = 300.0
"""A line every five minutes falls due as an hourly one does, and sooner."""
_LEAD_S = 14.0
_LONGEST_S = 20.0
_SETTINGS = """
[ship]
language = "en"
[schedule]
interval = "5min"
at_anchor = true
"""
_HEARD_S = RATE * (AT_SEA + _LEAD_S + _LONGEST_S) / 15_000.0


def hours(scratch: Path) -> str:
    """Return how late the posts of several slots were, each of a server of its own."""
    late = [_late(scratch / f"hour{trial}") for trial in range(TRIALS)]
    return (
        f"from the hour to the post on the server, {TRIALS} times: median"
        f" {statistics.median(late):.2f} s, worst {max(late):.2f} s"
    )


def _late(folder: Path) -> float:
    """Start a server some seconds before a slot of the sentences' clock; return how late it was."""
    soon = time.time() + 2.0 + _HEARD_S
    slot = (soon // SLOT_S + 1.0) * SLOT_S
    ahead_s = slot - _LEAD_S - soon
    with Feeder(RATE, _LEAD_S + _LONGEST_S, AT_SEA, ahead_s=ahead_s) as feeder:
        port = servers.free_port()
        service = servers.ours(folder, feeder.port, port, _SETTINGS)
        with Mattermost() as chat:
            chat.connect(folder, port)
            feeder.wait()
            running = Running(service)
            try:
                return _posted(folder / "data", slot - ahead_s)
            finally:
                running.stop()


def _posted(data: Path, due: float) -> float:
    """Wait for the first post after `due` (the host's clock); return how many seconds it took."""
    found = secrets.load(data, {})
    assert found is not None, "it was set up"
    chat = MattermostChat(found)
    while time.time() < due + _LONGEST_S:
        posts, _ = chat.posts_since(found.channel_id, int(due * 1000))
        ours = [post for post in posts if _is_line(post, found.bot_id)]
        if ours:
            return ours[0].create_at / 1000.0 - due
        time.sleep(0.25)
    raise RuntimeError("no line was posted")


def _is_line(post: Post, bot_id: str) -> bool:
    return post.user_id == bot_id and "hourly line" in post.message
