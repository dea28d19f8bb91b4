"""UDP feeds: real datagrams on loopback."""

import socket
from contextlib import closing

from tests.feeds.harness import lines_of, running, soon

LINE = b"$GPGLL,4738.7000,N,00326.7500,W,120000.00,A,A*7F"


def free_port() -> int:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_datagrams_of_several_lines_or_without_an_end_are_whole_lines() -> None:
    port = free_port()
    with (
        running([f"udp://127.0.0.1:{port}"]) as feeds,
        closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as sender,
    ):
        assert soon(lambda: feeds.states()[0].state == "silent")
        sender.sendto(LINE + b"\r\n" + LINE + b"\r\n", ("127.0.0.1", port))
        sender.sendto(LINE, ("127.0.0.1", port))
        sender.sendto(b"", ("127.0.0.1", port))
        sender.sendto(LINE + b"\r\n", ("127.0.0.1", port))
        assert lines_of(feeds, 0, 4) == [LINE] * 4
        assert feeds.states()[0].state == "up"


def test_a_port_that_is_taken_is_said_and_had_once_it_is_free() -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as other:
        other.bind(("0.0.0.0", 0))
        port = other.getsockname()[1]
        with running([f"udp://:{port}"]) as feeds:
            assert soon(lambda: feeds.states()[0].error is not None)
            (state,) = feeds.states()
            assert state.state == "down"
            assert state.error is not None
            assert (state.error.name, state.error.facts) == ("feeds.port_taken", {"port": port})
            other.close()
            assert soon(lambda: feeds.states()[0].state == "silent")
            with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as sender:
                sender.sendto(LINE, ("127.0.0.1", port))
                assert lines_of(feeds, 0, 1) == [LINE]


def test_two_feeds_on_one_port_leave_the_first_alone() -> None:
    port = free_port()
    with (
        running([f"udp://127.0.0.1:{port}", f"udp://127.0.0.1:{port}"]) as feeds,
        closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as sender,
    ):
        assert soon(lambda: sorted(s.state for s in feeds.states()) == ["down", "silent"])
        sender.sendto(LINE, ("127.0.0.1", port))
        assert soon(lambda: sorted(s.state for s in feeds.states()) == ["down", "up"])
