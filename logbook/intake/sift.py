"""What of a decoded report may pass: only what its source owns, and nothing magnetic."""

from logbook.intake.gate import Gate, Source
from logbook.intake.preferences import CLOCK, POSITION
from logbook.model.navtex import BulletinReport
from logbook.model.observations import Reading, Report
from logbook.model.quantities import VARIATION
from logbook.model.units import wrap_360
from logbook.nmea0183.course import MAGNETIC
from logbook.nmea0183.fields import said, told


def sift(report: Report, source: Source, gate: Gate) -> Report | None:
    """Return `report` with what `source` may give now, None (counted) where that is nothing."""
    _, readings, position, tod, day = report
    owners = gate.owners
    pace = gate.pace
    kept: tuple[Reading, ...] | None = readings
    for quantity, _ in readings:
        owner = owners.get(quantity)
        # A variation or a magnetic direction has no owner here: both need more than a look.
        if owner is None or owner.source is not source:
            kept = _ours(readings, source, gate)
            break
        owner.heard = pace
    if tod is None and position is None and day is None:
        # Words have no owner: what two receivers say of a bulletin is told apart when it is whole.
        if kept or (not readings and isinstance(report, BulletinReport)):
            source.used += 1
            return (
                report if kept is readings else told((report.source, kept or (), None, None, None))
            )
        if readings and kept is not None:
            turn_away(report, source, gate)
        else:
            source.silent += 1
        return None
    where = position
    if position is not None and not gate.place.admits(source, gate.pace):
        where = None
    # A time passes with a position or a date that does: two receivers' clocks must not fight.
    tod, day = _time(report, source, gate, placed=where is not None)
    if tod is None and report.tod is not None and gate.outlasts(source, report.tod):
        return sift(report, source, gate)
    if where is None and tod is None and day is None and not kept:
        turn_away(report, source, gate)
        return None
    source.used += 1
    if tod is not None:
        gate.spoken += 1
    return told((report.source, kept or (), where, tod, day))


def _time(
    report: Report, source: Source, gate: Gate, *, placed: bool
) -> tuple[float | None, int | None]:
    """Return the time and date that may pass."""
    tod, day = report.tod, report.day
    if day is not None:
        if gate.clock.admits(source, gate.pace):
            return tod, day
    elif report.position is None and gate.clock.is_free(source, gate.pace):
        # A time alone never owns the clock: it would keep out one that has a date.
        return tod, None
    return tod if placed else None, None


def _ours(readings: tuple[Reading, ...], source: Source, gate: Gate) -> tuple[Reading, ...] | None:
    """Return the readings that `source` may give, magnetic ones turned true.

    None where there is nothing that anyone could give: silence, or no variation known.
    """
    kept = []
    turned_away = False
    owner_of = gate.owners.get
    for reading in readings:
        quantity, value = reading
        owner = owner_of(quantity)
        if owner is not None:
            if owner.source is source:  # the same as below, and mostly so
                owner.heard = gate.pace
                kept.append(reading)
            elif owner.admits(source, gate.pace):
                kept.append(reading)
            else:
                turned_away = True
        elif quantity is VARIATION:
            if gate.declination.admits(source, gate.pace):
                gate.variation, gate.variation_at = value, gate.now
                kept.append(reading)
            else:
                turned_away = True
        elif gate.knows_variation():
            true = MAGNETIC[quantity]
            if gate.owners[true].admits(source, gate.pace):
                kept.append(said((true, wrap_360(value + gate.variation))))
            else:
                turned_away = True
    return tuple(kept) if kept or turned_away else None


def turn_away(report: Report, source: Source, gate: Gate) -> None:
    """Count a report of which nothing passed, since others own it."""
    heard = {reading.quantity for reading in report.readings}
    for magnetic in heard & MAGNETIC.keys():
        heard.remove(magnetic)
        if gate.knows_variation():
            heard.add(MAGNETIC[magnetic])
    if report.position is not None:
        heard.add(POSITION)
    elif report.tod is not None or report.day is not None:
        heard.add(CLOCK)
    if report.day is not None:
        heard.add(CLOCK)
    source.spare += 1
    gate.close(source, heard)
