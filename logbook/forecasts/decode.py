"""`python -m logbook.forecasts.decode`: reads one weather file, in a process that may do little.

A question comes as JSON on standard input, an answer leaves as JSON on standard output: `answer`,
or `refused`, the word for what is wrong. Files come from anyone: a decoder that spins, swells or
crashes takes only this process along. Its limits are set by who starts it.
"""

import hashlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from logbook.forecasts.asked import MOST_ROWS, Answer, Holding, Place, Question, Row, Run, question
from logbook.forecasts.eccodes import Library, Message, NoLibrary, Unreadable
from logbook.forecasts.fields import OTHER, Head, Source, Unusable, head
from logbook.forecasts.rows import Timeline
from logbook.forecasts.sampling import Sampler
from logbook.forecasts.unpacking import MOST_MEMBERS, Bomb, Broken, Crowd, unpacked

MOST_POINTS: Final = 7_000_000
"""Of one field: the whole Earth each tenth of a degree has 6,483,600."""
MOST_FIELDS: Final = 20_000
_BEGINNING: Final = re.compile(rb"GRIB...[\x01\x02]", re.DOTALL)
"""Of a message: its word, then, at octet 8, its edition (WMO FM 92, section 0)."""
_NICE: Final = 10
_UNKNOWN_GRID: Final = "senseless"
_TIMES_KEPT: Final = 1000


class Contents:
    """What was found so far in a file, field by field."""

    def __init__(self) -> None:
        self._runs: dict[Source, tuple[list[Head], set[float], set[str]]] = {}
        self.unreadable: Counter[str] = Counter()
        self.other = 0
        self.cut = False

    def add(self, found: Head) -> None:
        """Take note of a field that can be used."""
        heads, times, parameters = self._runs.setdefault(found.source, ([], set(), set()))
        heads.append(found)
        times.add(found.end)
        parameters.add(found.told.parameter.value)

    def times(self) -> list[float]:
        """Return every time that some field is of, in order."""
        return sorted({at for _, times, _ in self._runs.values() for at in times})

    def holding(self, content: str) -> Holding:
        """Return what the file holds; `content` is its hash."""
        newest = sorted(self._runs, key=lambda source: -source.run)
        runs = []
        for source in newest:
            heads, times, parameters = self._runs[source]
            widest = max((one.grid for one in heads), key=lambda grid: abs(grid.d_lon) * grid.ni)
            kept = tuple(sorted(times)[:_TIMES_KEPT])
            runs.append(Run(*source, widest.area, kept, tuple(sorted(parameters))))
        return Holding(tuple(runs), dict(self.unreadable), self.other, self.cut, content)


class Refused(Exception):
    """The file is of no use: `name` says why, in a word of the catalogue's area `forecasts`."""

    def __init__(self, name: str, **facts: object) -> None:
        super().__init__(name)
        self.name = name
        self.facts = facts


def decoded(load: Callable[[], Library], asked: Question) -> Answer:
    """Return what the file holds and the forecast asked for. Raises Refused, and NoLibrary.

    The library is loaded once the bytes are known to be a weather file's: what is none is told so
    where the library is not installed too.
    """
    data, whole = _bytes(asked.path)
    library = load()
    places = [(place.lat, place.lon) for place in asked.places[:MOST_ROWS]]
    if not places and asked.here is not None:
        places = [asked.here]
    sampler, contents = Sampler(places), Contents()
    contents.cut = not whole
    count = 0
    try:
        for count, message in enumerate(library.messages(data), start=1):
            if count > MOST_FIELDS:
                raise Refused("too_many", most=MOST_FIELDS)
            _take(message, contents, sampler)
    except Unreadable:
        contents.cut = True
    holding = contents.holding(hashlib.sha256(data).hexdigest())
    if not holding.runs:
        raise _useless(holding, count)
    return Answer(holding, _rows(asked, contents, sampler))


def _take(message: Message, contents: Contents, sampler: Sampler) -> None:
    try:
        found = head(message)
        if sampler.wants(found):
            sampler.take(found, _values(message, found))
        contents.add(found)
    except Unusable as unusable:
        if unusable.kind == OTHER:
            contents.other += 1
        else:
            contents.unreadable[unusable.kind] += 1
    except Unreadable:
        contents.unreadable[_UNKNOWN_GRID] += 1


def _values(message: Message, found: Head) -> Sequence[float]:
    """Return a field's values. Raises Unusable where its grid has more points, or fewer."""
    values = message.values(MOST_POINTS)
    if len(values) != found.grid.ni * found.grid.nj:
        raise Unusable(_UNKNOWN_GRID)
    return values


def _useless(holding: Holding, count: int) -> Refused:
    if holding.unreadable:
        return Refused("unreadable_grid", kinds=dict(holding.unreadable))
    if holding.other:
        return Refused("nothing_known", count=holding.other)
    return Refused("cut_short" if holding.cut or count else "no_grib")


def _bytes(path: str) -> tuple[bytes, bool]:
    try:
        data, whole = unpacked(Path(path).read_bytes())
    except Bomb:
        raise Refused("bomb") from None
    except Crowd:
        raise Refused("too_many_members", most=MOST_MEMBERS) from None
    except Broken:
        raise Refused("broken_packing") from None
    if _BEGINNING.search(data) is None:
        raise Refused("no_grib")
    return data, whole


def _rows(asked: Question, contents: Contents, sampler: Sampler) -> tuple[Row, ...]:
    timeline = Timeline(sampler)
    places = asked.places[:MOST_ROWS]
    fixed = not places and asked.here is not None
    if fixed and asked.here is not None:
        own = [at for at in contents.times() if asked.since + 60.0 < at <= asked.until]
        places = tuple(Place(at, *asked.here) for at in [asked.since, *own][:MOST_ROWS])
    rows: list[Row] = []
    for index, place in enumerate(places):
        since = rows[-1].at if rows else None
        rows.append(timeline.row(0 if fixed else index, place, since))
    return tuple(rows)


def main() -> None:
    """Answer the one question that standard input holds."""
    os.nice(_NICE)
    asked = question(json.load(sys.stdin))
    told: dict[str, Any]
    try:
        told = {"answer": decoded(Library, asked).told()}
    except NoLibrary:
        told = {"refused": "no_decoder", "facts": {}}
    except Refused as refused:
        told = {"refused": refused.name, "facts": refused.facts}
    except MemoryError:
        told = {"refused": "too_hungry", "facts": {}}
    json.dump(told, sys.stdout, separators=(",", ":"))


if __name__ == "__main__":
    main()
