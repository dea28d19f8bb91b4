"""From the receiver's sentences to the channel: a bulletin is on disk, then posted, and once."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from demo.standin import StandIn
from logbook.chat import secrets
from logbook.config import Config
from logbook.model.entries import EntryKind
from logbook.model.neutral import JOINER
from logbook.store.book_reader import BookReader
from logbook.watchkeeper import Watchkeeper
from tests.chat.setting_up import SetUp
from tests.navtex import GALE, bulletin, distinct, nrx
from tests.watchkeeper.harness import Aboard, Computer, Server, kept, soon

LIKE = "\N{ASTERISK OPERATOR}"


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn() as made:
        yield made


@pytest.fixture
def aboard(tmp_path: Path, server: StandIn) -> Iterator[Aboard]:
    made = Aboard(tmp_path, Computer("2027-06-01 12:10:00"), "2027-06-01 12:10:00")
    secrets.save(made.folder, SetUp(server).run())
    made.run(10.0, made.gps)
    made.watch.poster.start()
    yield made
    made.watch.poster.stop()
    made.close()


def messages(server: StandIn) -> list[str]:
    """Return what was posted about bulletins, as the server has it."""
    posts = server.board.of_channel(server.channel.id)
    return [post.message for post in posts if "NAVTEX" in post.message and not post.delete_at]


def said(aboard: Aboard, lines: list[bytes]) -> None:
    """Let a receiver say so much, six sentences a second."""
    for start in range(0, len(lines), 6):
        aboard.run(1.0, aboard.gps)
        aboard.hear(lines[start : start + 6], feed=1)


def test_a_warning_is_one_post_and_the_station_s_repetition_is_none(
    server: StandIn, aboard: Aboard
) -> None:
    said(aboard, bulletin("FB31", GALE))
    said(aboard, bulletin("FB31", GALE, sequence=1))
    assert soon(lambda: bool(messages(server)))
    said(aboard, bulletin("FA02", "LIGHT UNLIT", sequence=2))
    assert soon(lambda: len(messages(server)) == 2)
    (line,) = (one for one in aboard.lines() if one.draft.facts.get("navtex") == "FB31")
    assert messages(server)[0].replace(JOINER, "").split("\n") == [
        f"Line {line.number} · 12:10 UTC",
        "DANGER · NAVTEX FB31: meteorological warning · station F · 518 kHz",
        "GALE WARNING NR 31",
        "AREAS IROISE AND YEU",
        "SW 8, LOCALLY 9, EXPECTED SOON.",
        "HIGH SEA. MARINERS ARE ADVISED TO KEEP CLEAR.",
    ]


def test_what_a_station_says_pings_nobody_and_hides_nothing(
    server: StandIn, aboard: Aboard
) -> None:
    words = "@channel\r\n# P*RT OF K*TKA\r\n[x](http://y) `Z` ~A~ |B| _C_"
    said(aboard, bulletin("FE12", words, bad=2))
    assert soon(lambda: bool(messages(server)))
    (message,) = messages(server)
    assert "@channel" not in message
    assert not set("*`|") & set(message)
    assert message.replace(JOINER, "").split("\n")[2:] == [
        "@channel",
        "# P*RT OF K*TKA".replace("*", LIKE),
        "[x](http://y) 'Z' ~A~ ¦B¦ _C_",
        "2 unreadable characters (4%)",
    ]
    (line,) = (one for one in aboard.lines() if one.draft.kind is EntryKind.BULLETIN)
    assert "# P*RT OF K*TKA\n[x](http://y) `Z` ~A~ |B| _C_" in line.draft.text


def test_a_flood_makes_a_dozen_posts_and_one_for_the_rest(server: StandIn, aboard: Aboard) -> None:
    said(aboard, distinct(150))
    aboard.run(620.0, aboard.gps)
    assert soon(lambda: aboard.watch.health()["outbox"] == 0)
    assert len(messages(server)) == 9
    assert "142 bulletins more are written without posts" in messages(server)[-1]
    assert len([one for one in aboard.lines() if "navtex" in one.draft.facts]) == 150


def fed(watch: Watchkeeper) -> Mapping[str, object]:
    """Return what health says of the one feed."""
    (feed,) = watch.health()["feeds"]  # type: ignore[misc] # JSON-able
    return feed  # type: ignore[no-any-return,has-type] # likewise


def test_a_running_log_takes_a_bulletin_from_its_feed(tmp_path: Path) -> None:
    receiver = Server()
    told: list[str] = []
    config = Config(feeds=(receiver.address,))
    with (
        kept(config, tmp_path, lambda entry: told.append(entry.draft.text)) as watch,
        receiver.accept() as peer,
    ):
        peer.sendall(b"".join(line + b"\r\n" for line in reversed(bulletin("FB31", GALE))))
        peer.sendall(nrx(3, 2, "NO SUCH PART") + b"\r\n")
        assert soon(lambda: any("GALE WARNING NR 31" in text for text in told))
        assert soon(lambda: fed(watch)["bad_by_reason"] == {"format": 1})
        assert fed(watch)["used"] == len(bulletin("FB31", GALE))
    receiver.close()
    with BookReader(tmp_path) as book:
        assert not book.verify()
        (line,) = book.entries(kinds=(EntryKind.BULLETIN,))
    assert line.draft.text == told[0]
