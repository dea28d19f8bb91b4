"""`import`: recordings into the log, one after the other, each told of in a few lines."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, Self

from logbook.clock import boot
from logbook.config import Config
from logbook.console.plain import printable
from logbook.importer import BATCH_S, Importer, Taken
from logbook.imports.kind import FileKind, kind
from logbook.imports.nmea import NmeaFile
from logbook.imports.source import Progress
from logbook.locale import Speaker, speaker
from logbook.model.entries import ClockSource, Origin, Timing
from logbook.model.refusal import Refusal
from logbook.recorder import Rules
from logbook.recorder.mishaps import of_mending, words
from logbook.recorder.radio import Aerial, bulletins
from logbook.store.book import Book, Nature
from logbook.store.held import Held
from logbook.store.mending import Mended
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader

if TYPE_CHECKING:
    from tqdm import tqdm

_OF_THE_DISK: Final = "store."


def run(arguments: Namespace, folder: Path, config: Config, says: Speaker) -> int:
    """Import the files in turn; return 1 if any of them was refused, and go on with the rest."""
    rules = Rules(
        origin=Origin.IMPORT,
        bound_m=config.bound_m,
        batch_s=BATCH_S,
        sample_s=config.sample_s,
        max_sog=config.max_sog,
        interval_s=config.interval_s,
        at_anchor=config.at_anchor,
        ship_offset_s=config.ship_offset_s,
        holds_lines=True,
    )
    failed = False
    with (
        Held(folder, boot.host_now()) as held,
        Book(folder, Nature.REAL) as book,
        Track(folder, book.vessel) as track,
        TrackReader(folder) as reader,
    ):
        _tell(held.mended, book, config, says)
        importer = Importer(
            book,
            track,
            reader,
            rules,
            speaker(config.language),
            host_now=boot.host_now,
            aerial=Aerial(partial(bulletins, folder)),
        )
        for path in arguments.files:
            try:
                rows = _file(importer, path, arguments, says)
            except Refusal as refusal:
                if refusal.name.startswith(_OF_THE_DISK):
                    # Not this file is at fault: the next would fare no better.
                    raise
                failed = True
                print(printable(says.refusal(refusal)), file=sys.stderr)
            except KeyboardInterrupt:
                told = says.say("import.interrupted", file=path.name)
                print(printable(f"\n{told}"), file=sys.stderr)
                return 1
            else:
                for row in rows:
                    print(printable(row))
        importer.close()
    return 1 if failed else 0


def _tell(mended: Sequence[Mended], book: Book, config: Config, says: Speaker) -> None:
    """Say what had to be mended before the log could be opened, here and in the log."""
    timing = Timing(ClockSource.HOST)
    for one in mended:
        print(printable(words(says, one)), file=sys.stderr)
        book.append([of_mending(speaker(config.language), one, boot.host_now(), timing)])


def _file(importer: Importer, path: Path, arguments: Namespace, says: Speaker) -> Iterable[str]:
    """Take one file; return what is to be told of it."""
    with _Bar(path) as bar:
        if kind(path) is FileKind.GPX:
            from logbook.imports.gpx import GpxFile

            gpx = GpxFile(path, bar.progress)
            taken = importer.fixes(fix for batch in gpx.batches() for fix in batch)
            taken.bad_fixes += gpx.bad
            torn = gpx.torn
        else:
            nmea = NmeaFile(path, bar.progress)
            taken = importer.sentences(nmea.lines(), arguments.date)
            torn = nmea.torn
    if not taken.sentences:
        raise Refusal("import.nothing", file=path.name)
    if not taken.dated:
        # A day that was given did not help: no sentence states so much as a time of day.
        name = "import.undated" if arguments.date is None else "import.timeless"
        raise Refusal(name, file=path.name)
    return _told(path.name, taken, torn, says)


def _told(file: str, taken: Taken, torn: bool, says: Speaker) -> Iterable[str]:
    fresh = taken.fixes - taken.covered
    if taken.covered and not fresh and not taken.entries:
        yield says.say("import.all_already", file=file)
    else:
        yield says.say(
            "import.done",
            file=file,
            fixes=says.say("import.fixes", count=fresh),
            entries=says.say("import.entries", count=taken.entries),
            legs=says.say("import.legs", count=taken.legs),
        )
        if taken.covered:
            yield says.say("import.already", count=taken.covered)
    for name, bad in (("import.bad", taken.bad), ("import.bad_fixes", taken.bad_fixes)):
        if bad.total():
            yield says.say(name, count=bad.total(), reasons=_reasons(bad, says))
    if taken.untimed:
        yield says.say("import.untimed", count=taken.untimed)
    if torn:
        yield says.say("import.torn", file=file, count=taken.lines)


def _reasons(bad: Counter[str], says: Speaker) -> str:
    return ", ".join(
        says.say(
            "import.reason", reason=says.say(f"reason.{reason.replace(' ', '_')}"), count=count
        )
        for reason, count in bad.most_common()
    )


class _Bar:
    """A progress bar with a rate and the time that is left; none where there is no terminal."""

    _bar: "tqdm[NoReturn] | None" = None

    def __init__(self, path: Path) -> None:
        if sys.stderr.isatty():
            from tqdm import tqdm

            name = printable(path.name)
            self._bar = tqdm(desc=name, unit="B", unit_scale=True, leave=False)

    @property
    def progress(self) -> Progress | None:
        """What is told of the bytes read, or None where nobody looks."""
        return None if self._bar is None else self._told

    def _told(self, done: int, total: int) -> None:
        if self._bar is not None:
            self._bar.total = total
            self._bar.update(done - self._bar.n)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
