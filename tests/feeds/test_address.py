"""Feed addresses: what a skipper may write, and what is said of the rest."""

import pytest

from logbook.feeds.address import (
    FileAddress,
    SerialAddress,
    SimulatedAddress,
    StdinAddress,
    TcpAddress,
    UdpAddress,
    parse,
    replay_rate,
)
from logbook.model.refusal import Refusal


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tcp://host:10110", TcpAddress("tcp://host:10110", "host", 10110)),
        ("tcp://[fe80::1]:2000", TcpAddress("tcp://[fe80::1]:2000", "fe80::1", 2000)),
        ("udp://:10110", UdpAddress("udp://:10110", "", 10110)),
        ("udp://127.0.0.1:10110", UdpAddress("udp://127.0.0.1:10110", "127.0.0.1", 10110)),
        (
            "serial:///dev/ttyUSB0?baud=38400",
            SerialAddress("serial:///dev/ttyUSB0?baud=38400", "/dev/ttyUSB0", 38400),
        ),
        ("serial:///dev/ttyS0", SerialAddress("serial:///dev/ttyS0", "/dev/ttyS0", 4800)),
        ("file:///a/b%20c.nmea", FileAddress("file:///a/b%20c.nmea", "/a/b c.nmea", 1.0)),
        ("file://log.nmea?speed=60", FileAddress("file://log.nmea?speed=60", "log.nmea", 60.0)),
        ("file:///a?speed=0", FileAddress("file:///a?speed=0", "/a", 1.0)),
        ("simulated://", SimulatedAddress("simulated://", 1.0, 1, None)),
        (
            "simulated://?speed=60&seed=7&start=1970-01-02T00:00:00Z",
            SimulatedAddress(
                "simulated://?speed=60&seed=7&start=1970-01-02T00:00:00Z", 60.0, 7, 86_400.0
            ),
        ),
        ("-", StdinAddress("-")),
    ],
)
def test_each_kind_of_address_is_read(text: str, address: object) -> None:
    assert parse(text) == address


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "feeds.misspelt"),
        ("tpc://host:1", "feeds.misspelt"),
        ("host:10110", "feeds.misspelt"),
        ("/dev/ttyUSB0", "feeds.misspelt"),
        ("simulated://somewhere", "feeds.misspelt"),
        ("tcp://host", "feeds.no_port"),
        ("tcp://:10110", "feeds.no_port"),
        ("tcp://host:0", "feeds.no_port"),
        ("udp://:65536", "feeds.no_port"),
        ("udp://10110", "feeds.no_port"),
        ("tcp://host:1011O", "feeds.no_port"),
        ("serial://", "feeds.no_path"),
        ("file://?speed=2", "feeds.no_path"),
        ("serial:///dev/ttyUSB0?baud=fast", "feeds.bad_option"),
        ("serial:///dev/ttyUSB0?baud=48", "feeds.bad_option"),
        ("file:///a?speed=-1", "feeds.bad_option"),
        ("file:///a?speed=nan", "feeds.bad_option"),
        ("simulated://?seed=x", "feeds.bad_option"),
        ("simulated://?start=yesterday", "feeds.bad_option"),
        ("simulated://?start=2026-06-01T06:00:00", "feeds.bad_option"),
        ("tcp://host:1?baud=4800", "feeds.unknown_option"),
        ("file:///a?sped=60", "feeds.unknown_option"),
    ],
)
def test_a_misspelt_address_is_refused_with_what_is_expected(text: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(text)
    assert refused.value.name == sentence
    assert refused.value.facts["address"] == text


def test_real_feeds_are_no_replay() -> None:
    assert replay_rate([parse("tcp://host:1"), parse("-")]) is None
    assert replay_rate([]) is None


def test_replays_of_one_speed_give_its_rate() -> None:
    assert replay_rate([parse("file:///a?speed=60"), parse("simulated://?speed=60")]) == 60.0


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (("simulated://", "udp://:10110"), "feeds.replay_beside_real"),
        (("file:///a?speed=2", "file:///b?speed=3"), "feeds.two_speeds"),
    ],
)
def test_replays_that_no_one_clock_can_follow_are_refused(
    texts: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(Refusal) as refused:
        replay_rate([parse(text) for text in texts])
    assert refused.value.name == sentence
