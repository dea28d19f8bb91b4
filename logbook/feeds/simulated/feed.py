"""The simulated passage as a live feed, paced at its speed."""

from logbook.feeds.address import SimulatedAddress
from logbook.feeds.link import FeedLink
from logbook.feeds.pace import Pace
from logbook.feeds.simulated.sentences import sentences

_WORTH_WAITING_S = 0.05
_HELD_LINES = 500


def listen(address: SimulatedAddress, link: FeedLink, start_utc: float) -> None:
    """Sail until told to stop, from the address's own start or else from `start_utc`."""
    start = start_utc if address.start is None else address.start
    pace = Pace(address.speed, link.boot_now)
    link.opened()
    held: list[bytes] = []
    for at, sentence in sentences(start, address.seed):
        wait = pace.until(at - start)
        if wait > _WORTH_WAITING_S or len(held) >= _HELD_LINES:
            link.lines(held, sum(map(len, held)))
            held = []
            if link.pause(wait):
                return
        held.append(sentence.rstrip())
