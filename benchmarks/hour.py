"""How long after the full hour its line stands in the channel: the time that the server stamps."""

import statistics
import time
from pathlib import Path

from benchmarks import servers
from benchmarks.feeder import AT_SEA, Feeder
from benchmarks.mattermost import Mattermost
from benchmarks.processes import Running, get
from logbook.chat import secrets
from logbook.chat.mattermost import MattermostChat
from logbook.model.ports import Post

RATE = 60.0
SLOT_S = 300.0
"""A line every five minutes falls due as an hourly one does, and sooner."""
_LEAD_S = 14.0
_LONGEST_S = 60.0
_SETTINGS = """
[ship]
language = "en"
[schedule]
interval = "5min"
at_anchor = true
"""


def hours(scratch: Path, trials: int) -> str:
    """Return how late the posts of several slots were, each of a server of its own."""
    late, missing = [], []
    for trial in range(trials):
        try:
            late.append(_late(scratch / f"hour{trial}"))
        except RuntimeError as error:
            missing.append(str(error))
    told = f"from the hour to the post on the server, {len(late)} of {trials} times"
    if late:
        told += f": median {statistics.median(late):.2f} s, worst {max(late):.2f} s"
    return "\n".join([told, *missing])


def _late(folder: Path) -> float:
    """Run a server over a slot of the sentences' clock; return how late its post was."""
    first = (time.time() // SLOT_S + 1.0) * SLOT_S - _LEAD_S
    with Feeder(RATE, _LEAD_S + _LONGEST_S, AT_SEA, first=first) as feeder, Mattermost() as chat:
        port = servers.free_port()
        service = servers.ours(folder, feeder.port, port, _SETTINGS)
        chat.connect(folder, port)
        running = Running(service)
        try:
            feeder.wait()
            return _posted(folder / "data", port, feeder.begins + _LEAD_S)
        finally:
            running.stop()


def _posted(data: Path, port: int, due: float) -> float:
    """Wait for the first post after `due` (the host's clock); return how many seconds it took.

    Raises RuntimeError where none comes, with what the server says of itself.
    """
    found = secrets.load(data, {})
    assert found is not None, "it was set up"
    chat = MattermostChat(found)
    while time.time() < due + _LONGEST_S:
        posts, _ = chat.posts_since(found.channel_id, int(due * 1000))
        ours = [post for post in posts if _is_line(post, found.bot_id)]
        if ours:
            return ours[0].create_at / 1000.0 - due
        time.sleep(0.25)
    late_s = time.time() - due
    raise RuntimeError(f"no line was posted in {late_s:.0f} s; /healthz: {get(port, '/healthz')}")


def _is_line(post: Post, bot_id: str) -> bool:
    return post.user_id == bot_id and "hourly line" in post.message
