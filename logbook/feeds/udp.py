"""A feed of UDP datagrams: what Wi-Fi multiplexers send to everybody."""

import errno
import socket

from logbook.feeds.address import UdpAddress
from logbook.feeds.link import FeedLink
from logbook.model.refusal import Refusal

_WAKE_S = 0.5
_DATAGRAM = 65_535
_BUFFER = 1 << 20


def listen(address: UdpAddress, link: FeedLink) -> None:
    """Take datagrams until told to stop; raises `Refusal` where the port cannot be had."""
    with _bind(address) as port:
        link.opened()
        while not link.stopping:
            try:
                datagram = port.recv(_DATAGRAM)
            except TimeoutError:
                continue
            except OSError as error:
                raise Refusal("feeds.lost", reason=error.strerror or str(error)) from error
            link.datagram(datagram)


def _bind(address: UdpAddress) -> socket.socket:
    host = address.host or "0.0.0.0"  # noqa: S104 - broadcasts reach every interface, by intent
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    port = socket.socket(family, socket.SOCK_DGRAM)
    try:
        # No SO_REUSEADDR: a second program on the port would silently take half of it.
        port.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        port.bind((host, address.port))
    except OSError as error:
        port.close()
        raise _worded(error, address) from error
    port.settimeout(_WAKE_S)
    return port


def _worded(error: OSError, address: UdpAddress) -> Refusal:
    if error.errno == errno.EADDRINUSE:
        return Refusal("feeds.port_taken", port=address.port)
    if error.errno == errno.EACCES:
        return Refusal("feeds.port_forbidden", port=address.port)
    place = f"{address.host}:{address.port}"
    return Refusal("feeds.unreachable", place=place, reason=error.strerror or str(error))
