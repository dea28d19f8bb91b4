"""What `/healthz` says: how the feeds, the clock, the disk and the recorder do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from logbook.feeds.link import FeedState
from logbook.intake import Counters
from logbook.model.entries import Timing

Status = Literal["ok", "degraded", "failing"]


@dataclass(frozen=True, slots=True)
class Totals:
    """What is on disk, and what is not yet: counts."""

    entries: int
    track_points: int
    queue: int
    outbox: int = 0


def report(
    feeds: Sequence[tuple[FeedState, Counters]],
    timing: Timing,
    totals: Totals,
    faults: Sequence[str],
    *,
    writing: bool,
) -> dict[str, object]:
    """Return the answer, JSON-able.

    `faults` are sentences about what is wrong now; `writing` says whether lines reach the disk.
    Failing is a log that is not kept; degraded one that lacks a feed, its track, or the like.
    """
    dropped = sum(state.dropped for state, _ in feeds)
    status: Status = "ok"
    if faults or not all(state.state == "up" or state.ended for state, _ in feeds):
        status = "degraded"
    if not writing:
        status = "failing"
    return {
        "status": status,
        "feeds": [_feed(state, counters) for state, counters in feeds],
        "clock": {"source": timing.source.value, "offset_s": round(timing.offset_s, 3)},
        "entries": totals.entries,
        "track_points": totals.track_points,
        "queue": totals.queue,
        "dropped": dropped,
        "outbox": totals.outbox,
        "faults": list(faults),
    }


def _feed(state: FeedState, counters: Counters) -> dict[str, object]:
    return {
        "name": state.name,
        "state": state.state,
        "age_s": None if state.age_s is None else round(state.age_s, 1),
        "sentences": counters.sentences,
        "used": counters.used,
        "unused": counters.unused,
        "bad": counters.bad_sentences,
        "bad_by_reason": dict(counters.bad),
        "bytes": state.bytes,
        "dropped": state.dropped,
        "connections": state.connections,
    }
