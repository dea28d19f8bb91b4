"""`doctor` beside a running server: it asks that one, and leaves no trace in its book."""

import time
from pathlib import Path

from demo.standin import StandIn
from logbook.chat.sending import UID
from logbook.config import Config
from logbook.store.book_reader import BookReader
from tests.console.looking import found
from tests.processes import PATIENCE_S, serving, settled


def test_beside_a_running_server_it_writes_no_line_enrols_nobody_and_posts_nothing(
    folder: Path, config: Config, server: StandIn
) -> None:
    settled(folder, *config.feeds)
    words = ("run", "--data", folder, "--config", folder / "ship.toml", "--port", config.port)
    with serving(*words, cwd=folder) as running:
        limit = time.monotonic() + PATIENCE_S
        while "up" not in str(running.health()["feeds"]):
            assert time.monotonic() < limit
            time.sleep(0.02)
        before = running.health()["entries"]
        told = found(folder, config)
        assert {"doctor.running", "doctor.callback", "doctor.feed_up"} <= told.keys()
        assert [name for name, one in told.items() if one.is_wrong] == []
        assert running.health()["entries"] == before
    with BookReader(folder) as book:
        assert (book.count(), book.members()) == (before, {})
    cards = [post for post in server.board.posts.values() if not post.type]
    assert [post for post in cards if not str(post.props.get(UID)).startswith("live:")] == []
