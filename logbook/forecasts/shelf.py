"""The shelf: weather files kept once by what they hold, in `forecasts/`, the oldest runs leaving.

A file's name is its SHA-256; beside it `index.json` says what each holds, so that nothing is
decoded to choose among them.
"""

import contextlib
import hashlib
import json
import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from logbook.disk import written
from logbook.forecasts.asked import Holding, Run, run
from logbook.model.refusal import Refusal

_log = logging.getLogger(__name__)

FOLDER: Final = "forecasts"
MOST_FILES: Final = 40
MOST_TOTAL: Final = 100 * 1024 * 1024
INDEX: Final = "index.json"
AHEAD_S: Final = 6 * 3600.0
"""No run comes before its time; so much the clocks aboard and ashore may differ."""
_WIND: Final = ({"u", "v"}, {"speed", "from"})
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the shelf: its hash, its name as it was posted, its bytes, when it came (UTC s).

    `cut` is whether it ends in the middle, as a download that broke off does.
    `faults` counts how often no answer was had of it in time. `content` is the hash of what it
    holds, unpacked: the same file comes plain and packed.
    """

    digest: str
    name: str
    size: int
    came: float
    runs: tuple[Run, ...]
    cut: bool = False
    faults: int = 0
    content: str = ""

    @property
    def newest(self) -> float:
        """The time of its newest run, UTC seconds."""
        return max((one.at for one in self.runs), default=0.0)

    def is_ahead(self, now: float) -> bool:
        """Tell whether it says to be of a time that is yet to come at `now` (UTC seconds)."""
        return self.newest > now + AHEAD_S

    def has_wind(self) -> bool:
        """Tell whether it holds a wind."""
        return self.windy is not None

    @property
    def windy(self) -> Run | None:
        """Its newest run that holds a wind."""
        windy = (run for run in self.runs if any(wind <= set(run.parameters) for wind in _WIND))
        return max(windy, key=lambda run: run.at, default=None)

    def covers(self, lat: float, lon: float, at: float) -> bool:
        """Tell whether a place lies in one of its areas, and the instant among its times."""
        return any(_in_area(one.area, lat, lon) and _in_time(one, at) for one in self.runs)


class Shelf:
    """The shelf of the data folder `folder`. Any thread may ask; making it touches no disk."""

    def __init__(
        self, folder: Path, *, most_files: int = MOST_FILES, most_total: int = MOST_TOTAL
    ) -> None:
        self.folder = folder / FOLDER
        self._most_files = most_files
        self._most_total = most_total
        self._changing = threading.Lock()

    def known(self, data: bytes) -> Kept | None:
        """Return what stands on the shelf for these bytes, None where they are new."""
        digest = hashlib.sha256(data).hexdigest()
        return next((one for one in self.kept() if one.digest == digest), None)

    def holding(self, content: str) -> Kept | None:
        """Return what stands on the shelf with this content, however it was packed, or None."""
        return next((one for one in self.kept() if one.content and one.content == content), None)

    def path(self, kept: Kept) -> Path:
        """Return where a file of the shelf is."""
        return self.folder / kept.digest

    def kept(self) -> list[Kept]:
        """Return the files of the shelf, the newest run first; none where it cannot be read."""
        try:
            told = json.loads((self.folder / INDEX).read_bytes())
            found = [_kept(one) for one in told]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError, KeyError) as error:
            _log.warning("the shelf of forecasts cannot be read: %s", error)
            return []
        return sorted(found, key=lambda one: (-one.newest, -one.came))

    @contextlib.contextmanager
    def laid_out(self, data: bytes) -> Iterator[Path]:
        """Give a file of these bytes for the decoder to read; it is gone afterwards.

        Raises Refusal `forecasts.not_kept`.
        """
        path = self.folder / f".{threading.get_ident()}.part"
        try:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            except OSError as error:
                raise Refusal("forecasts.not_kept", reason=error) from error
            yield path
        finally:
            with contextlib.suppress(OSError):
                path.unlink()

    def keep(self, data: bytes, name: str, holding: Holding, came: float) -> Kept:
        """Keep a file that was found good. Raises Refusal `forecasts.not_kept`."""
        digest = hashlib.sha256(data).hexdigest()
        made = Kept(
            digest,
            name[:_LONGEST_NAME],
            len(data),
            came,
            holding.runs,
            cut=holding.cut,
            content=holding.content,
        )
        with self._changing:
            try:
                written(self.folder / digest, data)
                others = [one for one in self.kept() if one.digest != digest]
                self._settle([made, *others], made)
            except OSError as error:
                raise Refusal("forecasts.not_kept", reason=error) from error
        return made

    def doubt(self, kept: Kept) -> None:
        """Note that no answer was had of a file; a disk that refuses is told of in the log only."""
        with self._changing:
            files = [
                replace(one, faults=one.faults + 1) if one.digest == kept.digest else one
                for one in self.kept()
            ]
            try:
                self._note(files)
            except OSError as error:
                _log.warning("the shelf of forecasts cannot be written: %s", error)

    def _settle(self, files: Sequence[Kept], newcomer: Kept) -> None:
        """Write down what stays: the newest runs, as many as may be, and the newcomer."""
        stay: list[Kept] = []
        total = 0
        now = newcomer.came
        ordered = sorted(
            files,
            key=lambda one: (one is not newcomer, one.is_ahead(now), -one.newest, -one.came),
        )
        for one in ordered:
            total += one.size
            if len(stay) < self._most_files and (total <= self._most_total or one is newcomer):
                stay.append(one)
        self._note(stay)
        named = {one.digest for one in stay}
        for path in self.folder.iterdir():
            if len(path.name) == 64 and path.name not in named:
                path.unlink(missing_ok=True)

    def _note(self, files: Sequence[Kept]) -> None:
        text = json.dumps([_told(one) for one in files], separators=(",", ":"))
        written(self.folder / INDEX, text.encode())


def _in_area(area: tuple[float, float, float, float], lat: float, lon: float) -> bool:
    south, west, north, east = area
    return south <= lat <= north and (lon - west) % 360.0 <= east - west


def _in_time(one: Run, at: float) -> bool:
    return bool(one.times) and one.times[0] <= at <= one.times[-1]


def _kept(told: dict[str, Any]) -> Kept:
    return Kept(
        str(told["digest"]),
        str(told["name"]),
        int(told["size"]),
        float(told["came"]),
        tuple(run(one) for one in told["runs"]),
        cut=told.get("cut") is True,
        faults=int(told.get("faults", 0)),
        content=str(told.get("content", told["digest"])),
    )


def _told(kept: Kept) -> dict[str, Any]:
    return {
        "digest": kept.digest,
        "name": kept.name,
        "size": kept.size,
        "came": kept.came,
        "runs": [list(one) for one in kept.runs],
        "cut": kept.cut,
        "faults": kept.faults,
        "content": kept.content,
    }
