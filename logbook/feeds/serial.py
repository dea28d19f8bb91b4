"""A feed from a serial device, opened anew when it is unplugged and comes back."""

import errno
from typing import Protocol

import serial

from logbook.feeds.address import SerialAddress
from logbook.feeds.link import FeedLink
from logbook.model.refusal import Refusal

_WAKE_S = 0.5
_MISSING = (errno.ENOENT, errno.ENODEV, errno.ENXIO)
_TAKEN = (errno.EBUSY, errno.EAGAIN)


class _Device(Protocol):
    """What is used of pyserial's port."""

    @property
    def in_waiting(self) -> int: ...
    def read(self, size: int = ...) -> bytes: ...
    def close(self) -> None: ...


def listen(address: SerialAddress, link: FeedLink) -> None:
    """Read the device until told to stop; raises `Refusal` where it is missing or goes."""
    device = _open(address)
    try:
        link.opened()
        while not link.stopping:
            try:
                chunk = device.read(max(1, device.in_waiting))
            except (OSError, TypeError) as error:
                # pyserial raises TypeError where the device goes in the middle of a read.
                raise Refusal("feeds.unplugged", device=address.device) from error
            if chunk:
                link.heard(chunk)
    finally:
        device.close()


def _open(address: SerialAddress) -> _Device:
    try:
        return serial.Serial(address.device, address.baud, timeout=_WAKE_S, exclusive=True)
    except (OSError, ValueError) as error:
        raise _worded(error, address) from error


def _worded(error: Exception, address: SerialAddress) -> Refusal:
    number = getattr(error, "errno", None)
    if number in _MISSING:
        return Refusal("feeds.no_device", device=address.device)
    if number in (errno.EACCES, errno.EPERM):
        return Refusal("feeds.device_forbidden", device=address.device)
    if number in _TAKEN:
        return Refusal("feeds.device_taken", device=address.device)
    return Refusal("feeds.device_fails", device=address.device, reason=str(error))
