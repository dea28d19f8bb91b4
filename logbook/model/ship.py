"""The ship as her instruments last described her; what is stale is not quoted."""

from typing import NamedTuple

from logbook.model.entries import Condition
from logbook.model.observations import Fix, Reading
from logbook.model.quantities import (
    AWA,
    AWS,
    COG,
    HDG,
    NAVIGATION_S,
    QUANTITIES,
    SOG,
    STW,
    TWA,
    TWD,
    TWS,
    Quantity,
)
from logbook.model.units import turn, wrap_360
from logbook.model.wind import Basis, TrueWind, true_wind

_AHEAD_S = 1.0
"""A reading this much later than `now` belongs to another count of time: it is not quoted."""


class KnownFix(NamedTuple):
    """A good fix, and how old it is in seconds."""

    fix: Fix
    age_s: float


class ShipState(NamedTuple):
    """What was last read, each value with its instant; a fold of reports.

    Instants (`at`, `now`) are seconds of one steady count: boot seconds aboard, the recording's
    own in an import. Never altered: `after` gives a new state, so any thread may read one.
    `heard` is quantity -> (value, at); `fix_at` is when `fix` was heard.
    """

    heard: dict[Quantity, tuple[float, float]] = {}  # noqa: RUF012 - never altered
    fix: Fix | None = None
    fix_at: float = 0.0

    def after(
        self, readings: tuple[Reading, ...], at: float, fix: Fix | None = None
    ) -> "ShipState":
        """Return the state after `readings` heard at `at`, and `fix` where it is a good one."""
        heard = self.heard
        if readings:
            # One copy of some 25 rows costs less than a lock, and no reader sees half a report.
            heard = heard.copy()
            for quantity, value in readings:
                heard[quantity] = (value, at)
        if fix is None:
            return ShipState(heard, self.fix, self.fix_at)
        return ShipState(heard, fix, at)

    def known_fix(self, now: float, shelf_s: float = NAVIGATION_S) -> KnownFix | None:
        """Return the last good fix with its age, or None where there is none or it is stale.

        `shelf_s` = infinity asks for the last one however old it is.
        """
        age = now - self.fix_at
        if self.fix is None or age > shelf_s or age < -_AHEAD_S:
            return None
        return KnownFix(self.fix, max(0.0, age))

    def reading(self, quantity: Quantity, now: float) -> Condition | None:
        """Return the last value of `quantity` with its age, or None when silent or stale.

        The true wind is derived where no instrument gives it (see `true_wind`). Raises KeyError
        for a quantity that is not in the table.
        """
        known = self._fresh(quantity, now)
        if known is None and quantity in (TWA, TWS, TWD):
            return self._wind_conditions(now).get(quantity)
        return known

    def true_wind(self, now: float) -> TrueWind | None:
        """Return the true wind: the boat's own if she gives one, otherwise from the apparent.

        Derived through the water where STW is known (0 counts), otherwise over the ground with
        SOG, along COG where both COG and HDG are known and else along the bow. None where the
        readings do not suffice or are stale.
        """
        angle, direction = self._fresh(TWA, now), self._fresh(TWD, now)
        speed, heading = self._fresh(TWS, now), self._fresh(HDG, now)
        if speed is None:
            return self._derived_wind(now, heading)
        if angle is None and direction is not None and heading is not None:
            angle = Condition(
                turn(heading.value, direction.value), max(heading.age_s, direction.age_s)
            )
        if angle is None:
            return None
        age = max(angle.age_s, speed.age_s)
        if direction is not None:
            return TrueWind(
                angle.value, speed.value, direction.value, max(age, direction.age_s), "instrument"
            )
        return _with_direction(angle.value, speed.value, age, heading, "instrument")

    def conditions(self, now: float) -> dict[Quantity, Condition]:
        """Return everything that is fresh at `now`, a derived true wind included."""
        conditions = {}
        for quantity in self.heard:
            known = self._fresh(quantity, now)
            if known is not None:
                conditions[quantity] = known
        return self._wind_conditions(now) | conditions

    def _fresh(self, quantity: Quantity, now: float) -> Condition | None:
        shelf_s = QUANTITIES[quantity].shelf_s
        heard = self.heard.get(quantity)
        if heard is None:
            return None
        value, at = heard
        age = now - at
        if age > shelf_s or age < -_AHEAD_S:
            return None
        return Condition(value, max(0.0, age))

    def _derived_wind(self, now: float, heading: Condition | None) -> TrueWind | None:
        angle, apparent = self._fresh(AWA, now), self._fresh(AWS, now)
        if angle is None or apparent is None:
            return None
        age = max(angle.age_s, apparent.age_s)
        water = self._fresh(STW, now)
        if water is not None:
            twa, tws = true_wind(angle.value, apparent.value, water.value)
            return _with_direction(twa, tws, max(age, water.age_s), heading, "water")
        ground, course = self._fresh(SOG, now), self._fresh(COG, now)
        if ground is None:
            return None
        age, drift = max(age, ground.age_s), 0.0
        if course is not None and heading is not None:
            age, drift = max(age, course.age_s), turn(heading.value, course.value)
        twa, tws = true_wind(angle.value, apparent.value, ground.value, drift)
        return _with_direction(twa, tws, age, heading, "ground")

    def _wind_conditions(self, now: float) -> dict[Quantity, Condition]:
        wind = self.true_wind(now)
        if wind is None:
            return {}
        conditions = {TWA: Condition(wind.twa, wind.age_s), TWS: Condition(wind.tws, wind.age_s)}
        if wind.twd is not None:
            conditions[TWD] = Condition(wind.twd, wind.age_s)
        return conditions


def _with_direction(
    twa: float, tws: float, age: float, heading: Condition | None, basis: Basis
) -> TrueWind:
    if heading is None:
        return TrueWind(twa, tws, None, age, basis)
    return TrueWind(twa, tws, wrap_360(heading.value + twa), max(age, heading.age_s), basis)
