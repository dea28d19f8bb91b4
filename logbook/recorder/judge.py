"""Positions to good fixes: each with its instant and motion, or counted with what is wrong."""

from typing import Final

from logbook.model.observations import Fix, Report
from logbook.model.outliers import FixCheck
from logbook.model.quantities import COG, SOG
from logbook.model.ship import ShipState

IN_DOUBT: Final = "time in doubt"


class Judge:
    """Looks at every position; `last` is the last good fix of the run before. Mutable."""

    def __init__(self, max_sog: float, last: Fix | None) -> None:
        self._check = FixCheck(max_sog, last)

    def fix(
        self, report: Report, fix_at: float | None, ship: ShipState, at: float, now: float | None
    ) -> Fix | str:
        """Return the report's fix if it is a good one, otherwise what is wrong with it.

        `fix_at` is when it was true, None where that is in doubt; `ship` the ship as last heard,
        where this sentence says no speed; `at` when it was heard; `now` the time of a trusted
        clock, None without one.
        """
        assert report.position is not None, "asked only for a report with a position"
        if fix_at is None:
            return IN_DOUBT
        sog = cog = None
        for quantity, value in report.readings:
            if quantity == SOG:
                sog = value
            elif quantity == COG:
                cog = value
        if sog is None:
            heard = ship.reading(SOG, at)
            sog = None if heard is None else heard.value
        fix = Fix(fix_at, report.position, sog, cog)
        return self._check.reason(fix, now) or fix
