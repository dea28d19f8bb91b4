"""The ship as the verbs see her: what the recorder knows, at the time that the clock shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from logbook.chat.secrets import Mattermost
from logbook.config import Config
from logbook.model.entries import EntryKind, Timing
from logbook.model.observations import Position
from logbook.model.ports import Chat
from logbook.model.ship import ShipState
from logbook.model.signing import Signer
from logbook.model.weather import Weather
from logbook.recorder import Recorder
from logbook.store.outbox import Owed
from logbook.store.readers import Readers
from logbook.summaries.moment import Moment
from logbook.verbs.bridge import Bridge, Way
from logbook.watchkeeper.keeping import Clock

_SAME_S = 1.0


def manned(bridge: Bridge, chat: Chat | None, settings: Mattermost) -> Bridge:
    """Return the bridge with the chat as it was set up."""
    return replace(
        bridge,
        chat=chat,
        channel_id=settings.channel_id,
        callback=settings.callback,
        first_skipper=settings.skipper_id,
        prefix=settings.trigger_prefix,
        signer=Signer(settings.signing_key),
    )


class Aboard:
    """A `verbs.bridge.Ship` over a recorder at work; any thread may ask.

    `health` is what `/healthz` says, `parked` what the chat refused, `apply` follows changed
    settings.
    """

    def __init__(
        self,
        clock: Clock,
        recorder: Recorder,
        readers: Readers,
        *,
        boot_now: Callable[[], float],
        health: Callable[[], Mapping[str, object]],
        parked: Callable[[], Sequence[Owed]],
        apply: Callable[[Config], None],
    ) -> None:
        self._clock = clock
        self._recorder = recorder
        self._readers = readers
        self._boot_now = boot_now
        self._health = health
        self._parked = parked
        self._apply = apply
        self._left: tuple[float, Position | None] | None = None

    def now(self) -> float:
        """Return ship's now, UTC seconds since 1970."""
        return self._clock.utc(self._boot_now())

    def timing(self) -> Timing:
        """Return what times a line that is written now."""
        return self._clock.timing()

    def state(self) -> ShipState:
        """Return what was last heard."""
        return self._recorder.ship

    def recall(self, at: float) -> Moment | None:
        """Return the ship as she was at `at`, or None where the buffer does not reach."""
        kept = self._recorder.keeper.memory.recall(at)
        return None if kept is None else kept.moment

    def way(self) -> Way:
        """Return how the passage goes."""
        keeper = self._recorder.keeper
        change = keeper.memory.pressure_change(self.now())
        departure = keeper.odometer.departure
        if departure is None:
            return Way(self._recorder.way.moving, baro_change_pa=change)
        return Way(
            moving=self._recorder.way.moving,
            departed_at=departure.at,
            departed_from=self._departed_from(departure.at),
            sailed_m=keeper.odometer.since(departure),
            baro_change_pa=change,
        )

    def weather(self) -> Weather:
        """Return the weather of the last minutes and hours, and what alarms are open."""
        return self._recorder.weather(self.now())

    def health(self) -> Mapping[str, object]:
        """Return what `/healthz` says."""
        return self._health()

    def parked(self) -> Sequence[tuple[int | None, str]]:
        """Return what the chat server refused, the latest: entry numbers, and why."""
        return [(owed.entry, owed.reason) for owed in self._parked()]

    def apply(self, config: Config) -> None:
        """Follow settings that the skipper has changed, from now on."""
        self._apply(config)

    def _departed_from(self, at: float) -> Position | None:
        """Return where the line of the departure at `at` says that it was."""
        if self._left is not None and self._left[0] == at:
            return self._left[1]
        kinds = (EntryKind.DEPARTURE,)
        with self._readers.book() as book:
            lines = list(book.entries(at - _SAME_S, at + _SAME_S, kinds=kinds))
        if not lines:
            return None
        place = lines[-1].draft.position
        self._left = (at, place)
        return place
