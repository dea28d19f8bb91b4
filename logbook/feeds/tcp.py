"""A feed from a TCP server: a multiplexer, a plotter, another program's output."""

import socket

from logbook.feeds.address import TcpAddress
from logbook.feeds.link import FeedLink
from logbook.model.refusal import Refusal

CONNECT_S = 10.0
STALLED_S = 60.0
"""A peer that says nothing for so long is tried anew: instruments speak every second, and a
multiplexer that hangs often keeps its connections."""
_WAKE_S = 0.5
_CHUNK = 65_536
# A peer whose power was cut never says goodbye: probe after 10 s, every 5 s, give up after 3.
_KEEP_ALIVE = (("TCP_KEEPIDLE", 10), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 3))


def listen(address: TcpAddress, link: FeedLink, stalled_s: float = STALLED_S) -> None:
    """Read from the server until told to stop; raises `Refusal` once it is lost or stalled."""
    with _connect(address) as server:
        link.opened()
        quiet_since = link.boot_now()
        while not link.stopping:
            try:
                chunk = server.recv(_CHUNK)
            except TimeoutError:
                if link.boot_now() - quiet_since > stalled_s:
                    raise Refusal("feeds.stalled", seconds=round(stalled_s)) from None
                continue
            except OSError as error:
                raise Refusal("feeds.lost", reason=error.strerror or str(error)) from error
            if not chunk:
                raise Refusal("feeds.hung_up")
            quiet_since = link.boot_now()
            link.heard(chunk)


def _connect(address: TcpAddress) -> socket.socket:
    place = f"{address.host}:{address.port}"
    try:
        server = socket.create_connection((address.host, address.port), timeout=CONNECT_S)
    except socket.gaierror as error:
        raise Refusal("feeds.unknown_host", host=address.host) from error
    except ConnectionRefusedError as error:
        raise Refusal("feeds.nobody_there", place=place) from error
    except TimeoutError as error:
        raise Refusal("feeds.no_answer", place=place) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refusal("feeds.unreachable", place=place, reason=reason) from error
    server.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEP_ALIVE:
        if hasattr(socket, name):
            server.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    server.settimeout(_WAKE_S)
    return server
