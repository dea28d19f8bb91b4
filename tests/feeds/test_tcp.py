"""TCP feeds against real servers on loopback."""

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from logbook.clock.boot import boot_now
from logbook.feeds import tcp
from logbook.feeds.address import TcpAddress
from logbook.feeds.link import FeedLink
from logbook.feeds.queue import LineQueue
from logbook.model.refusal import Refusal
from tests.feeds.harness import lines_of, running, soon

LINE = b"$GPGLL,4738.7000,N,00326.7500,W,120000.00,A,A*7F"


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        listening.settimeout(10.0)
        yield listening


def address_of(server: socket.socket) -> str:
    return f"tcp://127.0.0.1:{server.getsockname()[1]}"


def test_lines_cut_anywhere_arrive_whole(server: socket.socket) -> None:
    with running([address_of(server)]) as feeds:
        peer, _ = server.accept()
        with peer:
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for part in (LINE[:7], LINE[7:], b"\r", b"\n" + LINE + b"\r\n" + LINE[:3]):
                peer.sendall(part)
            assert lines_of(feeds, 0, 2) == [LINE, LINE]
            (state,) = feeds.states()
            assert state.state == "up"
            assert state.bytes >= 2 * len(LINE)
            assert state.lines == 2
            assert state.age_s is not None
            assert state.age_s < 10.0


def test_a_server_that_goes_away_is_connected_to_again_for_ever(server: socket.socket) -> None:
    with running([address_of(server)]) as feeds:
        for round_number in range(1, 6):
            peer, _ = server.accept()
            with peer:
                peer.sendall(LINE + b"\n$GPGLL,half a li")
                assert lines_of(feeds, 0, 1) == [LINE]
                assert feeds.states()[0].connections == round_number
        assert soon(lambda: feeds.states()[0].connections == 6)


def test_a_server_that_comes_late_is_found(server: socket.socket) -> None:
    place = server.getsockname()
    server.close()
    with running([f"tcp://127.0.0.1:{place[1]}"]) as feeds:
        assert soon(lambda: feeds.states()[0].error is not None)
        (state,) = feeds.states()
        assert state.state == "down"
        assert state.age_s is None
        assert state.error is not None
        assert state.error.name == "feeds.nobody_there"
        with closing(socket.create_server(place)) as late:
            late.settimeout(10.0)
            peer, _ = late.accept()
            with peer:
                peer.sendall(LINE + b"\n")
                assert lines_of(feeds, 0, 1) == [LINE]
                assert feeds.states()[0].error is None


def test_a_peer_that_stalls_is_left_and_said_to_have_stalled(server: socket.socket) -> None:
    address = TcpAddress("tcp", *server.getsockname())
    link = FeedLink("tcp", 0, LineQueue(1), boot_now)
    with pytest.raises(Refusal) as refused:
        tcp.listen(address, link, stalled_s=0.1)
    assert refused.value.name == "feeds.stalled"


def test_a_connected_but_mute_peer_is_silent(server: socket.socket) -> None:
    with running([address_of(server)]) as feeds:
        peer, _ = server.accept()
        with peer:
            assert soon(lambda: feeds.states()[0].state == "silent")


def test_an_unknown_host_is_said_to_be_unknown() -> None:
    link = FeedLink("tcp", 0, LineQueue(1), boot_now)
    with pytest.raises(Refusal) as refused:
        tcp.listen(TcpAddress("tcp", "no-such-boat.invalid", 10110), link)
    assert refused.value.name == "feeds.unknown_host"


def test_rubbish_and_an_endless_line_neither_stop_the_feed_nor_fill_memory(
    server: socket.socket,
) -> None:
    with running([address_of(server)]) as feeds:
        peer, _ = server.accept()
        with peer:
            peer.sendall(bytes(range(256)) * 10 + b"\n")
            for _ in range(20):
                peer.sendall(b"x" * 50_000)
            peer.sendall(b"\n" + LINE + b"\n")
            assert soon(lambda: feeds.states()[0].endless == 1)
            seen = lines_of(feeds, 0, feeds.states()[0].lines)
            assert seen[-1] == LINE
            assert max(map(len, seen)) <= 4096


def test_a_flood_on_one_feed_does_not_cost_another_a_line(server: socket.socket) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as quiet:
        quiet.settimeout(10.0)
        with running([address_of(server), address_of(quiet)], lines_a_feed=100) as feeds:
            flooder, _ = server.accept()
            other, _ = quiet.accept()
            with flooder, other:
                for number in range(50):
                    other.sendall(b"$QUIET,%d\n" % number)
                flooder.sendall((LINE + b"\n") * 20_000)
                assert soon(lambda: feeds.states()[0].lines == 20_000)
                assert soon(lambda: feeds.states()[1].lines == 50)
                assert lines_of(feeds, 1, 50) == [b"$QUIET,%d" % n for n in range(50)]
                flooded, calm = feeds.states()
                assert flooded.dropped >= 19_900
                assert calm.dropped == 0
