"""What a weather file holds, in words: its model, run and age, its area, steps and parameters."""

from collections.abc import Sequence
from typing import Final

from logbook.forecasts import child
from logbook.forecasts.asked import Holding, Run
from logbook.forecasts.models import model
from logbook.forecasts.shelf import AHEAD_S
from logbook.locale import Speaker, formats

_GROUPS: Final = (
    ("forecasts.wind", {"u", "v", "speed", "from"}),
    ("forecasts.gusts", {"gust"}),
    ("forecasts.pressure", {"msl"}),
    ("forecasts.waves", {"wave_height", "wave_from", "wave_period"}),
    ("forecasts.rain", {"rain", "rain_rate"}),
    ("forecasts.current", {"current"}),
    ("forecasts.air_temp", {"air_temp"}),
    ("forecasts.cloud", {"cloud"}),
)
"""Sentences for what is told, and the parameters that tell it."""
_MOST_RUNS: Final = 3
_HOUR: Final = 3600.0


def title(speaker: Speaker, run: Run) -> str:
    """Return a run's short name, as it is said on the radio: `GFS 12Z`."""
    return formats.run(name(speaker, run), run.at)


def name(speaker: Speaker, run: Run) -> str:
    """Return a model's name, or its numbers."""
    found = model(run.centre, run.process)
    if found.name:
        return found.name
    return speaker.say("forecasts.unknown_model", centre=run.centre, process=run.process)


def is_old(run: Run, now: float) -> bool:
    """Tell whether a run is past its useful life at `now` (UTC seconds)."""
    return now - run.at > model(run.centre, run.process).useful_s


def told(speaker: Speaker, holding: Holding, now: float, ship_offset_s: int) -> list[str]:
    """Return what a file holds, one row a run, and what of it cannot be used."""
    rows = []
    for run in holding.runs[:_MOST_RUNS]:
        rows += _run(speaker, run, now, ship_offset_s)
    left = len(holding.runs) - _MOST_RUNS
    if left > 0:
        rows.append(speaker.say("forecasts.more_runs", count=left))
    if holding.unreadable:
        grids = child.grids(holding.unreadable)
        count = sum(holding.unreadable.values())
        rows.append(speaker.say("forecasts.left_out", count=count, grids=grids))
    if holding.cut:
        rows.append(speaker.say("forecasts.is_cut"))
    return rows


def _run(speaker: Speaker, run: Run, now: float, ship_offset_s: int) -> list[str]:
    rows = [
        speaker.say(
            "forecasts.run",
            model=name(speaker, run),
            day=formats.day(speaker, run.at, 0),
            hour=formats.hour(run.at, 0),
            age=formats.duration(speaker, max(0.0, now - run.at)),
        ),
        speaker.say("forecasts.area", area=area(speaker, run.area), steps=_steps(speaker, run)),
        speaker.say("forecasts.holds", parameters=parameters(speaker, run)),
    ]
    ended = not run.times or run.times[-1] < now
    if ended:
        rows.append(speaker.say("forecasts.ended", until=_until(speaker, run, ship_offset_s)))
    else:
        rows.append(speaker.say("forecasts.until", until=_until(speaker, run, ship_offset_s)))
    if run.at > now + AHEAD_S:
        rows.append(speaker.say("forecasts.ahead"))
    if is_old(run, now) and not ended:
        rows.append(speaker.say("forecasts.old"))
    return rows


def _until(speaker: Speaker, run: Run, ship_offset_s: int) -> str:
    at = run.times[-1] if run.times else run.at
    day, zone = formats.day(speaker, at, ship_offset_s), formats.zone(ship_offset_s)
    return f"{day} {formats.hour(at, ship_offset_s)} {zone}"


def parameters(speaker: Speaker, run: Run) -> str:
    """Return what is told of the weather: `wind, gusts, pressure`."""
    said = [speaker.say(sentence) for sentence, names in _GROUPS if names & set(run.parameters)]
    return ", ".join(said)


def area(speaker: Speaker, edges: tuple[float, float, float, float]) -> str:
    """Return an area's edges: `40°N to 50°N, 10°W to 0°`."""
    south, west, north, east = edges
    lats = speaker.say(
        "forecasts.between", one=_edge(speaker, south, "NS"), other=_edge(speaker, north, "NS")
    )
    if east - west >= 359.5:
        return speaker.say("forecasts.all_around", lats=lats)
    east = (east + 180.0) % 360.0 - 180.0
    lons = speaker.say(
        "forecasts.between", one=_edge(speaker, west, "EW"), other=_edge(speaker, east, "EW")
    )
    return f"{lats}, {lons}"


def _edge(speaker: Speaker, angle: float, sides: str) -> str:
    rounded = round(abs(angle), 1)
    digits = 0 if rounded == round(rounded) else 1
    side = "" if rounded == 0 else sides[angle < 0]
    return f"{speaker.number(rounded, digits)}°{side}"


def _steps(speaker: Speaker, run: Run) -> str:
    count = len(run.times)
    gaps = sorted({round(b - a) for a, b in zip(run.times, run.times[1:], strict=False)})
    if not gaps:
        return speaker.say("forecasts.steps", count=count)
    told = [formats.duration(speaker, gap) for gap in _ends(gaps)]
    every = (
        told[0] if len(told) == 1 else speaker.say("forecasts.between", one=told[0], other=told[1])
    )
    return speaker.say("forecasts.steps_every", count=count, every=every)


def _ends(gaps: Sequence[int]) -> Sequence[int]:
    return gaps if len(gaps) == 1 else (gaps[0], gaps[-1])
