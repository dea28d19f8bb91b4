"""An outcome as a page that a navigator can check against what he knows of the passage."""

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from logbook.model.entries import EntryKind
from logbook.model.observations import Fix, Sample
from logbook.model.quantities import QUANTITIES, Quantity
from logbook.model.units import celsius, knots, mean_direction, nautical_miles, wrap_180
from tests.recorded.deviation import worst_m
from tests.recorded.outcome import Outcome

MOST_TYPES = 16
MOST_LINES = 40

_UNITS: Mapping[str, tuple[str, Callable[[float], float]]] = {
    "m/s": ("kn", knots),
    "K": ("°C", celsius),
    "Pa": ("hPa", lambda value: value / 100),
    "ratio": ("%", lambda value: value * 100),
    "Hz": ("rpm", lambda value: value * 60),
}


def page(outcome: Outcome) -> str:
    """Return the summary, a line each for what was counted, stored and written."""
    return "\n".join(row.rstrip() for row in _rows(outcome)) + "\n"


def _rows(outcome: Outcome) -> Iterator[str]:
    counts, taken = outcome.counters, outcome.taken
    yield f"lines       {counts.lines}, {counts.noise} without a sentence"
    yield f"sentences   {shares(outcome)}"
    yield f"types       {_types(counts.by_type)}"
    yield f"bad         {reasons(counts.bad)}"
    yield f"beyond      {reasons(counts.out_of_range)}"
    yield f"torn        {'yes' if outcome.torn else 'no'}"
    yield f"dated       {'yes' if taken.dated else 'no'}, {taken.untimed} reports without a time"
    yield f"time        {span([fix.at for fix in outcome.good])}"
    yield f"fixes       {taken.fixes} good, {taken.covered} of them at instants held already"
    yield f"bad fixes   {reasons(taken.bad_fixes)}"
    yield f"places      {_places(outcome.good)}"
    yield f"distance    {_miles(outcome)}"
    yield f"track       {_track(outcome)}"
    yield f"legs        {taken.legs}"
    yield f"entries     {_kinds(outcome)}"
    yield from _lines(outcome)
    yield from _sampled(outcome.samples)


def shares(outcome: Outcome) -> str:
    """Return the sentences by what became of them."""
    counts = outcome.counters
    assert counts.sentences - counts.bad_sentences == outcome.taken.sentences
    return (
        f"{counts.sentences}: {counts.used} used, {counts.spare} spare, {counts.silent} silent,"
        f" {counts.unused} unused, {counts.bad_sentences} bad"
    )


def reasons(found: Mapping[str, int]) -> str:
    """Return counts by reason, the most frequent first; `none` for none."""
    rows = sorted(found.items(), key=lambda row: (-row[1], row[0]))
    return ", ".join(f"{reason} {count}" for reason, count in rows if count) or "none"


def span(instants: Sequence[float]) -> str:
    """Return the first and the last instant; `none` for none."""
    return f"{iso(min(instants))} to {iso(max(instants))}" if instants else "none"


def iso(at: float) -> str:
    """Return an instant in ISO 8601, to the second that has begun."""
    return dt.datetime.fromtimestamp(math.floor(at), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def worst(outcome: Outcome) -> str:
    """Return the worst deviation in metres; `-` where there is no fix."""
    found = worst_m(outcome.good, outcome.points)
    return "-" if found is None else f"{found:.2f}"


def _types(by_type: Mapping[str, int]) -> str:
    rows = sorted(by_type.items(), key=lambda row: (-row[1], row[0]))
    told = ", ".join(f"{name} {count}" for name, count in rows[:MOST_TYPES] if count)
    rest = [count for _, count in rows[MOST_TYPES:] if count]
    return (told or "none") + (f", {len(rest)} others {sum(rest)}" if rest else "")


def _places(good: Sequence[Fix]) -> str:
    if not good:
        return "none"
    first, last = good[0].position, good[-1].position
    lats, lons = ([getattr(fix.position, name) for fix in good] for name in ("lat", "lon"))
    return (
        f"{first.lat:.4f} {first.lon:.4f} to {last.lat:.4f} {last.lon:.4f}, within"
        f" {min(lats):.3f} {max(lats):.3f}, {min(lons):.3f} {max(lons):.3f}"
    )


def _miles(outcome: Outcome) -> str:
    sailed, across = (
        nautical_miles(math.fsum(point.run_m for point in outcome.points if point.gap is gap))
        for gap in (False, True)
    )
    return f"{sailed:.1f} NM, and {across:.1f} NM across gaps"


def _track(outcome: Outcome) -> str:
    points = outcome.points
    share = f"{100 * len(points) / outcome.taken.fixes:.1f} %" if outcome.taken.fixes else "-"
    stretches = sum(point.gap for point in points)
    return (
        f"{len(points)} points ({share} of the fixes) in {stretches} stretches,"
        f" worst deviation {worst(outcome)} m"
    )


def _kinds(outcome: Outcome) -> str:
    kinds = [entry.draft.kind for entry in outcome.entries]
    return ", ".join(f"{kind} {kinds.count(kind)}" for kind in EntryKind if kind in kinds) or "none"


def _lines(outcome: Outcome) -> Iterator[str]:
    for entry in outcome.entries[:MOST_LINES]:
        kind, text = entry.draft.kind, " / ".join(entry.draft.text.splitlines())
        yield f"  {iso(entry.at)} {kind}: {text}"
    if len(outcome.entries) > MOST_LINES:
        yield f"  and {len(outcome.entries) - MOST_LINES} more"


def _sampled(samples: Sequence[Sample]) -> Iterator[str]:
    if not samples:
        yield "samples     none"
        return
    heads = "".join(f"{head:>10}" for head in ("readings", "min", "mean", "max"))
    yield f"{'samples':16}{'unit':6}{'minutes':>8}{heads}"
    for quantity in QUANTITIES:
        found = [sample for sample in samples if sample.quantity == quantity]
        if found:
            yield _of_one(quantity, found)


def _of_one(quantity: Quantity, found: Sequence[Sample]) -> str:
    row = QUANTITIES[quantity]
    unit, convert = _UNITS.get(row.unit, (row.unit.split()[0], float))
    readings = sum(sample.count for sample in found)
    figures: list[float | None]
    if row.kind == "scalar":
        mean = math.fsum(one.mean * one.count for one in found) / readings
        low = min(one.low for one in found if one.low is not None)
        high = max(one.high for one in found if one.high is not None)
        figures = [convert(low), convert(mean), convert(high)]
    else:
        figures = [None, _direction(row.kind, [one.mean for one in found]), None]
    told = "".join(f"{'-' if one is None else f'{one:.1f}':>10}" for one in figures)
    return f"  {quantity:14}{unit:6}{len(found):>8}{readings:>10}{told}"


def _direction(kind: str, means: list[float]) -> float | None:
    mean = mean_direction(means)
    # Off the bow, port is negative.
    return mean if mean is None or kind == "direction" else wrap_180(mean)
