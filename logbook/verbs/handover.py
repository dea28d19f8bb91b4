"""The summary of the watch: gathered from what was written in it and from the track.

Only the last day is looked at, whatever stands in the log before it.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from logbook.model.entries import EntryKind, LogEntry, Origin
from logbook.model.geodesy import bearing, distance_m
from logbook.model.history import AMENDING, HOUSEKEEPING
from logbook.model.naming import unsigned
from logbook.model.observations import Position, Sample
from logbook.model.quantities import BARO
from logbook.model.refusal import Refusal
from logbook.model.track import MAX_GAP_S
from logbook.model.watches import LONGEST_S, Change, Spells, began, lasted_s, spells, under_way
from logbook.model.weather_pressure import NEAR_S
from logbook.model.weather_spell import QUANTITIES, blown, gathered
from logbook.model.weather_wind import MEAN_S
from logbook.store.book_reader import BookReader
from logbook.store.track_reader import TrackReader
from logbook.summaries.handover import OVERBOARD, Alarmed, Handover, Since
from logbook.summaries.observed import SAILS
from logbook.verbs.bridge import Bridge
from logbook.verbs.on_watch import OnWatch, on_watch
from logbook.verbs.past import moment_at, place_at

_log = logging.getLogger(__name__)

SHORTEST_S: Final = 60.0
"""A watch that is handed over at once was a slip of the hand."""
_NO_NEWS: Final = AMENDING | HOUSEKEEPING | {EntryKind.FORECAST}
_MOVES: Final = (EntryKind.DEPARTURE, EntryKind.ARRIVAL)
_GEAR: Final = (EntryKind.SAILS, EntryKind.ENGINE)
_LOOKED_AT: Final = 8
"""Lines of the gear before the watch: the last that was not struck is the one that holds."""
_BEFORE_S: Final = 3600.0
"""Sails are set and the engine is started before she leaves: so long before, it still holds."""
_SAILS_SHOWN: Final = 200


class _Sailed(NamedTuple):
    """What the track knows of the watch: the metres sailed, and samples of wind and glass."""

    run_m: float | None = None
    samples: Sequence[Sample] = ()


def handover(bridge: Bridge, at: float | None = None) -> Handover | None:
    """Return the summary of the watch that goes on at `at` (UTC seconds), now where it is None.

    It began with the last change of the watch, or with her departure; a day ago at the most.
    None where nobody had it and she lies. Raises Refusal where the log cannot be read.
    """
    now = bridge.now()
    until = now if at is None else min(at, now)
    with bridge.readers.book() as book:
        relieved = on_watch(bridge, book, until)
        if relieved is not None and until - relieved.line.at > LONGEST_S:
            relieved = None
        since = until - LONGEST_S if relieved is None else relieved.line.at
        lines = _standing(book, since, now)
    way = _way(bridge, lines, since, until)
    if relieved is None and (not way or way[-1][1] < until):
        return None
    begun = began(since, way)
    if until - begun < SHORTEST_S:
        return None
    watch = Handover(
        since=begun,
        until=until,
        began="departure" if begun > since else "day" if relieved is None else "watch",
        ship_offset_s=bridge.config.ship_offset_s,
        moment=moment_at(bridge, until, now),
        names=relieved.names if relieved is not None and begun == since else (),
    )
    watch = _sailed(bridge, watch, lines, [spell for spell in way if spell[1] > begun])
    return _written(bridge, watch, lines, relieved)


def _standing(book: BookReader, since: float, now: float) -> list[LogEntry]:
    """Return the lines from `since` to `now` and what of the gear was told before, by time.

    None that was struck or imported.
    """
    gear = (line for kind in _GEAR for line in book.newest(kind, _LOOKED_AT))
    lines = [*(line for line in gear if line.at < since), *book.entries(since, now)]
    later = book.amendments([line.number for line in lines])
    return sorted(
        (
            line
            for line in lines
            if line.draft.origin is not Origin.IMPORT
            and not any(one.draft.kind is EntryKind.STRIKE for one in later.get(line.number, ()))
        ),
        key=lambda line: (line.at, line.number),
    )


def _way(bridge: Bridge, lines: Sequence[LogEntry], since: float, until: float) -> Spells:
    moves = [
        Change(line.at, line.draft.kind is EntryKind.DEPARTURE)
        for line in lines
        if line.draft.kind in _MOVES
    ]
    return under_way(moves, since, until, moving=bridge.ship.way().moving)


def _sailed(bridge: Bridge, watch: Handover, lines: Sequence[LogEntry], way: Spells) -> Handover:
    """Return the summary with the way that she made, the wind that blew and what the glass did."""
    found = _on_track(bridge, watch, way)
    step_s = max(MEAN_S, float(bridge.config.sample_s))
    span_s = watch.until - watch.since + step_s
    watch = replace(
        watch,
        run_m=found.run_m,
        way_s=lasted_s(way),
        wind=blown(gathered(found.samples, watch.until, span_s, bridge.config.sample_s)),
        baro_change_pa=_glass(watch, found.samples),
    )
    start, end = _place(bridge, lines, watch.since), watch.moment.position
    if found.run_m is None or start is None or end is None:
        return watch
    return replace(watch, good_m=distance_m(start, end), good=bearing(start, end))


def _on_track(bridge: Bridge, watch: Handover, way: Spells) -> _Sailed:
    """Return what the track knows; one that cannot be read is no reason to write no line."""
    try:
        with bridge.readers.track() as track:
            run_m = sum(track.distance(since, until) for since, until in way)
            if way and way[-1][1] == watch.until:
                run_m += _since_stored(track, watch)
            samples = list(track.samples(QUANTITIES, watch.since, watch.until))
    except Refusal as refusal:
        _log.warning("the track cannot be read: %s %s", refusal.name, refusal.facts)
        return _Sailed()
    # She made way: of a distance of nothing only the track can be to blame.
    return _Sailed(run_m or None, samples)


def _since_stored(track: TrackReader, watch: Handover) -> float:
    """Return the metres from the last stored point to where she is: the track is written late."""
    last, after = track.bracket(watch.until)
    here = watch.moment.position
    if here is None or last is None or after is not None or watch.until - last.at > MAX_GAP_S:
        return 0.0
    return distance_m(Position(last.lat, last.lon), here)


def _glass(watch: Handover, samples: Sequence[Sample]) -> float | None:
    now = watch.moment.fresh(BARO)
    first = next((one for one in samples if one.quantity == BARO), None)
    if now is None or first is None or first.at - watch.since > NEAR_S:
        return None
    return now.value - first.mean


def _place(bridge: Bridge, lines: Sequence[LogEntry], at: float) -> Position | None:
    """Return where she was as the watch began: by the line that began it, else by the track."""
    said = (line.draft.position for line in lines if line.at == at)
    return next((one for one in said if one is not None), None) or place_at(bridge, at)


def _written(
    bridge: Bridge, watch: Handover, lines: Sequence[LogEntry], relieved: OnWatch | None
) -> Handover:
    """Return the summary with what was written: sails, engine, alarms, and how many lines."""
    left_at = bridge.ship.way().departed_at
    holds = (watch.since if left_at is None else min(watch.since, left_at)) - _BEFORE_S
    told = [line for line in lines if holds <= line.at <= watch.until]
    within = [
        line
        for line in told
        if line.at >= watch.since
        and line.draft.kind not in _NO_NEWS
        and (relieved is None or line.number != relieved.line.number)
    ]
    engine, engine_s = _engine(told, watch)
    return replace(
        watch,
        sails=_sails(told, watch.until),
        engine=engine,
        engine_s=engine_s,
        lines=len(within),
        alarms=tuple(Alarmed(name, line.at) for line in within if (name := _raised(line))),
    )


def _sails(lines: Sequence[LogEntry], until: float) -> Since | None:
    for line in reversed(lines):
        sails = line.draft.facts.get(SAILS)
        if isinstance(sails, str) and sails.strip():
            said = " ".join(unsigned(sails).split())
            shown = said if len(said) <= _SAILS_SHOWN else f"{said[:_SAILS_SHOWN]}…"
            return Since(shown, until - line.at)
    return None


def _engine(lines: Sequence[LogEntry], watch: Handover) -> tuple[Since | None, float | None]:
    """Return how the engine stands and since when, and how long it ran in the watch (s)."""
    changes = [
        Change(line.at, line.draft.facts["engine"] == "on")
        for line in lines
        if line.draft.facts.get("engine") in ("on", "off")
    ]
    if not changes:
        return None, None
    last = changes[-1]
    turned = last
    for change in reversed(changes):
        if change.on is not last.on:
            break
        turned = change
    stands = Since("on" if last.on else "off", watch.until - turned.at)
    if not changes[0].on and changes[0].at >= watch.since:
        # It ran before, since nobody knows when.
        return stands, None
    return stands, lasted_s(spells(changes, watch.since, watch.until, at_first=False))


def _raised(line: LogEntry) -> str | None:
    """Return the alarm that a line raised, None for any other line."""
    draft = line.draft
    if draft.kind is EntryKind.MOB:
        return OVERBOARD if draft.facts.get("action") == "start" else None
    if draft.kind is EntryKind.ALARM and draft.facts.get("phase") == "raised":
        return str(draft.facts.get("alert"))
    return None
