"""The watch's ears: every feed with the intake that reads it, in the order of the settings."""

from collections.abc import Mapping, Sequence

from logbook.feeds.address import Address
from logbook.feeds.link import FeedState
from logbook.feeds.queue import LineQueue
from logbook.feeds.supervisor import Feeds
from logbook.guard.tended import Tended
from logbook.intake import Counters, Intake
from logbook.intake.feed import FeedIntake
from logbook.model.refusal import Refusal
from logbook.watchkeeper.opening import Machine


class Hearing:
    """Feeds from `start` to `stop`; `priorities` are the settings' order of sources."""

    def __init__(
        self, wanted: Sequence[Address], priorities: Mapping[str, Sequence[str]], machine: Machine
    ) -> None:
        self._feeds = Feeds(wanted, boot_now=machine.boot_now, start_utc=machine.host_now())
        intake = Intake(priorities)
        self.intakes: list[FeedIntake] = [
            intake.feed(one.text, rank) for rank, one in enumerate(wanted)
        ]

    @property
    def queue(self) -> LineQueue:
        """What was heard and not yet read."""
        return self._feeds.queue

    def start(self) -> None:
        """Begin to listen."""
        self._feeds.start()

    def stop(self) -> None:
        """Stop listening, and close the queue."""
        self._feeds.stop()

    def states(self) -> list[tuple[FeedState, Counters]]:
        """Return how each feed does, and what came of its sentences."""
        states = self._feeds.states()
        return [
            (state, intake.counters) for state, intake in zip(states, self.intakes, strict=True)
        ]

    @property
    def threads(self) -> Sequence[Tended]:
        """Who listens."""
        return self._feeds.threads

    def faults(self) -> list[Refusal]:
        """Return why feeds cannot be heard."""
        return [one.error for one in self._feeds.states() if one.error is not None]
