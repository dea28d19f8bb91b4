"""Good fixes to points of the track, beside the stretches that it holds already."""

from logbook.model.observations import Fix, TrackPoint
from logbook.model.track import MAX_GAP_S, SwingTrack
from logbook.recorder.covered import Covered


class Stretches:
    """Runs the swing filter over every fix, and keeps back the points of stretches that are held.

    So a recording that is taken again, after a kill say, comes to the end of what is held with
    the filter as it was then, and goes on with the very points of an import in one go. `after`
    is the last point of the run before, which a live track goes on from.
    """

    def __init__(
        self, bound_m: float, covered: Covered, after: TrackPoint | None, *, imports: bool
    ) -> None:
        self._bound_m = bound_m
        self._covered = covered
        self._imports = imports
        self._swing = SwingTrack(bound_m, after=after)
        # An import may begin right where a stretch ends.
        self._inside = imports
        self._last_at = float("-inf")
        self._points: list[TrackPoint] = []

    def add(self, fix: Fix) -> bool:
        """Take the next good fix; tell whether the track holds its instant already."""
        self._last_at = fix.at
        held = self._covered.holds(fix.at)
        if held:
            if not self._inside:
                self._points.extend(self._swing.close())
                self._inside = True
            self._swing.add(fix)
        elif self._inside:
            self._inside = False
            self._leave(fix)
        else:
            self._points.extend(self._swing.add(fix))
        return held

    def goes_back(self, fix: Fix) -> bool:
        """Tell whether an import steps back in time with `fix`: then look again at what is held."""
        return self._imports and fix.at < self._last_at

    def begin_again(self) -> None:
        """End the stretch and look at what is held now, the points given so far being written."""
        self._covered.refresh()
        self._swing = SwingTrack(self._bound_m)
        self._inside = True
        self._last_at = float("-inf")

    def holds(self, at: float) -> bool:
        """Tell whether the track held `at` when it was last looked at."""
        return self._covered.holds(at)

    def provisional(self) -> TrackPoint | None:
        """Return the newest fix, for the row that a power cut leaves; None in an import.

        There the hour is simply taken again, and such a row would be one point too many.
        """
        return None if self._imports else self._swing.provisional()

    def points(self) -> list[TrackPoint]:
        """Return the points to be stored since this was last asked."""
        points, self._points = self._points, []
        return points

    def close(self) -> None:
        """End the stretch: its last fix is a point."""
        if not self._inside:
            self._points.extend(self._swing.close())
        self._inside = True

    def _leave(self, fix: Fix) -> None:
        last = self._covered.last_before(fix.at)
        points = self._swing.add(fix)
        if last is not None and fix.at - last.at <= MAX_GAP_S:
            if abs(self._swing.anchored_at - last.at) < 0.0005:
                points = tuple(point for point in points if point.at > last.at + 0.0005)
            else:
                self._swing = SwingTrack(self._bound_m, after=last)
                points = self._swing.add(fix)
        elif self._swing.anchored_at < fix.at - 0.0005:
            # The filter comes from a stretch that the track knows otherwise.
            self._swing = SwingTrack(self._bound_m)
            points = self._swing.add(fix)
        self._points.extend(points)
