"""What a lookout begins with, the limits, open alarms, anchor and glass; and what a radio does."""

import logging
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from logbook.alerts import Limits
from logbook.config import Config
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.quantities import BARO
from logbook.model.refusal import Refusal
from logbook.model.weather_barograph import KEPT_S
from logbook.recorder.lookout import Watch
from logbook.recorder.radio import Aerial, bulletins
from logbook.store.book_reader import BookReader
from logbook.store.track_reader import TrackReader

_log = logging.getLogger(__name__)


def limits(config: Config) -> Limits:
    """Return what the alarms go by."""
    return Limits(
        glass=config.glass_alarm,
        strong_wind_bft=config.strong_wind_bft,
        gale=config.gale_alarm,
        squall=config.squall_alarm,
        shallow_m=config.shallow_m,
        anchor_m=config.anchor_m,
        silent_s=config.silent_min * 60.0,
        battery_v=config.battery_v,
    )


def watch(book: BookReader, folder: Path, config: Config) -> Watch:
    """Return what a lookout begins with, as the run before left it."""
    return Watch(limits(config), book.state("alarms"), last_anchor(book), partial(glass, folder))


def aerial(book: BookReader, folder: Path) -> Aerial:
    """Return what a radio begins with, as the run before left it."""
    return Aerial(partial(bulletins, folder), book.state("bulletins"))


def last_anchor(book: BookReader) -> LogEntry | None:
    """Return the last anchor line that was not struck, None where there is none."""
    lines = list(book.entries(kinds=(EntryKind.ANCHOR,), by_number=True))
    later = book.amendments([line.number for line in lines])
    for line in reversed(lines):
        amended = later.get(line.number, ())
        if not any(one.draft.kind is EntryKind.STRIKE for one in amended):
            return line
    return None


def glass(folder: Path, at: float) -> Iterable[tuple[float, float]]:
    """Return the pressures (UTC seconds, Pa) of the day before `at` that the track holds."""
    try:
        with TrackReader(folder) as track:
            return [(one.at, one.mean) for one in track.samples(BARO, at - KEPT_S, at)]
    except Refusal as refusal:
        _log.warning("the glass of the day before cannot be read: %s", refusal.name)
        return ()
