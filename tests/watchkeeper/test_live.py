"""A watch on this machine's own clocks: real feeds on loopback, a real loop, real books."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from logbook.config import Config
from logbook.feeds.supervisor import Feeds
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.refusal import Refusal, Refusals
from logbook.store.book_reader import BookReader
from logbook.watchkeeper import hearing
from tests.sailing import wind
from tests.watchkeeper.harness import Server, kept, soon
from tests.watchkeeper.receiver import HOUR, receiver


@pytest.fixture
def server() -> Iterator[Server]:
    """A server beside the receiver's."""
    made = Server()
    yield made
    made.close()


def test_a_flood_beside_the_gps_delays_neither_the_hour_nor_the_health(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "Feeds", partial(Feeds, lines_a_feed=500))
    flooder = server
    lines = b"".join(wind(40.0 + number % 100, 12.0) for number in range(500))
    sent = 0
    told: list[tuple[float, LogEntry]] = []

    def tell(entry: LogEntry) -> None:
        told.append((time.monotonic(), entry))

    with receiver(HOUR - 5.0) as gps:
        begun = time.monotonic()
        config = Config(feeds=(gps.server.address, flooder.address), at_anchor=True)
        with kept(config, tmp_path, tell) as watch, flooder.accept() as peer:
            slowest = 0.0
            burst = lines * 40
            peer.sendall(burst)
            sent += 500 * 40
            while time.monotonic() - begun < 5.5:
                peer.sendall(lines)
                sent += 500
                asked = time.monotonic()
                health = watch.health()
                slowest = max(slowest, time.monotonic() - asked)
                time.sleep(0.1)
            assert soon(lambda: any(one.draft.kind is EntryKind.HOURLY for _, one in told))
            assert soon(lambda: watch.health()["queue"] == 0)
            health = watch.health()
    at, hourly = next((at, one) for at, one in told if one.draft.kind is EntryKind.HOURLY)
    assert hourly.at == HOUR
    assert hourly.draft.position is not None
    assert at - begun == pytest.approx(5.0, abs=2.0)
    assert slowest < 0.5
    first, second = _feeds(health)
    assert first["dropped"] == 0
    assert second["dropped"] > 0
    assert health["dropped"] == second["dropped"]
    # Every line is either counted or said to be dropped; the last may still be on its way.
    assert second["sentences"] + second["dropped"] <= sent
    assert second["sentences"] + second["dropped"] >= sent - 1000


def _feeds(health: dict[str, object]) -> list[dict[str, int]]:
    feeds = health["feeds"]
    assert isinstance(feeds, list)
    return feeds


def test_rubbish_from_one_feed_is_counted_and_disturbs_no_other(
    tmp_path: Path, server: Server
) -> None:
    mad = server
    with receiver(HOUR + 600.0) as gps:
        config = Config(feeds=(gps.server.address, mad.address))
        with kept(config, tmp_path) as watch, mad.accept() as peer:
            peer.sendall(bytes(range(256)) * 200 + b"$" * 9000 + b"\n$GPRMC,\xff*00\r\n$GPGGA\n")
            assert soon(lambda: _feeds(watch.health())[1]["bad"] > 0)
            assert soon(lambda: watch.health()["clock"] == _clock(watch.health(), "gps"))
            health = watch.health()
            assert health["status"] == "ok"
            assert _feeds(health)[0]["bad"] == 0


def _clock(health: dict[str, object], source: str) -> dict[str, object]:
    clock = health["clock"]
    assert isinstance(clock, dict)
    return {**clock, "source": source}


def test_the_second_gps_takes_over_when_the_first_goes_silent(tmp_path: Path) -> None:
    with receiver(HOUR + 600.0) as second, receiver(HOUR + 600.0) as first:
        config = Config(feeds=(first.server.address, second.server.address))
        with kept(config, tmp_path) as watch:
            assert soon(lambda: _used(watch.health(), 0) > 10)
            assert _used(watch.health(), 1) <= 2
            first.close()
            before = _used(watch.health(), 1)
            assert soon(lambda: _used(watch.health(), 1) > before + 5)
            assert watch.health()["status"] == "degraded"


def _used(health: dict[str, object], feed: int) -> int:
    return _feeds(health)[feed]["used"]


def test_health_tells_what_the_product_page_says(tmp_path: Path) -> None:
    with receiver(HOUR + 600.0) as gps, kept(Config(feeds=(gps.server.address,)), tmp_path) as w:
        assert soon(lambda: w.health()["status"] == "ok" and _used(w.health(), 0) > 5)
        health = w.health()
    fields = {"status", "feeds", "clock", "entries", "track_points", "queue", "dropped", "outbox"}
    assert fields <= set(health)
    feed = _feeds(health)[0]
    assert {"name", "state", "age_s", "sentences", "bad"} <= set(feed)
    assert [str(feed["name"]), str(feed["state"])] == [gps.server.address, "up"]
    assert set(_clock(health, "gps")) == {"source", "offset_s"}
    assert health["outbox"] == 0


def test_readers_work_while_the_log_is_kept(tmp_path: Path) -> None:
    with receiver(HOUR + 600.0) as gps, kept(Config(feeds=(gps.server.address,)), tmp_path) as w:
        assert soon(lambda: w.health()["entries"] == 1)
        with BookReader(tmp_path) as book:
            assert book.count() == 1
            assert not book.verify()


def test_a_folder_is_kept_by_one_watch_only(tmp_path: Path) -> None:
    with kept(Config(), tmp_path), pytest.raises(Refusal) as refused, kept(Config(), tmp_path):
        pass
    assert refused.value.name == "store.locked"


def test_a_replay_never_writes_into_a_real_book_nor_the_other_way(tmp_path: Path) -> None:
    real, replay = (
        Config(feeds=("udp://127.0.0.1:47113",)),
        Config(feeds=("simulated://?speed=60",)),
    )
    for first, second, name in (
        (real, replay, "store.real_book"),
        (replay, real, "store.replay_book"),
    ):
        folder = tmp_path / name
        with kept(first, folder):
            pass
        with pytest.raises(Refusal) as refused, kept(second, folder):
            pass
        assert refused.value.name == name


def test_a_replay_beside_a_real_feed_is_refused(tmp_path: Path) -> None:
    config = Config(feeds=("udp://:10110", "simulated://"))
    with pytest.raises(Refusal) as refused, kept(config, tmp_path):
        pass
    assert refused.value.name == "feeds.replay_beside_real"
    assert not (tmp_path / "logbook.db").exists()


def test_all_misspelt_feeds_are_told_at_once(tmp_path: Path) -> None:
    config = Config(feeds=("tpc://boat:1", "udp://:10110", "tcp://boat"))
    with pytest.raises(Refusals) as refused, kept(config, tmp_path):
        pass
    assert [one.name for one in refused.value.parts] == ["feeds.misspelt", "feeds.no_port"]
