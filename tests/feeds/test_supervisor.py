"""All feeds together: none disturbs another, and stopping stops them all."""

import threading
from pathlib import Path

import pytest

from logbook.feeds import tcp
from tests.feeds.harness import lines_of, running, soon


def test_a_feed_that_fails_in_an_unforeseen_way_is_down_says_so_and_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries = []

    def fail(*_: object) -> None:
        tries.append(1)
        raise RuntimeError("never seen before")

    monkeypatch.setattr(tcp, "listen", fail)
    with running(["tcp://127.0.0.1:1", "simulated://"]) as feeds:
        assert soon(lambda: len(tries) >= 3)
        broken, other = feeds.states()
        assert broken.state == "down"
        assert broken.error is not None
        assert broken.error.name == "feeds.failed"
        assert len(lines_of(feeds, 1, 5)) >= 5
        assert feeds.states()[1].state == "up"
        assert other.name == "simulated://"
    assert "never seen before" in caplog.text


def test_every_kind_of_trouble_at_once_leaves_the_good_feed_alone(tmp_path: Path) -> None:
    with running(
        [
            "simulated://?speed=60",
            f"serial://{tmp_path}/none",
            f"file://{tmp_path}/none",
            "tcp://127.0.0.1:1",
            "udp://203.0.113.1:10110",
        ]
    ) as feeds:
        assert len(lines_of(feeds, 0, 500)) >= 500
        assert soon(lambda: all(state.error is not None for state in feeds.states()[1:]))
        assert [state.state for state in feeds.states()] == ["up", *["down"] * 4]
        assert [getattr(state.error, "name", None) for state in feeds.states()[1:]] == [
            "feeds.no_device",
            "feeds.no_file",
            "feeds.nobody_there",
            "feeds.unreachable",
        ]


def test_stopping_ends_every_thread() -> None:
    before = threading.active_count()
    with running(["simulated://", "udp://127.0.0.1:47123"]):
        assert threading.active_count() == before + 2
    assert threading.active_count() == before
