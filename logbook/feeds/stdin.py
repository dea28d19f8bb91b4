"""A feed from standard input: `socat … | .venv/bin/python app.py run` with the feed `-`."""

import os
import select

from logbook.feeds.address import StdinAddress
from logbook.feeds.link import FeedLink

_WAKE_S = 0.5
_CHUNK = 65_536


def listen(address: StdinAddress, link: FeedLink, descriptor: int = 0) -> None:
    """Read until the end of the input, or until told to stop."""
    del address  # there is only one
    link.opened()
    while not link.stopping:
        readable, _, _ = select.select([descriptor], [], [], _WAKE_S)
        if not readable:
            continue
        chunk = os.read(descriptor, _CHUNK)
        if not chunk:
            link.rest()
            return
        link.heard(chunk)
