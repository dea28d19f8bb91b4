"""A short passage on a disk whose nth call fails, for every n; each in a process of its own.

Run with `failing_calls.c` preloaded: `python -m tests.trials.failing folder errno lasting new`.
A new log is made by the passage, and not backed up; another one stands already, and is.
Prints a row of JSON for each n, the last with a passage that made fewer calls than n.
"""

import contextlib
import ctypes
import io
import json
import os
import shutil
import sqlite3
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from typing import TypeVar

import app
from logbook.locale import speaker
from logbook.model.entries import Draft, Origin
from logbook.model.notices import notices_of
from logbook.model.observations import TrackPoint
from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.held import Held
from logbook.store.reserve import Reserve
from logbook.store.track import Track
from tests.store.lines import NOON, hourly, remark

T = TypeVar("T")

LINES = ("0 h après midi, vent 12 kn", "cap à l'ouest", "un ris")
BEFORE = ("veille", "appareillage")
AFTER = "repris"


@dataclass
class Told:
    """What a process said: the lines acknowledged, the sentences of refusal, a crash."""

    calls: int = 0
    lines: list[tuple[int, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    stand: list[tuple[int, str, str]] = field(default_factory=list)
    owed: list[int] = field(default_factory=list)
    points: int = 0
    track: bool = False
    mended: list[str] = field(default_factory=list)

    def tries(self, work: Callable[[], T]) -> T | None:
        """Do it; note the sentence of a Refusal, as those do who call the store."""
        try:
            return work()
        except Refusal as refusal:
            self.refused.append(f"{refusal.name}: {speaker('en').refusal(refusal)}")
            return None

    def command(self, *words: str) -> int:
        """Give a command of the console; it must end well, or with a sentence and status 1."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = app.main(words)
        said = err.getvalue().splitlines()
        if status:
            self.refused += said
        if status not in (0, 1) or bool(said) != bool(status) or "Traceback" in err.getvalue():
            self.wrong.append(f"{words[0]}: {status} {said}")
        if words[0] != "verify" and len(said) > 1:
            self.wrong.append(f"{words[0]} said more than a sentence: {said}")
        return status


def points(many: int) -> list[TrackPoint]:
    return [
        TrackPoint(NOON + n, 48.0 + n / 1e5, -4.0, 3.0, 270.0, 2.5, gap=False) for n in range(many)
    ]


def passage(told: Told, folder: Path, *, backup: bool) -> None:
    """Open the log, write three lines and a stretch of track, close, back up if asked to."""
    held = told.tries(lambda: Held(folder, NOON))
    if held is None:
        return
    with held:
        told.mended += [one.name for one in held.mended]
        book = told.tries(lambda: Book(folder, notices=notices_of))
        if book is None:
            return
        with book:
            _written(told, book, folder)
        if backup:
            told.command("backup", str(folder / "copy.zip"), "--data", str(folder))


def _written(told: Told, book: Book, folder: Path) -> None:
    book.reserve = Reserve(folder, size=65_536, spare=0)
    book.reserve.look()
    first, *rest = LINES
    _appended(told, book, [hourly(0)], first)
    for n, text in enumerate(rest):
        _appended(told, book, [remark(text, NOON + 60.0 * n)], text)
    track = told.tries(lambda: Track(folder, book.vessel))
    if track is not None:
        with track:
            told.tries(lambda: track.write(points(20), None, [], Origin.AUTO))
            told.track = not told.refused
    fault = book.look_after_journal()
    if fault is not None:
        told.refused.append(f"journal: {fault.name}")


def _appended(told: Told, book: Book, drafts: Sequence[Draft], text: str) -> None:
    assert drafts[0].text == text
    for entry in told.tries(lambda: book.append(drafts)) or ():
        told.lines.append((entry.number, entry.hash))


def afterwards(told: Told, folder: Path) -> None:
    """Start again where nothing fails, write a line, and read everything."""
    told.command("verify", "--data", str(folder))
    told.refused.clear()  # `verify` may tell what a start mends; that it can, is looked at here
    with Held(folder, NOON) as held:
        told.mended += [one.name for one in held.mended]
        with Book(folder, notices=notices_of) as book, Track(folder, book.vessel) as track:
            _appended(told, book, [remark(AFTER)], AFTER)
            told.points = track.count()
            if book.look_after_journal() is not None:
                told.wrong.append("the journal has a fault still")
    if told.command("verify", "--data", str(folder)):
        told.wrong += told.refused
    with contextlib.closing(sqlite3.connect(folder / "logbook.db")) as plain:
        told.stand += plain.execute("SELECT number, hash, text FROM entries ORDER BY number")
        told.owed += [row[0] for row in plain.execute("SELECT entry FROM outbox ORDER BY id")]
    told.wrong += [f"left over: {path.name}" for path in folder.glob(".*.part")]


def apart(work: Callable[[Told], None]) -> Told:
    """Do it in a process of its own, as a fork of this one; return what it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        told = Told()
        try:
            work(told)
        except BaseException:  # noqa: BLE001 - the outermost boundary of the process
            told.wrong.append(traceback.format_exc())
        disk = ctypes.CDLL(None)
        told.calls = disk.calls_made()
        disk.fail_from(b"", 0, 0, 0)
        with open(writing, "w", encoding="utf-8") as pipe:  # noqa: PTH123 - a pipe has no path
            json.dump(asdict(told), pipe)
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:  # noqa: PTH123 - a pipe has no path
        said = pipe.read()
    os.waitpid(child, 0)
    return Told(**json.loads(said)) if said else Told(wrong=["it ended without a word"])


def main(scratch: Path, error: int, lasting: int, *, new: bool) -> None:
    disk = ctypes.CDLL(None)
    disk.calls_made.restype = ctypes.c_long
    disk.fail_from.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int]
    base, folder = scratch / "base", scratch / "data"
    # Once here where nothing fails, so that the forks find every module loaded.
    folder.mkdir()
    passage(Told(), folder, backup=True)
    afterwards(Told(), folder)
    shutil.rmtree(folder)
    base.mkdir()
    if not new:
        with Book(base, notices=notices_of) as book, Track(base, book.vessel) as track:
            book.append([remark(text, NOON - 3600.0) for text in BEFORE])
            track.write(points(3), None, [], Origin.AUTO)
    for nth in count(1):
        shutil.copytree(base, folder)

        def faulty(told: Told, nth: int = nth) -> None:
            disk.fail_from(bytes(folder), nth, error, lasting)
            passage(told, folder, backup=not new)

        told = apart(faulty)
        again = apart(lambda told: afterwards(told, folder))
        print(json.dumps({"nth": nth, "told": asdict(told), "again": asdict(again)}), flush=True)
        shutil.rmtree(folder)
        if told.calls < nth:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), new=sys.argv[4] == "1")
