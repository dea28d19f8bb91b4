"""Which model made a run, by the numbers of its centre and process; how long a run is of use."""

from typing import Final, NamedTuple

_HOUR: Final = 3600.0


class Model(NamedTuple):
    """`name` is as sailors call it, empty where only the numbers are known.

    `useful_s` is how long after its own time a run is worth being quoted (seconds).
    """

    name: str
    centre: int
    process: int
    useful_s: float


_USEFUL_S: Final = 24 * _HOUR
"""The great models run every 6 hours and are out 4 to 7 hours later: after a day there are three or
four newer runs."""
_USEFUL_FINE_S: Final = 12 * _HOUR
"""The fine ones run every 1 to 6 hours, and live by being new."""

_NAMES: Final = {
    # Centre: WMO common code table C-11; process: each centre's own list (NCEP: ON388 table A).
    (7, 96): "GFS",
    (7, 88): "WW3",
    (7, 10): "GFS-Wave",
    (7, 11): "GFS-Wave",
    (7, 107): "GEFS",
    (85, 211): "ARPEGE",
    (85, 24): "MFWAM",
    (85, 26): "MFWAM",
    (78, 1): "ICON",
    (78, 2): "ICON-EU",
}
_FINE: Final = {
    (7, 83): "HRRR",
    (7, 84): "NAM",
    (7, 105): "RAP",
    (78, 11): "ICON-D2",
    (85, 204): "AROME",
}
_CENTRES: Final = {98: "ECMWF"}
"""A centre that numbers its processes anew with each release of one model."""

_ANALYSES: Final = {(7, 81): 96}
"""Processes that make the first step of another's run."""


def family(centre: int, process: int) -> int:
    """Return the process whose run a field belongs to: that of an analysis is its forecast's."""
    return _ANALYSES.get((centre, process), process)


def model(centre: int, process: int) -> Model:
    """Return the model that made a field."""
    fine = _FINE.get((centre, process))
    if fine is not None:
        return Model(fine, centre, process, _USEFUL_FINE_S)
    name = _NAMES.get((centre, process)) or _CENTRES.get(centre, "")
    return Model(name, centre, process, _USEFUL_S)
